import { describe, expect, it } from 'vitest';
import { writeClaim } from '../../renderer/domain/fhir/write-claim';
import { asMessageId } from '../../renderer/domain/kernel/ids';
import type { LineChoice } from '../../renderer/domain/prescriptions/commands';
import { choiceOfBag } from '../../renderer/domain/prescriptions/bag';
import { amountSaid } from '../../renderer/domain/prescriptions/item-said';
import type { ChosenProduct, Item, PrescriptionState, Unit } from '../../renderer/domain/prescriptions/model';
import { hasOwnUnit, saidBefore } from '../../renderer/features/prescription/chosen';
import { bagSentence } from '../../renderer/features/prescription/words';
import { assemble, fresh, handOut, id, itemOf } from '../support/bags';
import {
  accepted,
  act,
  aContext,
  anActor,
  aSite,
  now,
  ready,
  received,
  refusalCode,
  uuids,
} from '../support/builders';

const tablets: Unit = { unit: 'tablet', code: '428673006' };

const unread = (state: PrescriptionState): PrescriptionState => {
  const items = state.prescription.items.map((item): Item => ({
    ...item,
    quantity: { value: 0, unit: '', code: '' },
  }));
  return { ...state, prescription: { ...state.prescription, items } };
};
const state = unread(ready());
const asPrescribed = (quantity: number, unit?: Unit): ChosenProduct => ({
  medication: itemOf(state).medication,
  quantity,
  ...(unit ? { unit } : {}),
});
const full = (...products: readonly ChosenProduct[]): LineChoice => ({
  kind: 'full',
  itemId: id(0),
  ...(products.length > 0 ? { products } : {}),
});
const technician = aContext({ user: anActor('technician', 'Tom Reed') });

describe('an item whose quantity nobody could read', () => {
  it('[PRX-27] is handed out neither in full nor in part until somebody says how much leaves', () => {
    const part: LineChoice = { kind: 'part', itemId: id(0), quantity: 7 };
    for (const choice of [full(), part, { ...part, products: [asPrescribed(7, tablets)] }])
      expect(refusalCode(state, handOut(choice))).toBe('QuantityUnknown');
    expect(refusalCode(state, { kind: 'SupplyInFull' })).toBe('QuantityUnknown');
    const toAssemble = act(unread(received()), { kind: 'CheckPrescription' });
    expect(refusalCode(toAssemble, assemble(full()))).toBe('QuantityUnknown');
  });

  it('[PRX-27] leaves as a pharmacist says it does: product, amount and unit', () => {
    expect(refusalCode(state, handOut(full(asPrescribed(28, tablets))), technician)).toBe('RoleMissing');
    expect(refusalCode(state, handOut(full(asPrescribed(28))))).toBe('UnitWrong');
    expect(refusalCode(state, handOut(full(asPrescribed(28, { unit: 'heap', code: '1' }))))).toBe(
      'UnitWrong',
    );
    expect(refusalCode(state, handOut(full(asPrescribed(0, tablets))))).toBe('ProductWrong');
    const after = act(state, handOut(full(asPrescribed(28, tablets))));
    expect(after.work).toBe('supplied');
    const [line] = after.supplies[0]?.lines ?? [];
    expect(line?.status).toBe('0001');
    expect(line?.products.map(({ quantity }) => quantity)).toEqual([{ value: 28, ...tablets }]);
  });

  it('[PRX-27] is put into the bag by a pharmacist, and what is in it is handed out by anybody who may', () => {
    const toAssemble = act(unread(received()), { kind: 'CheckPrescription' });
    const named = assemble(full(asPrescribed(28, tablets)));
    expect(refusalCode(toAssemble, named, technician)).toBe('RoleMissing');
    const checked = act(act(toAssemble, named), { kind: 'AccuracyCheckPrescription' });
    expect(bagSentence(checked, itemOf(checked))).toBe(`28 tablet ${itemOf(checked).medication.display}`);
    const bag = handOut(choiceOfBag(checked, itemOf(checked)));
    for (const context of [aContext(), technician])
      expect(refusalCode(checked, bag, context)).toBe('decided');
    expect(refusalCode(checked, handOut(full(asPrescribed(29, tablets))), technician)).toBe('RoleMissing');
  });

  it('[FHIR-14] [PRX-27] its claim says what left, never nought', () => {
    const { prescription, supplies } = act(state, handOut(full(asPrescribed(28, tablets))));
    const details = { exemption: '0009', evidenceSeen: true, lines: [] };
    const claim = { messageId: asMessageId('c1'), at: now, details };
    const own = { actor: anActor(), site: aSite, newId: uuids('6') };
    const claimed = JSON.stringify(writeClaim({ prescription, supplies, claim, ...own }));
    expect(claimed).toContain('"quantity":{"value":28,"unit":"tablet"');
    expect(claimed).not.toContain('"value":0');
  });

  it('[PRX-27] may be left owing, or not dispensed with a reason, as any other', () => {
    expect(refusalCode(state, handOut({ kind: 'owing', itemId: id(0) }))).toBe('decided');
    expect(refusalCode(state, handOut({ kind: 'not-dispensed', itemId: id(0), reasonCode: '0002' }))).toBe(
      'decided',
    );
  });

  it('[PRX-27] says so in the place of nought, and its correction starts from what really left', () => {
    expect(amountSaid(itemOf(state))).toBe('quantity not readable');
    expect(amountSaid(itemOf(received()))).toBe('21 capsule');
    expect(hasOwnUnit(itemOf(state), { code: itemOf(state).medication.code })).toBe(true);
    const after = accepted(act(state, handOut(full(asPrescribed(28, tablets))), fresh()));
    expect(saidBefore(after)[id(0)]).toMatchObject({
      kind: 'full',
      products: [{ quantity: '28', unit: tablets }],
    });
  });
});
