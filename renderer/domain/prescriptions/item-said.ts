import { filled } from '../kernel/filled';
import type { ChosenProduct, Item, SuppliedProduct } from './model';
import { quantityIsKnown } from './supplied';

const isControlled = (schedule: string): boolean => /^CD([123]|$)/.test(schedule);

/** [PRX-27] “28 tablet”, or that nobody can read how much; `value` where less of it is meant than is prescribed. */
export const amountSaid = (item: Pick<Item, 'quantity'>, value = item.quantity.value): string =>
  quantityIsKnown(item) ? `${value} ${item.quantity.unit}`.trim() : 'quantity not readable';

/** "CD: 28 (twenty-eight) tablet" for controlled drugs, "21 capsule" for others, the same on screen and paper (SCAL 1.8.7, 1.8.9). */
export const quantitySaid = (item: Item): string => {
  const { value, unit } = item.quantity;
  if (!quantityIsKnown(item)) return amountSaid(item);
  const words = item.quantityWords === '' ? '' : ` (${item.quantityWords})`;
  return `${isControlled(item.schedule) ? 'CD: ' : ''}${value}${words} ${unit}`.trim();
};

/** Directions in full, or that there are none, the same on screen and paper. */
export const directionsSaid = ({ directions }: Pick<Item, 'directions'>): string =>
  directions === '' ? 'No directions on the script.' : directions;

/** What the prescriber says to the pharmacy about an item; empty where it is nothing. */
export const noteSaid = ({ additionalInstructions }: Pick<Item, 'additionalInstructions'>): string =>
  additionalInstructions === '' ? '' : `Note from the prescriber: ${additionalInstructions}`;

/** [PRX-26] “100 ml Amoxicillin 250mg/5ml oral suspension”: what left, or lies in a bag, each in its own unit. */
export const leftSaid = ({
  medication,
  quantity,
}: Pick<SuppliedProduct, 'medication' | 'quantity'>): string =>
  filled([`${quantity.value}`, quantity.unit, medication.display]).join(' ');
export const chosenSaid = (item: Item, { medication, quantity, unit }: ChosenProduct): string =>
  leftSaid({ medication, quantity: { ...item.quantity, ...unit, value: quantity } });
