import { describe, expect, it } from 'vitest';
import { dig, items, resourcesOf, type Json } from '../../electron/training/json';
import { writeClaim } from '../../renderer/domain/fhir/write-claim';
import { writeNotification } from '../../renderer/domain/fhir/write-notification';
import { asMessageId } from '../../renderer/domain/kernel/ids';
import { labelsForScript } from '../../renderer/domain/labels/for-script';
import { choiceOfBag } from '../../renderer/domain/prescriptions/bag';
import type { LineChoice } from '../../renderer/domain/prescriptions/commands';
import type { ChosenProduct, Item, PrescriptionState, Unit } from '../../renderer/domain/prescriptions/model';
import { unitsFor } from '../../renderer/domain/prescriptions/units';
import { asPrescribed, choiceOf, saidBefore } from '../../renderer/features/prescription/chosen';
import { bagSentence } from '../../renderer/features/prescription/words';
import {
  accepted,
  act,
  aContext,
  anActor,
  aSite,
  now,
  received,
  refusalCode,
  uuids,
} from '../support/builders';
import { assemble, fresh, handOut, id, itemOf } from '../support/bags';
import { aPrescription } from '../support/fhir';
import { seeds } from '../support/seeds';

const ml: Unit = { unit: 'ml', code: '258773002' };
const suspension = (quantity: number, unit?: Unit): ChosenProduct => ({
  medication: { code: '39691911000001107', display: 'The same as an oral suspension' },
  quantity,
  ...(unit ? { unit } : {}),
});
const full = (...products: readonly ChosenProduct[]): LineChoice => ({
  kind: 'full',
  itemId: id(0),
  products,
});
const toAssemble = () => act(received(), { kind: 'CheckPrescription' });
const inBag = (choice: LineChoice) =>
  act(act(toAssemble(), assemble(choice)), { kind: 'AccuracyCheckPrescription' });
const handedOut = (state: PrescriptionState) =>
  act(state, handOut(choiceOfBag(state, itemOf(state))), fresh());
const leftOf = (state: PrescriptionState) =>
  state.supplies.at(-1)?.lines[0]?.products.map(({ quantity }) => quantity);

