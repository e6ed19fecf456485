import type { DecideContext } from '../kernel/context';
import { refuse, type Refusal, type RuleId } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import type { ChosenProduct, Item, PrescriptionState, SuppliedLine } from './model';
import { inBagOf } from './bag';
import { quantityIsKnown, tidyAmount } from './supplied';
import { unitsFor } from './units';

export type Asked = {
  readonly state: PrescriptionState;
  readonly item: Item;
  readonly context: DecideContext;
};

const wrongProduct = (item: Item): Refusal =>
  refuse(
    'ProductWrong',
    'PRX-16',
    `Each product supplied for ${item.medication.display} needs its name, its dm+d code and how much of it leaves.`,
    'Complete it, or take it away to supply what was prescribed.',
  );

/** An SCTID has six to eighteen digits. */
const isDrugCode = (code: string): boolean => /^\d{6,18}$/.test(code);

const isWhole = ({ medication, quantity }: ChosenProduct): boolean =>
  medication.display.trim() !== '' && isDrugCode(medication.code) && quantity > 0;

/** [PRX-26] [PRX-27] The one prescribed counts as the script does, where that says how much; any other in a unit that is known. */
const wrongUnit = ({ state, item }: Asked, chosen: readonly ChosenProduct[]): Refusal | undefined => {
  const { medication, quantity } = item;
  const known = unitsFor(state.prescription, item);
  const asScript = ({ medication: { code } }: ChosenProduct): boolean =>
    code === medication.code && quantityIsKnown(item);
  const wrong = chosen.find(
    (one) =>
      one.unit !== undefined &&
      (asScript(one)
        ? one.unit.unit !== quantity.unit || one.unit.code !== quantity.code
        : !known.some(({ unit, code }) => one.unit?.unit === unit && one.unit.code === code)),
  );
  if (wrong?.unit === undefined) return undefined;
  return asScript(wrong)
    ? refuse(
        'UnitWrong',
        'PRX-26',
        `The script counts ${medication.display} in ${quantity.unit}, not in ${wrong.unit.unit}.`,
        'Count it as the script does, or name the other product with its own dm+d code.',
      )
    : refuse(
        'UnitWrong',
        'PRX-26',
        `What ${wrong.medication.display} is counted in, “${wrong.unit.unit}”, is no unit that is known here.`,
        'Choose its unit from the list.',
      );
};

/** What cannot stand of products that somebody chose, whoever did. */
const wrongIn = (asked: Asked, chosen: readonly ChosenProduct[]): Refusal | undefined =>
  chosen.every(isWhole) ? wrongUnit(asked, chosen) : wrongProduct(asked.item);

const leaving = ({ item, context }: Asked, chosen: readonly ChosenProduct[]): SuppliedLine['products'] =>
  chosen.map(({ medication, quantity, unit }) => ({
    dispenseItemId: context.newId(),
    medication,
    quantity: { ...item.quantity, ...unit, value: quantity },
  }));

const wrongSum = (item: Item, amount: number, sum: number): Refusal =>
  refuse(
    'QuantityWrong',
    'PRX-16',
    `The products for ${item.medication.display} come to ${sum}, not to ${amount}.`,
    'Change a quantity, or choose Part.',
  );

/** Whether a pharmacist said at assembly that so much of a product is in the bag: that is decided. */
const isOfBag = ({ state, item }: Asked, { medication, unit, quantity }: ChosenProduct): boolean =>
  (inBagOf(state, item)?.products ?? []).some(
    (one) =>
      one.medication.code === medication.code && one.unit?.code === unit?.code && quantity <= one.quantity,
  );

/** [PRX-16] What is another product, and how much is meant where nobody can read it, is for a pharmacist to say once. */
const mayChoose = (
  asked: Asked,
  chosen: readonly ChosenProduct[],
  what: string,
  rule?: RuleId,
): Refusal | undefined =>
  chosen.every((one) => isOfBag(asked, one))
    ? undefined
    : needRole(asked.context.user, ['pharmacist'], what, rule);

type Leaving = Pick<SuppliedLine, 'products' | 'counts'>;

/** [PRX-16] What leaves for a line: the product prescribed, or those that somebody chose in its place. */
export const productsFor = (
  asked: Asked,
  amount: number,
  chosen: readonly ChosenProduct[] = [],
): Leaving | Refusal => {
  const { item } = asked;
  if (chosen.length === 0)
    return { products: leaving(asked, [{ medication: item.medication, quantity: amount }]) };
  const refusal = wrongIn(asked, chosen);
  if (refusal) return refusal;
  const products = leaving(asked, chosen);
  const sum = tidyAmount(chosen.reduce((total, { quantity }) => total + quantity, 0));
  if (chosen.every(({ medication }) => medication.code === item.medication.code))
    return sum === amount ? { products } : wrongSum(item, amount, sum);
  return mayChoose(asked, chosen, 'Supplying another product') ?? { products, counts: amount };
};

const notMeasured = ({ medication }: Item): Refusal =>
  refuse(
    'QuantityUnknown',
    'PRX-27',
    `How much of ${medication.display} is prescribed could not be read.`,
    'Ask the prescriber. A pharmacist then says at the item how much leaves. Until then none of it does.',
  );

const withoutUnit = ({ item }: Asked, chosen: readonly ChosenProduct[]): Refusal | undefined => {
  const one = chosen.find(({ unit = item.quantity }) => unit.unit === '');
  return one
    ? refuse(
        'UnitWrong',
        'PRX-27',
        `What ${one.medication.display} is counted in could not be read on the script, and is not said here.`,
        'Choose its unit from the list.',
      )
    : undefined;
};

/** [PRX-27] What a pharmacist says that leaves of an item whose quantity could not be read. */
export const unmeasured = (
  asked: Asked,
  chosen: readonly ChosenProduct[] | undefined = [],
): Leaving | Refusal => {
  const { item } = asked;
  if (chosen.length === 0) return notMeasured(item);
  const refusal =
    mayChoose(asked, chosen, 'Saying how much is meant where the script does not', 'PRX-27') ??
    wrongIn(asked, chosen) ??
    withoutUnit(asked, chosen);
  return refusal ?? { products: leaving(asked, chosen) };
};
