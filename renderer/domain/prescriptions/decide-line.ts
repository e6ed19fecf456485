import { refuse, type Refusal } from '../kernel/refusal';
import { itemEnd } from './allowed';
import type { LineChoice } from './commands';
import type { ChosenProduct, Coded, Item, SuppliedLine } from './model';
import { productsFor, unmeasured, type Asked } from './products-for';
import { lastLineOf, lineIsOpen, lineStatusOf, quantityIsKnown, remainingOf } from './supplied';

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

/** [PRX-27] Without a quantity of the script nothing is all of it: a pharmacist says what leaves, and how much. */
const withoutQuantity = (asked: Asked, choice: LineChoice): LineDecision => {
  const products = unmeasured(asked, choice.kind === 'full' ? choice.products : undefined);
  return 'kind' in products ? products : line(asked.item, '0001', products);
};

/** [PRX-14] One open line, as somebody chose. */
const openLine = (asked: Asked, choice: LineChoice): LineDecision => {
  const { state, item } = asked;
  if (!quantityIsKnown(item) && (choice.kind === 'full' || choice.kind === 'part'))
    return withoutQuantity(asked, choice);
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