describe('another product in its own unit', () => {
  it('[PRX-26] is counted in the prescribed unit unless another of the known ones is chosen', () => {
    const { quantity } = itemOf(received());
    const { unit, code } = quantity;
    expect([unit, code]).toEqual(['capsule', '428641000']);
    const as = (one?: Unit) => leftOf(handedOut(inBag(full(suspension(100, one)))));
    expect(as()).toEqual([{ value: 100, unit, code }]);
    expect(as(ml)).toEqual([{ value: 100, ...ml }]);
    for (const wrong of [
      { unit: 'spoonful', code: '1' },
      { ...ml, code: code },
      { unit: 'ml', code: '' },
    ])
      expect(refusalCode(toAssemble(), assemble(full(suspension(100, wrong))))).toBe('UnitWrong');
    const tom = aContext({ user: anActor('technician', 'Tom Reed') });
    expect(refusalCode(toAssemble(), assemble(full(suspension(100, ml))), tom)).toBe('RoleMissing');
  });

  it('[PRX-26] the prescribed product is counted as the script counts', () => {
    const { medication, quantity } = itemOf(received());
    const asked = (unit?: Unit) =>
      assemble(full({ medication, quantity: quantity.value, ...(unit ? { unit } : {}) }));
    expect(refusalCode(toAssemble(), asked(ml))).toBe('UnitWrong');
    expect(refusalCode(toAssemble(), asked({ unit: quantity.unit, code: quantity.code }))).toBe('decided');
  });

  it('[PRX-16] a pharmacist decides it once: what is in the bag is handed out by whoever hands out', () => {
    const checked = inBag(full(suspension(100, ml)));
    const tom = aContext({ user: anActor('dispenser', 'Tom Reed') });
    expect(refusalCode(checked, handOut(choiceOfBag(checked, itemOf(checked))), tom)).toBe('decided');
    for (const more of [
      suspension(101, ml),
      suspension(100),
      { ...suspension(100, ml), medication: { code: '123456789', display: 'A third' } },
    ])
      expect(refusalCode(checked, handOut(full(more)), tom)).toBe('RoleMissing');
  });

  it('[PRX-16] [PRX-26] what it counts for of the item is said in the item’s unit', () => {
    const part: LineChoice = { kind: 'part', itemId: id(0), quantity: 7, products: [suspension(35, ml)] };
    const state = handedOut(inBag(part));
    expect(leftOf(state)).toEqual([{ value: 35, ...ml }]);
    expect(state.supplies[0]?.lines[0]).toMatchObject({ status: '0003', counts: 7 });
  });

  it('[PRX-26] each unit is offered once: the prescribed as it came, the script’s others, then dm+d’s', () => {
    const script = aPrescription({ items: [{}, {}, {}, {}] });
    const named = script.items.map((item, n): Item => {
      const of = [
        { unit: 'Tablet', code: '732936001' },
        { unit: 'strip', code: '733018009' },
        { unit: 'box', code: 'non_dmd_units' },
        { unit: '', code: '' },
      ][n];
      return { ...item, quantity: { ...item.quantity, ...of } };
    });
    const offered = (n: number) => {
      const item = named[n];
      if (!item) throw new Error('no item');
      return unitsFor({ items: named }, item);
    };
    expect(offered(0).slice(0, 3)).toEqual([
      { unit: 'Tablet', code: '732936001' },
      { unit: 'strip', code: '733018009' },
      { unit: 'ampoule', code: '413516001' },
    ]);
    const words = offered(0).map(({ unit }) => unit.toLowerCase());
    expect(words).toHaveLength(new Set(words).size);
    expect(words).not.toContain('box');
    expect(offered(2)[0]).toEqual({ unit: 'box', code: 'non_dmd_units' });
    expect(offered(3)[0]).toEqual({ unit: '', code: '' });
  });

  it('[PRX-26] the training Spine’s scripts count in the same units by the same codes', () => {
    const known = unitsFor({ items: [] }, itemOf(received()));
    for (const { unit, unitCode } of Object.values(seeds.drugs))
      expect(known).toContainEqual({ unit, code: unitCode });
  });

  it('[PRX-23] [PRX-26] stands at the accuracy check and on the label', () => {
    const state = inBag(full(suspension(100, ml)));
    expect(bagSentence(state, itemOf(state))).toBe('21 of 21 capsule, 100 ml The same as an oral suspension');
    const page = labelsForScript(state, { choices: [], differences: [] }, aContext());
    expect('html' in page && String(page.html)).toContain('100 ml The same as an oral');
  });

  it('[FHIR-11] [FHIR-14] [PRX-26] EPS is told value, unit, code and system, and so is the claim', () => {
    const state = handedOut(inBag(full(suspension(100, ml))));
    const [supply] = state.supplies;
    if (!supply) throw new Error('nothing left');
    const { prescription } = state;
    const own = { actor: anActor(), site: aSite, newId: uuids('6') };
    const wire = (message: unknown): Json => JSON.parse(JSON.stringify(message)) as Json; // what goes over the wire
    const told = wire(writeNotification({ prescription, supply, released: new Map(), ...own }));
    const quantity = { value: 100, unit: 'ml', system: 'http://snomed.info/sct', code: '258773002' };
    const [dispense] = resourcesOf(told, 'MedicationDispense');
    expect(dig(dispense, 'quantity')).toEqual(quantity);
    expect(dig(items(dispense, 'contained')[1], 'dispenseRequest', 'quantity')).toMatchObject({
      value: 21,
      unit: 'capsule',
    });
    const details = { exemption: '0009', evidenceSeen: true, lines: [] };
    const claim = { messageId: asMessageId('c1'), at: now, details };
    const claimed = wire(writeClaim({ prescription, supplies: state.supplies, claim, ...own }));
    const line = dig(claimed, 'item', 0, 'detail', 0);
    expect(dig(line as Json, 'quantity')).toMatchObject({ value: 21, unit: 'capsule' });
    expect(dig(line as Json, 'subDetail', 0, 'quantity')).toEqual(quantity);
  });

  it('[PRX-17] [PRX-26] a correction begins with it and says the same again', () => {
    const before = accepted(handedOut(inBag(full(suspension(100, ml)))));
    const item = itemOf(before);
    const choice = choiceOf(item, saidBefore(before)[item.itemId] ?? asPrescribed);
    const after = act(before, { kind: 'AmendSupply', choices: [choice] }, fresh());
    expect(after.supplies).toHaveLength(2);
    expect(leftOf(after)).toEqual([{ value: 100, ...ml }]);
  });

  it('[PRX-26] put back to the prescribed product, the unit that was chosen is left behind', () => {
    const item = itemOf(received());
    const { medication } = item;
    const fields = { name: medication.display, code: ` ${medication.code} `, quantity: '21', unit: ml };
    expect(choiceOf(item, { ...asPrescribed, products: [fields] })).toEqual(
      full({ medication, quantity: 21 }),
    );
  });
});
