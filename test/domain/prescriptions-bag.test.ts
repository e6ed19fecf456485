import { describe, expect, it } from 'vitest';
import { asMessageId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { inBagOf, notToAddRest, shortInBag } from '../../renderer/domain/prescriptions/bag';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import { tellLines } from '../../renderer/domain/prescriptions/decide-supply';
import type { PrescriptionEvent } from '../../renderer/domain/prescriptions/events';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { asPrescribed, choiceOf, inBag } from '../../renderer/features/prescription/chosen';
import { bagSentence } from '../../renderer/features/prescription/words';
import { summaryOf } from '../../renderer/store/summary';
import {
  accepted,
  act,
  aContext,
  anActor,
  evolveAll,
  now,
  received,
  refusalCode,
  uuids,
} from '../support/builders';
import { all, assemble, back, handOut, id, none, part, rest, twoItems, withdrawn } from '../support/bags';
import { aPrescription } from '../support/fhir';

const toAssemble = (): PrescriptionState => act(received(twoItems), { kind: 'CheckPrescription' });
const ready = (...choices: readonly LineChoice[]): PrescriptionState =>
  act(act(toAssemble(), assemble(...choices)), { kind: 'AccuracyCheckPrescription' });
const sentenceOf = (state: PrescriptionState, n = 0): string | undefined => {
  const item = state.prescription.items[n];
  return item && bagSentence(state, item);
};
/** What the screen would hand out if nobody changed anything. */
const proposed = (state: PrescriptionState): readonly LineChoice[] =>
  state.prescription.items.map((item) => choiceOf(item, inBag(state, item)));
const left = (state: PrescriptionState) =>
  state.supplies
    .at(-1)
    ?.lines.map(({ status, products }) => [
      status,
      products.reduce((sum, one) => sum + one.quantity.value, 0),
    ]);
describe('prescriptions: what is in the bag', () => {
  it('[PRX-23] is said at assembly by a technician, seen at the accuracy check, and proposed at the hand-out', () => {
    const tom = aContext({ user: anActor('technician', 'Tom Reed') });
    const decision = decidePrescription(toAssemble(), assemble(part(14), none(1)), tom);
    expect(decision).toMatchObject({ sentence: 'Assembled, 2 items short. Next: accuracy check.' });
    const assembled = act(toAssemble(), assemble(part(14), none(1)), tom);
    expect(sentenceOf(assembled)).toBe('14 of 28 capsule, 14 owed');
    expect(sentenceOf(assembled, 1)).toBe('None of 28 capsule, 28 owed');
    expect(summaryOf(assembled).short).toBe(2);
    const checked = act(assembled, { kind: 'AccuracyCheckPrescription' });
    expect(proposed(checked)).toEqual([part(14), none(1)]);
    const out = act(checked, handOut(...proposed(checked)));
    expect(left(out)).toEqual([
      ['0003', 14],
      ['0004', 0],
    ]);
    expect(out.work).toBe('part-supplied');
  });

  it('[PRX-23] nothing need be said: then all of it is in the bag, as in a journal of an older program', () => {
    const plain = act(toAssemble(), { kind: 'AssemblePrescription' });
    expect(plain.bag).toBeUndefined();
    expect(act(toAssemble(), assemble(all(), all(1))).bag).toBeUndefined();
    expect([sentenceOf(plain), summaryOf(plain).short]).toEqual([undefined, undefined]);
    expect(act(ready(), { kind: 'SupplyInFull' }).work).toBe('supplied');
  });

  it('[PRX-23] a short bag is not handed out in full unless somebody who may check it says that the rest is in it', () => {
    const script = ready(part(14), none(1));
    expect(refusalCode(script, { kind: 'SupplyInFull' })).toBe('MoreThanInBag');
    expect(refusalCode(script, handOut(all(), none(1)))).toBe('MoreThanInBag');
    expect(refusalCode(script, handOut(part(20), none(1)))).toBe('MoreThanInBag');
    expect(refusalCode(script, handOut(part(14), all(1)))).toBe('MoreThanInBag');
    const asked = decidePrescription(script, handOut(all(), none(1)), aContext());
    expect(asked).toMatchObject({
      rule: 'PRX-23',
      sentence:
        'Of Amoxicillin 250mg capsules only 14 were said to be in the bag, and 28 would be handed out.',
    });
    // Less than is in the bag may always leave.
    expect(left(act(script, handOut(part(7), none(1))))?.[0]).toEqual(['0003', 7]);
    const dispenser = aContext({ user: anActor('dispenser', 'Ada Moss') });
    expect(refusalCode(script, handOut(rest(), none(1)), dispenser)).toBe('RoleMissing');
    expect(refusalCode(script, handOut(part(14), none(1)), dispenser)).toBe('decided');
    // Who may say it is said before it is said, and to nobody who may.
    const may = 'a pharmacist or a technician';
    expect(decidePrescription(script, handOut(all(), none(1)), dispenser)).toMatchObject({
      code: 'MoreThanInBag',
      next: `Hand out what is in it, have ${may} sign in here and say that the rest is in it now, or take the script back to assembly (U).`,
    });
    expect(notToAddRest(anActor('dispenser'))).toContain(may);
    expect(notToAddRest(anActor('manager'))).toContain(may);
    for (const role of ['technician', 'pharmacist'] as const)
      expect(notToAddRest(anActor(role))).toBeUndefined();
    for (const role of ['technician', 'pharmacist'] as const) {
      const out = act(script, handOut(rest(), rest(1)), aContext({ user: anActor(role) }));
      expect(out.work).toBe('supplied');
      expect(out.supplies[0]?.lines.map(({ restIsIn }) => restIsIn)).toEqual([true, true]);
    }
    // It is recorded only where it was needed.
    expect(act(ready(), handOut(rest(), all(1))).supplies[0]?.lines[0]?.restIsIn).toBeUndefined();
  });

  it('[PRX-23] is proposed when it is assembled again, and stands as it is said then', () => {
    const undone = act(act(ready(part(14)), back), back);
    expect(undone.work).toBe('to-assemble');
    expect(proposed(undone)[0]).toEqual(part(14));
    const whole = act(act(undone, assemble(all(), all(1))), { kind: 'AccuracyCheckPrescription' });
    expect(shortInBag(whole)).toBe(0);
    expect(act(whole, { kind: 'SupplyInFull' }).work).toBe('supplied');
    const less = act(act(undone, assemble(part(7))), { kind: 'AccuracyCheckPrescription' });
    expect(sentenceOf(less)).toBe('7 of 28 capsule, 21 owed');
  });

  it('[PRX-23] is over once it has left, and stands again where that hand-out is withdrawn', () => {
    const script = ready(part(14), none(1));
    const out = act(script, handOut(...proposed(script)));
    expect([sentenceOf(out), sentenceOf(out, 1), summaryOf(out).short]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const again = withdrawn(accepted(out));
    expect(again.work).toBe('ready');
    expect(proposed(again)).toEqual([part(14), none(1)]);
    expect(refusalCode(again, { kind: 'SupplyInFull' })).toBe('MoreThanInBag');
  });

  it('[PRX-23] a part is more than nothing and less than all; what is not dispensed is said at the hand-out', () => {
    for (const quantity of [0, -1, 28, 29, Number.NaN])
      expect(refusalCode(toAssemble(), assemble(part(quantity)))).toBe('QuantityWrong');
    const refused: LineChoice = { kind: 'not-dispensed', itemId: id(0), reasonCode: '0001' };
    expect(refusalCode(toAssemble(), assemble(refused))).toBe('NotAtAssembly');
    const manager = aContext({ user: anActor('manager', 'Grace Owusu') });
    expect(refusalCode(toAssemble(), assemble(part(14)), manager)).toBe('RoleMissing');
    expect(refusalCode(received(twoItems), assemble(part(14)))).toBe('WrongStep');
    expect(act(toAssemble(), assemble(part(0.5))).bag?.lines).toEqual([{ itemId: id(0), quantity: 0.5 }]);
  });

  it('[PRX-16] [PRX-23] several products, or another by a pharmacist, are in the bag and leave as they are', () => {
    const { code } = toAssemble().prescription.items[0]?.medication ?? { code: '' };
    const product = (quantity: number, of = code, display = 'One make') => ({
      medication: { code: of, display },
      quantity,
    });
    const makes: LineChoice = {
      kind: 'part',
      itemId: id(0),
      quantity: 14,
      products: [product(6), product(8, code, 'Another make')],
    };
    const script = ready(makes);
    expect(sentenceOf(script)).toBe('14 of 28 capsule, 14 owed, 6 capsule One make, 8 capsule Another make');
    expect(proposed(script)[0]).toEqual(makes);
    expect(left(act(script, handOut(...proposed(script))))?.[0]).toEqual(['0003', 14]);
    const other: LineChoice = {
      kind: 'full',
      itemId: id(0),
      products: [product(56, '39691911000001107', 'Another')],
    };
    const tom = aContext({ user: anActor('technician', 'Tom Reed') });
    expect(refusalCode(toAssemble(), assemble(other), tom)).toBe('RoleMissing');
    const whole = ready(other);
    expect(shortInBag(whole)).toBe(0);
    expect(proposed(whole)[0]).toEqual(other);
    expect(act(whole, handOut(...proposed(whole))).work).toBe('supplied');
  });

  it('[PRX-14] [PRX-23] a quantity that is no number is none, not what its first digits say', () => {
    const [item] = toAssemble().prescription.items;
    if (!item) throw new Error('no item');
    const typed = (quantity: string) => choiceOf(item, { ...asPrescribed, kind: 'part', quantity });
    expect(typed(' 7.5 ')).toEqual(part(7.5));
    for (const wrong of ['1,000', '2,5', '14 of 28', '', 'x'])
      expect(refusalCode(toAssemble(), assemble(typed(wrong))), wrong).toBe('QuantityWrong');
  });

  it('[PRX-2] [PRX-23] nothing is said of the bag of a script that comes again', () => {
    const going = act(ready(part(14)), { kind: 'ReturnPrescription', reasonCode: '0003' });
    if (going.custody.kind !== 'returning') throw new Error('not returning');
    const { key } = going.prescription;
    const again: PrescriptionEvent = {
      type: 'prescription.received-again',
      key,
      source: { seq: 9, path: 'p' },
      releaseResponseId: 'release-2',
      prescription: aPrescription(twoItems),
    };
    const here = evolveAll(going, [
      { type: 'prescription.returned', key, messageId: going.custody.messageId },
      again,
    ]);
    expect([here.work, here.bag]).toEqual(['to-check', undefined]);
    expect(evolveAll(ready(part(14)), [again]).bag?.lines).toHaveLength(1);
  });

  it('[PRX-17] [PRX-23] a correction says what really left, whatever was said of the bag', () => {
    const script = ready(part(14));
    const out = accepted(act(script, handOut(...proposed(script))));
    const amend: PrescriptionCommand = { kind: 'AmendSupply', choices: [all(), all(1)] };
    const corrected = act(out, amend, aContext({ newId: uuids('5'), now: asInstant(now + 60_000) }));
    expect(left(corrected)).toEqual([
      ['0001', 28],
      ['0001', 28],
    ]);
  });

  it('[PRX-14] [PRX-23] an item that ended since asks nothing of its bag', () => {
    const script = { items: [{ schedule: 'CD2', quantity: 28 }, { quantity: 28 }] };
    const checked = act(received(script), { kind: 'CheckPrescription' });
    const assembled = act(act(checked, assemble(part(14))), { kind: 'AccuracyCheckPrescription' });
    const late = aContext({ now: asInstant(now + 40 * 86_400_000) });
    const out = act(assembled, handOut(all(), all(1)), late);
    expect(left(out)).toEqual([
      ['0002', 0],
      ['0001', 28],
    ]);
    const [item] = out.prescription.items;
    expect(item && inBagOf(out, item)).toBeUndefined();
    expect(sentenceOf(out)).toBeUndefined();
  });

  it('[PRX-23] what left without the script before it came did not leave from the bag, nor is it measured by it', () => {
    const early = aContext({ now: asInstant(now - 3_600_000), newId: uuids('8') });
    const told = tellLines(ready(part(14)), () => all(), early);
    if (told.kind === 'refused') throw new Error(told.sentence);
    expect(told.told.prescriptionStatus).toBe('0006');
    const halves = tellLines(ready(), ({ itemId }) => ({ kind: 'part', itemId, quantity: 14 }), early);
    if (halves.kind === 'refused') throw new Error(halves.sentence);
    const script = ready(part(14), part(7, 1));
    const { key } = script.prescription;
    const supply = { messageId: asMessageId(early.newId()), ...halves.told };
    const matched = evolveAll(script, [{ type: 'prescription.supplied', key, supply }]);
    // What is left of each is assembled and checked like any rest.
    expect(matched.work).toBe('part-supplied');
    expect(refusalCode(matched, handOut(all(), part(7, 1)))).toBe('RestNotChecked');
    expect(shortInBag(matched)).toBe(0);
  });
});
