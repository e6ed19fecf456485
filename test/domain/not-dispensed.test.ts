import { describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { notDispensedReasons } from '../../renderer/domain/prescriptions/decide-line';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { tabOf } from '../../renderer/domain/prescriptions/tab';
import {
  accepted,
  act,
  aContext,
  anActor,
  evolveAll,
  now,
  ready,
  received,
  refusalCode,
  refused,
  uuids,
} from '../support/builders';

const none = (reasonCode = '0002'): PrescriptionCommand => ({ kind: 'RecordNotDispensed', reasonCode });
const withdraw: PrescriptionCommand = { kind: 'WithdrawSupply', reasonCode: 'OC' };
const linesOf = ({ supplies }: PrescriptionState) =>
  supplies.at(-1)?.lines.map(({ status, reason }) => `${status} ${reason?.code ?? ''}`.trim());

/** EPS has taken the notification back. */
const withdrawn = (state: PrescriptionState): PrescriptionState => {
  const asked = act(state, withdraw, aContext({ newId: uuids('8') }));
  return evolveAll(
    asked,
    asked.supplies.flatMap(({ withdrawal: messageId }) =>
      messageId ? [{ type: 'prescription.supply-withdrawn', key: state.prescription.key, messageId }] : [],
    ),
  );
};

describe('a script of which nothing is supplied', () => {
  it('[PRX-21] is recorded from any step by a pharmacist, with a reason EPS knows, told once', () => {
    const checked = act(received(), { kind: 'CheckPrescription' });
    for (const state of [received(), checked, ready()]) {
      for (const { code } of notDispensedReasons) expect(refusalCode(state, none(code))).toBe('decided');
      expect(refusalCode(state, none('0012'))).toBe('ReasonUnknown');
      for (const role of ['technician', 'dispenser', 'manager'] as const)
        expect(refusalCode(state, none(), aContext({ user: anActor(role) }))).toBe('RoleMissing');
      const done = act(state, none());
      expect([done.work, tabOf(done), done.supplies[0]?.prescriptionStatus]).toEqual([
        'not-dispensed',
        'done',
        '0007',
      ]);
      expect(refusalCode(done, none())).toBe('AlreadyTold');
      expect(refusalCode(accepted(done), { kind: 'SupplyInFull' })).toBe('AlreadySupplied');
    }
    expect(refusalCode(act(received(), { kind: 'HoldPrescription', reason: 'x' }), none())).toBe('OnHold');
    const items = [{ quantity: 28 }];
    const [item] = ready({ items }).prescription.items;
    if (!item) throw new Error('no item');
    const choices = [{ kind: 'part', itemId: item.itemId, quantity: 7 }] as const;
    const part = accepted(act(ready({ items }), { kind: 'SupplyItems', choices }));
    expect(refusalCode(part, none())).toBe('AlreadyTold');
  });

  it('[PRX-21] [PRX-9] says of each item what it is, and 0008 where all are past their last day', () => {
    const late = aContext({ now: asInstant(now + 60 * 86_400_000) });
    const mixed = received({ items: [{}, { status: 'cancelled' }, { schedule: 'CD2' }] });
    expect(linesOf(act(mixed, none('0001'), late))).toEqual(['0002 0001', '0005', '0002 0008']);
    const ended = received({ items: [{ schedule: 'CD2' }, { schedule: 'CD3' }] });
    expect(linesOf(act(ended, none('0001'), late))).toEqual(['0002 0008', '0002 0008']);
    expect(refusalCode(received({ items: [{ status: 'cancelled' }] }), none())).toBe('NothingOpen');
  });

  it('[PRX-21] taken back goes on where the work had come to; no check is passed by it', () => {
    const steps = [
      { kind: 'CheckPrescription' },
      { kind: 'AssemblePrescription' },
      { kind: 'AccuracyCheckPrescription' },
    ] as const;
    let state = received();
    for (const step of [undefined, ...steps]) {
      if (step) state = act(state, step);
      const done = accepted(act(state, none()));
      expect(withdrawn(done).work).toBe(state.work);
      expect(act(refused(act(state, none())), withdraw, aContext({ newId: uuids('8') })).work).toBe(
        state.work,
      );
      const { itemId } = state.prescription.items[0] ?? {};
      if (!itemId) throw new Error('no item');
      const all = { kind: 'AmendSupply', choices: [{ kind: 'full', itemId }] } as const;
      expect(refusalCode(done, all)).toBe(state.work === 'ready' ? 'decided' : 'NotChecked');
    }
  });
});
