import { describe, expect, it } from 'vitest';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { decideMatch } from '../../renderer/domain/unscripted/decide-match';
import { act, aContext, evolveAll, received, uuids } from '../support/builders';
import { context, entry, fold, held, proposedFor, record } from '../support/supplies';

const steps = ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription'] as const;
type Step = (typeof steps)[number];

/** A script that stands for what was supplied before it came. */
const matched = (quantity?: number, steps: readonly Step[] = []): PrescriptionState => {
  const items = entry.items.map((item) => (quantity === undefined ? item : { ...item, quantity }));
  const state = fold(undefined, record({ ...entry, items }));
  const script = held(
    state,
    steps.reduce((one, kind) => act(one, { kind }), received()),
  );
  const decision = decideMatch(proposedFor(state, script), script, 'notified', context());
  if (decision.kind !== 'decided') throw new Error(decision.kind);
  return evolveAll(
    script,
    decision.events.flatMap((event) =>
      'key' in event && event.type.startsWith('prescription.') ? [event] : [],
    ) as never,
  );
};
/** The last notification is accepted, and withdrawn. */
const takenBack = (state: PrescriptionState): PrescriptionState => {
  const { key } = state.prescription;
  const of = state.supplies.at(-1)?.messageId;
  if (of === undefined) throw new Error('nothing told');
  const reason = { code: 'QU', display: 'Quantity' };
  return evolveAll(state, [
    { type: 'prescription.notification-settled', key, messageId: of, outcome: 'accepted' },
    { type: 'prescription.withdrawal-requested', key, of, messageId: of, reason },
    { type: 'prescription.supply-withdrawn', key, messageId: of },
  ]);
};
const supply = (state: PrescriptionState) => decidePrescription(state, { kind: 'SupplyInFull' }, aContext());

describe('what a supply without a script stood for', () => {
  it('[PRX-4] is no check: the rest of its script is checked before it is handed out', () => {
    const part = matched(1);
    expect(part.work).toBe('to-check');
    expect(supply(part)).toMatchObject({ kind: 'refused', rule: 'PRX-4' });
    const rest = steps.reduce((state, kind) => act(state, { kind }), part);
    expect(rest.work).toBe('ready');
    expect(act(rest, { kind: 'SupplyInFull' }).work).toBe('supplied');
  });

  it.each([1, 2])('[PRX-4] is no check of what was assembled either, after %i of its steps', (passed) => {
    const part = matched(1, steps.slice(0, passed));
    expect(part.work).toBe('to-assemble');
    expect(supply(part)).toMatchObject({ kind: 'refused', rule: 'PRX-4' });
    const rest = steps.slice(1).reduce((state, kind) => act(state, { kind }), part);
    const gone = act(rest, { kind: 'SupplyInFull' });
    expect([rest.work, gone.work]).toEqual(['ready', 'supplied']);
    expect(takenBack(gone).work).toBe('part-supplied');
    expect(takenBack(matched(undefined, steps.slice(0, passed))).work).toBe('to-assemble');
  });

  it.each([1, 2, 3])('[USC-9] a second supply is matched too, %i steps after the first one', (passed) => {
    const first = steps.slice(0, passed).reduce((state, kind) => act(state, { kind }), matched(1));
    const items = entry.items.map((item) => ({ ...item, quantity: 1 }));
    const state = fold(undefined, record({ ...entry, items }));
    const script = held(state, first);
    const decision = decideMatch(
      proposedFor(state, script),
      script,
      'notified',
      aContext({ ...context(), newId: uuids('7') }),
    );
    expect(decision).toMatchObject({ kind: 'decided' });
  });

  it('[PRX-4] nor is what is taken back: the script is checked like any other', () => {
    const whole = matched();
    expect(whole.work).toBe('supplied');
    const back = takenBack(whole);
    expect(back.work).toBe('to-check');
    expect(supply(back).kind).toBe('refused');
  });
});
