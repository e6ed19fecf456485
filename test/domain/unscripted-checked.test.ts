import { describe, expect, it } from 'vitest';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { decideMatch } from '../../renderer/domain/unscripted/decide-match';
import { act, aContext, evolveAll } from '../support/builders';
import { context, entry, fold, held, proposedFor, record } from '../support/supplies';

/** A script that stands for what was supplied before it came. */
const matched = (quantity?: number): PrescriptionState => {
  const items = entry.items.map((item) => (quantity === undefined ? item : { ...item, quantity }));
  const state = fold(undefined, record({ ...entry, items }));
  const script = held(state);
  const decision = decideMatch(proposedFor(state, script), script, 'notified', context());
  if (decision.kind !== 'decided') throw new Error(decision.kind);
  return evolveAll(
    script,
    decision.events.flatMap((event) =>
      'key' in event && event.type.startsWith('prescription.') ? [event] : [],
    ) as never,
  );
};
const supply = (state: PrescriptionState) => decidePrescription(state, { kind: 'SupplyInFull' }, aContext());

describe('what a supply without a script stood for', () => {
  it('[PRX-4] is no check: the rest of its script is checked before it is handed out', () => {
    const part = matched(1);
    expect(part.work).toBe('to-check');
    expect(supply(part)).toMatchObject({ kind: 'refused', rule: 'PRX-4' });
    const rest = (['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription'] as const).reduce(
      (state, kind) => act(state, { kind }),
      part,
    );
    expect(rest.work).toBe('ready');
    expect(act(rest, { kind: 'SupplyInFull' }).work).toBe('supplied');
  });

  it('[PRX-4] nor is what is taken back: the script is checked like any other', () => {
    const whole = matched();
    expect(whole.work).toBe('supplied');
    const { key } = whole.prescription;
    const of = whole.supplies[0]?.messageId;
    if (of === undefined) throw new Error('nothing told');
    const messageId = of;
    const back = evolveAll(whole, [
      { type: 'prescription.notification-settled', key, messageId: of, outcome: 'accepted' },
      {
        type: 'prescription.withdrawal-requested',
        key,
        of,
        messageId,
        reason: { code: 'QU', display: 'Quantity' },
      },
      { type: 'prescription.supply-withdrawn', key, messageId },
    ]);
    expect(back.work).toBe('to-check');
    expect(supply(back).kind).toBe('refused');
  });
});
