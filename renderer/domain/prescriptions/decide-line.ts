import type { DecideContext } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { itemEnd } from './allowed';
import { needRole } from '../users/need-role';
import type { LineChoice } from './commands';
import type { ChosenProduct, Coded, Item, PrescriptionState, SuppliedLine } from './model';
import { lastLineOf, lineIsOpen, lineStatusOf, remainingOf, tidyAmount } from './supplied';
import { unitsFor } from './units';

/**
 * medicationdispense-status-reason (eps.md 4): why an item is not dispensed. Without 0003, “Owings note issued to
 * patient”: NHS says that it must not be implemented, for what is owed is told as owing and stays open.
 */
export const notDispensedReasons: readonly Coded[] = [
  { code: '0001', display: 'Not required as instructed by the patient' },
  { code: '0002', display: 'Clinically unsuitable' },
  { code: '0004', display: 'Prescription cancellation' },
  { code: '0005', display: 'Prescription cancellation due to death' },
  { code: '0006', display: 'Illegal NHS prescription' },
  { code: '0007', display: 'Prescribed out of scope item' },
  { code: '0008', display: 'Item or prescription expired' },
  { code: '0009', display: 'Not allowed on FP10' },
  { code: '0010', display: 'Patient did not collect medication' },
  { code: '0011', display: 'Patient purchased medication over the counter' },
];
const expiredReason = { code: '0008', display: 'Item or prescription expired' };

type LineDecision = { readonly kind: 'line'; readonly line: SuppliedLine } | Refusal;
type Asked = { readonly state: PrescriptionState; readonly item: Item; readonly context: DecideContext };

const line = (
  item: Item,
  status: SuppliedLine['status'],
  more: Partial<SuppliedLine> = {},
): LineDecision => ({
  kind: 'line',
  line: { itemId: item.itemId, status, products: [], ...more },
});

/** A line as it stands; what EPS never lets a dispenser set is carried as it came (eps.md 3.2). */
const unchanged = ({ state, item }: Asked): LineDecision => {
  const status = lineStatusOf(state, item);
  switch (status) {
    case '0001':
    case '0002':
    case '0003':
    case '0004':
    case '0005':
    case '0006': {
      // A line that was not dispensed says why in every notification.
      const reason = lastLineOf(state, item)?.reason;
      return line(item, status, reason ? { reason } : {});
    }
    default:
      return line(item, '0004');
  }
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

/** [PRX-26] Another product counts in a unit that is known; the one prescribed as the script does. */
const wrongUnit = ({ state, item }: Asked, chosen: readonly ChosenProduct[]): Refusal | undefined => {
  const { medication, quantity } = item;
  const known = unitsFor(state.prescription, item);
  const wrong = chosen.find(
    (one) =>
      one.unit !== undefined &&
      (one.medication.code === medication.code
        ? one.unit.unit !== quantity.unit || one.unit.code !== quantity.code
        : !known.some(({ unit, code }) => one.unit?.unit === unit && one.unit.code === code)),
  );
  if (wrong?.unit === undefined) return undefined;
  return wrong.medication.code === medication.code
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

/** [PRX-16] What leaves for a line: the product prescribed, or those that somebody chose in its place. */
const productsFor = (
  asked: Asked,
  amount: number,
  chosen: readonly ChosenProduct[] = [],
): Pick<SuppliedLine, 'products' | 'counts'> | Refusal => {
  const { item, context } = asked;
  const leaving: readonly ChosenProduct[] =
    chosen.length > 0 ? chosen : [{ medication: item.medication, quantity: amount }];
  const products = leaving.map(({ medication, quantity, unit }) => ({
    dispenseItemId: context.newId(),
    medication,
    quantity: { ...item.quantity, ...unit, value: quantity },
  }));
  if (chosen.length === 0) return { products };
  if (!chosen.every(isWhole)) return wrongProduct(item);
  const refusal = wrongUnit(asked, chosen);
  if (refusal) return refusal;
  const sum = tidyAmount(chosen.reduce((total, { quantity }) => total + quantity, 0));
  if (chosen.every(({ medication }) => medication.code === item.medication.code))
    return sum === amount ? { products } : wrongSum(item, amount, sum);
  return needRole(context.user, ['pharmacist'], 'Supplying another product') ?? { products, counts: amount };
};

const wrongSum = (item: Item, amount: number, sum: number): Refusal =>
  refuse(
    'QuantityWrong',
    'PRX-16',
    `The products for ${item.medication.display} come to ${sum}, not to ${amount}.`,
    'Change a quantity, or choose Part.',
  );

/** A line from which something leaves. */
const supplied = (
  asked: Asked,
  status: '0001' | '0003',
  amount: number,
  chosen: readonly ChosenProduct[] | undefined,
): LineDecision => {
  const products = productsFor(asked, amount, chosen);
  return 'kind' in products ? products : line(asked.item, status, products);
};

const wrongPart = (item: Item, remaining: number): Refusal =>
  refuse(
    'QuantityWrong',
    'PRX-14',
    `Of ${item.medication.display} a part must be more than nothing and less than the ${remaining} that are left.`,
    'Type how many, or choose something other than Part.',
  );

/** [PRX-14] One open line, as somebody chose. */
const openLine = (asked: Asked, choice: LineChoice): LineDecision => {
  const { state, item } = asked;
  const remaining = remainingOf(state, item);
  switch (choice.kind) {
    case 'full':
      return supplied(asked, '0001', remaining, choice.products);
    case 'part':
      return choice.quantity > 0 && choice.quantity < remaining
        ? supplied(asked, '0003', choice.quantity, choice.products)
        : wrongPart(item, remaining);
    case 'owing':
      return unchanged(asked);
    case 'not-dispensed': {
      const reason = notDispensedReasons.find((known) => known.code === choice.reasonCode);
      if (!reason)
        return refuse(
          'ReasonUnknown',
          'PRX-14',
          `${item.medication.display} needs a reason why it is not dispensed.`,
          'Choose one of the reasons EPS knows.',
        );
      if (lineStatusOf(state, item) === '0003')
        return refuse(
          'PartlySupplied',
          'PRX-14',
          `Part of ${item.medication.display} was supplied, so it cannot be recorded as not dispensed.`,
          'Leave the rest owing, or withdraw the last notification first.',
        );
      return line(item, '0002', { reason });
    }
  }
};

/** What a hand-out makes of one line. */
export const decideLine = (asked: Asked, choice: LineChoice): LineDecision => {
  const { state, item, context } = asked;
  if (!lineIsOpen(state, item)) return unchanged(asked);
  // [PRX-9] What passed its last day here is never supplied, whatever was chosen.
  if (itemEnd(item, context.now) === 'expired')
    return lineStatusOf(state, item) === '0003'
      ? unchanged(asked)
      : line(item, '0002', { reason: expiredReason });
  return openLine(asked, choice);
};
