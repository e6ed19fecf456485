import { describe, expect, it } from 'vitest';
import { asItemId, asMessageId, asReissueId } from '../../renderer/domain/kernel/ids';

import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';

import { notDispensedReasons } from '../../renderer/domain/prescriptions/decide-line';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import { withdrawReasons } from '../../renderer/domain/prescriptions/decide-withdraw';

import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';

import { lastSaidOf } from '../../renderer/domain/prescriptions/supplied';
import {
  accepted,
  act,
  aContext,
  anActor,
  evolveAll,
  now,
  ready,
  refusalCode,
  refused,
  uuids,
} from '../support/builders';
import { itemIdOf } from '../support/fhir';

const giveBack: PrescriptionCommand = { kind: 'ReturnPrescription', reasonCode: '0003' };

describe('prescriptions: hand-outs', () => {
  type Choice = Omit<Extract<LineChoice, { kind: 'part' }>, 'itemId' | 'kind'> | string;
  const choose = (...list: readonly Choice[]) =>
    ({
      kind: 'SupplyItems',
      choices: list.map((one, n): LineChoice => {
        const itemId = asItemId(itemIdOf(n));
        if (typeof one !== 'string') return { kind: 'part', itemId, restIsIn: true, ...one };
        if (one === 'full') return { kind: one, itemId, restIsIn: true };
        if (one === 'owing') return { kind: one, itemId };
        return { kind: 'not-dispensed', itemId, reasonCode: one };
      }),
    }) satisfies PrescriptionCommand;
  const statuses = (state: PrescriptionState) => state.supplies.at(-1)?.lines.map((line) => line.status);
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
    expect(notDispensedReasons.length).toBe(10);
  });

  it('[PRX-14] refuses a part that is none or all, an unknown reason, and not dispensed after a part', () => {
    expect(refusalCode(ready(), choose({ quantity: 0 }))).toBe('QuantityWrong');
    expect(refusalCode(ready(), choose({ quantity: 21 }))).toBe('QuantityWrong');
    expect(refusalCode(ready(), choose('0099'))).toBe('ReasonUnknown');
    // “Owings note issued to patient” would end the line for good: what is owed is owing.
    expect(refusalCode(ready(), choose('0003'))).toBe('ReasonUnknown');
    expect(refusalCode(ready(), { kind: 'RecordNotDispensed', reasonCode: '0003' })).toBe('ReasonUnknown');
    const part = act(ready(), choose({ quantity: 20 }));
    expect(refusalCode(part, choose('0010'))).toBe('PartlySupplied');
    expect(refusalCode(part, choose('owing'))).toBe('NothingChanges');
    expect(refusalCode(part, giveBack)).toBe('SuppliedAlready');
  });

  it('[PRX-14] what changes for one line is told, also where nothing leaves and the others stand as they were', () => {
    const first = act(ready({ items: [{}, {}] }), choose('full', 'owing'));
    expect(refusalCode(first, choose('owing', 'owing'))).toBe('NothingChanges');
    expect(statuses(act(first, choose('owing', '0010')))).toEqual(['0001', '0002']);
  });

  it('[PRX-15] withdraws only the last notification that EPS accepted, and the script stands as before', () => {
    const part = act(ready(), choose({ quantity: 20 }));
    const withdraw: PrescriptionCommand = { kind: 'WithdrawSupply', reasonCode: 'QU' };
    expect(refusalCode(ready(), withdraw)).toBe('NothingToWithdraw');
    expect(refusalCode(part, withdraw)).toBe('NotAccepted');
    expect(refusalCode(accepted(part), withdraw, aContext({ user: anActor('technician') }))).toBe(
      'RoleMissing',
    );
    expect(refusalCode(accepted(part), { kind: 'WithdrawSupply', reasonCode: '0003' })).toBe('ReasonUnknown');
    const going = act(accepted(part), withdraw);
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

  it('[PRX-25] repeat dispensing of which EPS was told goes back no more, until it comes anew', () => {
    const withdraw: PrescriptionCommand = { kind: 'WithdrawSupply', reasonCode: 'QU' };
    const withdrawn = (state: PrescriptionState): PrescriptionState => {
      const going = act(state, withdraw);
      const messageId = going.supplies[0]?.withdrawal;
      const { key } = going.prescription;
      return messageId === undefined || state.supplies[0]?.notification === 'refused'
        ? going
        : evolveAll(going, [{ type: 'prescription.supply-withdrawn', key, messageId }]);
    };
    const erd = { therapy: 'continuous-repeat-dispensing', issue: 2, issues: 6 } as const;
    const back = withdrawn(accepted(act(ready(erd), choose('full'))));
    expect(back.work).toBe('ready');
    expect(refusalCode(back, giveBack)).toBe('StaysActive');
    expect(refusalCode(back, choose('full'))).toBe('decided');
    expect(refusalCode(back, { kind: 'RecordNotDispensed', reasonCode: '0010' })).toBe('decided');
    // Held for another script it can go nowhere else.
    const { key } = back.prescription;
    const held = evolveAll(back, [{ type: 'prescription.superseded', key, reissueId: asReissueId('pair') }]);
    expect(refusalCode(held, choose('full'))).toBe('OnHold');
    expect(refusalCode(held, { kind: 'RecordNotDispensed', reasonCode: '0010' })).toBe('decided');
    // What EPS refused it was not told.
    expect(refusalCode(withdrawn(refused(act(ready(erd), choose('full')))), giveBack)).toBe('decided');
    // Every other kind goes back.
    expect(refusalCode(withdrawn(accepted(act(ready(), choose('full')))), giveBack)).toBe('decided');
    const { prescription } = back;
    const again = evolveAll(
      { ...back, custody: { kind: 'returned', at: now, reason: { code: '0003', display: '' } } },
      [
        {
          type: 'prescription.received-again',
          key: prescription.key,
          prescription,
          source: back.source,
          releaseResponseId: 'r',
        },
      ],
    );
    expect(refusalCode(again, giveBack)).toBe('decided');
  });

  const product = (quantity: number, code = '322341003', display = 'Another product') => ({
    medication: { code, display },
    quantity,
  });
  const withProducts = (...products: readonly ReturnType<typeof product>[]): PrescriptionCommand => ({
    kind: 'SupplyItems',
    choices: [{ kind: 'full', itemId: asItemId(itemIdOf(0)), products }],
  });

  it('[PRX-16] several products for a line, and another than prescribed, by a pharmacist', () => {
    const { code } = ready().prescription.items[0]?.medication ?? { code: '' };
    const two = act(ready(), withProducts(product(7), product(14, code, 'As prescribed')));
    expect(two.supplies[0]?.lines[0]?.products.map(({ quantity }) => quantity.value)).toEqual([7, 14]);
    expect(two.work).toBe('supplied');
    const ids = two.supplies[0]?.lines[0]?.products.map(({ dispenseItemId }) => dispenseItemId) ?? [];
    expect(new Set(ids).size).toBe(2);
    const technician = aContext({ user: anActor('technician') });
    expect(refusalCode(ready(), withProducts(product(21)), technician)).toBe('RoleMissing');
    expect(refusalCode(ready(), withProducts(product(20, code)))).toBe('QuantityWrong');
    expect(refusalCode(ready(), withProducts(product(11, code), product(10, code)), technician)).toBe(
      'decided',
    );
    const mixed = withProducts(product(10, code), product(11));
    expect(refusalCode(ready(), mixed, technician)).toBe('RoleMissing');
    expect(act(ready(), mixed).work).toBe('supplied');
    for (const bad of [product(0), product(Number.NaN), product(1, 'abc'), product(1, '123456', ' ')])
      expect(refusalCode(ready(), withProducts(bad))).toBe('ProductWrong');
  });

  const amend = (...list: readonly Choice[]): PrescriptionCommand => ({
    kind: 'AmendSupply',
    choices: choose(...list).choices,
  });

  it('[PRX-17] corrects the last notification in its place and at its time', () => {
    const first = accepted(act(ready(), choose({ quantity: 20 })));
    const later = aContext({ now: asInstant(now + 3_600_000), newId: uuids('5') });
    const going = act(first, amend({ quantity: 12 }), later);
    expect(going.supplies[1]).toMatchObject({
      handedOverAt: first.supplies[0]?.handedOverAt,
      replaces: { messageId: first.supplies[0]?.messageId, known: true },
    });
    expect(refusalCode(going, choose('full'))).toBe('Amending');
    const done = accepted(going);
    expect(done.supplies.map(({ notification }) => notification)).toEqual(['replaced', 'accepted']);
    const rest = act(done, choose('full'), aContext({ newId: uuids('6') }));
    expect(rest.supplies[2]?.lines[0]?.products[0]?.quantity.value).toBe(9);
    const kept = refused(going);
    expect(kept.supplies.map(({ notification }) => notification)).toEqual(['accepted', 'void']);
    const [item] = kept.prescription.items;
    expect(item && lastSaidOf(kept, item)?.supply).toBe(kept.supplies[0]);
    expect(
      act(kept, choose('full'), aContext({ newId: uuids('6') })).supplies[2]?.lines[0]?.products[0]?.quantity
        .value,
    ).toBe(1);
  });

  it('[PRX-17] only a pharmacist, only what EPS has answered, never back to the Spine by it', () => {
    expect(refusalCode(ready(), amend('full'))).toBe('NothingToAmend');
    const waiting = act(ready(), choose({ quantity: 20 }));
    expect(refusalCode(waiting, amend('full'))).toBe('NotAnswered');
    expect(refusalCode(accepted(waiting), amend('full'), aContext({ user: anActor('technician') }))).toBe(
      'RoleMissing',
    );
    expect(
      refusalCode(accepted(act(waiting, choose('full'), aContext({ newId: uuids('6') }))), giveBack),
    ).toBe('SuppliedAlready');
  });

  it('[PRX-17] a refused notification is made anew, with those that waited behind it', () => {
    const one = act(ready(), choose({ quantity: 20 }));
    const two = act(one, choose('full'), aContext({ newId: uuids('6') }));
    const bad = evolveAll(two, [
      {
        type: 'prescription.notification-settled',
        key: two.prescription.key,
        messageId: two.supplies[0]?.messageId ?? asMessageId(''),
        outcome: 'refused',
      },
    ]);
    expect(refusalCode(bad, choose('full'))).toBe('NotificationParked');
    const decision = decidePrescription(bad, amend('full'), aContext({ newId: uuids('7') }));
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    const replaced = decision.events.flatMap((event) => (event.type === 'message.replaced' ? [event] : []));
    // [BLG-1] The refused one left the queue when it was refused; the one behind it leaves now.
    expect(replaced.map(({ waited }) => waited)).toEqual([undefined, true]);
    const anew = evolveAll(bad, decision.events);
    expect(anew.supplies.map(({ notification }) => notification)).toEqual([
      'replaced',
      'replaced',
      'waiting',
    ]);
    expect(anew.supplies[2]?.replaces?.known).toBe(false);
    expect(anew.supplies[2]?.lines[0]?.products[0]?.quantity.value).toBe(21);
  });
});
