import { describe, expect, it } from 'vitest';
import { asItemId } from '../../renderer/domain/kernel/ids';

import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';

import { notDispensedReasons } from '../../renderer/domain/prescriptions/decide-line';
import { withdrawReasons } from '../../renderer/domain/prescriptions/decide-withdraw';

import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';

import { act, aContext, anActor, evolveAll, ready, refusalCode } from '../support/builders';
import { itemIdOf } from '../support/fhir';

const giveBack: PrescriptionCommand = { kind: 'ReturnPrescription', reasonCode: '0003' };

describe('prescriptions: hand-outs', () => {
  const choose = (
    ...list: readonly (Omit<Extract<LineChoice, { kind: 'part' }>, 'itemId' | 'kind'> | string)[]
  ) =>
    ({
      kind: 'SupplyItems',
      choices: list.map((one, n): LineChoice => {
        const itemId = asItemId(itemIdOf(n));
        if (typeof one !== 'string') return { kind: 'part', itemId, ...one };
        if (one === 'full' || one === 'owing') return { kind: one, itemId };
        return { kind: 'not-dispensed', itemId, reasonCode: one };
      }),
    }) satisfies PrescriptionCommand;
  const statuses = (state: PrescriptionState) => state.supplies.at(-1)?.lines.map((line) => line.status);
  const accept = (state: PrescriptionState): PrescriptionState =>
    evolveAll(
      state,
      state.supplies.map(({ messageId }) => ({
        type: 'prescription.notification-settled',
        key: state.prescription.key,
        messageId,
        outcome: 'accepted',
      })),
    );

  it('[PRX-14] each line in full, in part, owing or not dispensed, and on to the end', () => {
    const items = [{}, {}, {}, { status: 'cancelled' }];
    const first = act(ready({ items }), choose('full', { quantity: 6 }, 'owing'));
    expect(statuses(first)).toEqual(['0001', '0003', '0004', '0005']);
    expect([first.work, first.supplies[0]?.prescriptionStatus]).toEqual(['part-supplied', '0003']);
    const second = act(first, choose('owing', 'full', '0010'));
    expect(statuses(second)).toEqual(['0001', '0001', '0002', '0005']);
    expect(second.supplies[1]?.lines.map((line) => line.products[0]?.quantity.value)).toEqual([
      undefined,
      15,
      undefined,
      undefined,
    ]);
    expect(second.supplies[1]?.lines[2]?.reason?.code).toBe('0010');
    expect([second.work, second.supplies[1]?.prescriptionStatus]).toEqual(['supplied', '0006']);
    expect(refusalCode(second, choose('full'))).toBe('AlreadySupplied');
    expect(act(ready(), choose('0001')).work).toBe('not-dispensed');
    expect(notDispensedReasons.length).toBe(11);
  });

  it('[PRX-14] refuses a part that is none or all, an unknown reason, and not dispensed after a part', () => {
    expect(refusalCode(ready(), choose({ quantity: 0 }))).toBe('QuantityWrong');
    expect(refusalCode(ready(), choose({ quantity: 21 }))).toBe('QuantityWrong');
    expect(refusalCode(ready(), choose('0099'))).toBe('ReasonUnknown');
    const part = act(ready(), choose({ quantity: 20 }));
    expect(refusalCode(part, choose('0010'))).toBe('PartlySupplied');
    expect(refusalCode(part, choose('owing'))).toBe('NothingChanges');
    expect(refusalCode(part, giveBack)).toBe('SuppliedAlready');
  });

  it('[PRX-15] withdraws only the last notification that EPS accepted, and the script stands as before', () => {
    const part = act(ready(), choose({ quantity: 20 }));
    const withdraw: PrescriptionCommand = { kind: 'WithdrawSupply', reasonCode: 'QU' };
    expect(refusalCode(ready(), withdraw)).toBe('NothingToWithdraw');
    expect(refusalCode(part, withdraw)).toBe('NotAccepted');
    expect(refusalCode(accept(part), withdraw, aContext({ user: anActor('technician') }))).toBe(
      'RoleMissing',
    );
    expect(refusalCode(accept(part), { kind: 'WithdrawSupply', reasonCode: '0003' })).toBe('ReasonUnknown');
    const going = act(accept(part), withdraw);
    expect(refusalCode(going, choose('full'))).toBe('Withdrawing');
    const messageId = going.supplies[0]?.withdrawal;
    if (messageId === undefined) throw new Error('no withdrawal');
    const { key } = going.prescription;
    const back = evolveAll(going, [{ type: 'prescription.supply-withdrawn', key, messageId }]);
    expect(back.work).toBe('ready');
    expect(act(back, choose('full')).supplies[1]?.lines[0]?.products[0]?.quantity.value).toBe(21);
    expect(refusalCode(back, giveBack)).toBe('decided');
    const refused = evolveAll(going, [
      { type: 'prescription.withdrawal-refused', key, messageId, sentence: 'No.' },
    ]);
    expect(refusalCode(refused, withdraw)).toBe('decided');
    expect(withdrawReasons.length).toBe(6);
  });
});
