import { asItemId } from '../../renderer/domain/kernel/ids';
import type { LineChoice, PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import type { Item, PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { act, aContext, evolveAll, uuids } from './builders';
import { itemIdOf } from './fhir';

/** The first item of a script. */
export const itemOf = ({ prescription }: PrescriptionState): Item => {
  const [item] = prescription.items;
  if (!item) throw new Error('no item');
  return item;
};

/** What is chosen for the nth item, from 0. */
export const id = (n: number) => asItemId(itemIdOf(n));
export const part = (quantity: number, n = 0): LineChoice => ({ kind: 'part', itemId: id(n), quantity });
export const none = (n = 0): LineChoice => ({ kind: 'owing', itemId: id(n) });
export const all = (n = 0): LineChoice => ({ kind: 'full', itemId: id(n) });
/** All that is left of it, which is in the bag now and was checked by whoever says so. */
export const rest = (n = 0): LineChoice => ({ kind: 'full', itemId: id(n), restIsIn: true });

export const assemble = (...choices: readonly LineChoice[]): PrescriptionCommand => ({
  kind: 'AssemblePrescription',
  choices,
});
export const handOut = (...choices: readonly LineChoice[]): PrescriptionCommand => ({
  kind: 'SupplyItems',
  choices,
});
export const back: PrescriptionCommand = { kind: 'StepBackPrescription' };

export const twoItems = { items: [{ quantity: 28 }, { name: 'Ramipril 5mg capsules', quantity: 28 }] };

let made = 0;
/** A context whose ids were never given before. */
export const fresh = () => aContext({ newId: uuids(`d${(made += 1)}`) });

/** The last notification, which EPS has accepted, is asked to be taken back, and is. */
export const withdrawn = (state: PrescriptionState): PrescriptionState => {
  const going = act(state, { kind: 'WithdrawSupply', reasonCode: 'QU' }, fresh());
  const messageId = going.supplies.find(({ notification }) => notification === 'withdrawing')?.withdrawal;
  if (messageId === undefined) throw new Error('no withdrawal');
  return evolveAll(going, [
    { type: 'prescription.supply-withdrawn', key: going.prescription.key, messageId },
  ]);
};
