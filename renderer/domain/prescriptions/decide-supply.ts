import type { DecideContext } from '../kernel/context';
import { asMessageId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import { blockedBecause, itemEnd, needRole } from './allowed';
import { decided, type Decision, type LineChoice } from './commands';
import { notNow } from './decide-work';
import type { Coded, Item, PrescriptionState, Supply, SuppliedLine } from './model';
import { lineIsOpen, lineStatusOf, remainingOf, standingSupplies } from './supplied';

/** medicationdispense-status-reason (eps.md 4): why an item is not dispensed. */
export const notDispensedReasons: readonly Coded[] = [
  { code: '0001', display: 'Not required as instructed by the patient' },
  { code: '0002', display: 'Clinically unsuitable' },
  { code: '0003', display: 'Owings note issued to patient' },
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
    case '0006':
      return line(item, status);
    default:
      return line(item, '0004');
  }
};

const product = ({ item, context }: Asked, value: number) => ({
  dispenseItemId: context.newId(),
  medication: item.medication,
  quantity: { ...item.quantity, value },
});

const wrongPart = (item: Item, remaining: number): Refusal =>
  refuse(
    'QuantityWrong',
    'PRX-14',
    `Of ${item.medication.display} a part must be more than nothing and less than the ${remaining} that are left.`,
    'Choose full for all of it, or owing for none.',
  );

/** [PRX-14] One open line, as somebody chose. */
const openLine = (asked: Asked, choice: LineChoice): LineDecision => {
  const { state, item } = asked;
  const remaining = remainingOf(state, item);
  switch (choice.kind) {
    case 'full':
      return line(item, '0001', { products: [product(asked, remaining)] });
    case 'part':
      return choice.quantity > 0 && choice.quantity < remaining
        ? line(item, '0003', { products: [product(asked, choice.quantity)] })
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

const decideLine = (asked: Asked, choice: LineChoice): LineDecision => {
  const { state, item, context } = asked;
  if (!lineIsOpen(state, item)) return unchanged(asked);
  // [PRX-9] What passed its last day here is never supplied, whatever was chosen.
  if (itemEnd(item, context.now) === 'expired')
    return lineStatusOf(state, item) === '0003'
      ? unchanged(asked)
      : line(item, '0002', { reason: expiredReason });
  return openLine(asked, choice);
};

/** The prescription's status after an event by EPS's rule (eps.md 3.4, SCAL 2.2.5). */
const statusAfter = (lines: readonly SuppliedLine[]): Supply['prescriptionStatus'] => {
  if (lines.some((one) => one.status === '0003' || one.status === '0004')) return '0003';
  return lines.some((one) => one.status === '0001') ? '0006' : '0007';
};

const mayHandOut = (state: PrescriptionState, context: DecideContext): Refusal | undefined => {
  const refusal =
    blockedBecause(state) ?? needRole(context.user, ['pharmacist', 'technician', 'dispenser'], 'Handing out');
  if (refusal) return refusal;
  if (standingSupplies(state).some((supply) => supply.notification === 'parked'))
    return refuse(
      'NotificationParked',
      'PRX-14',
      'EPS has not taken the last notification of this script.',
      'Look at it in Messages first.',
    );
  if (state.work === 'supplied' || state.work === 'not-dispensed')
    return refuse(
      'AlreadySupplied',
      'PRX-7',
      'This script was handed out already.',
      'Open its log to see when and by whom.',
    );
  return state.work === 'ready' || state.work === 'part-supplied'
    ? undefined
    : notNow(state, 'it cannot be handed out yet');
};

const sentenceOf = (status: Supply['prescriptionStatus'], owing: boolean): string => {
  if (status === '0007') return 'Recorded as not dispensed. The notification waits for the broker.';
  return owing
    ? 'Handed out in part; the rest is owed. The dispense notification waits for the broker.'
    : 'Handed out. The dispense notification waits for the broker.';
};

const nothing = (): Refusal =>
  refuse(
    'NothingToSupply',
    'PRX-9',
    'Every item of this script is cancelled or past its last day, so nothing can be handed out.',
    'Return it to the Spine, or ask the prescriber for a new one.',
  );
const nothingNew = (): Refusal =>
  refuse(
    'NothingChanges',
    'PRX-14',
    'By this nothing leaves the pharmacy and nothing is recorded.',
    'Choose at least one item to hand out or to record.',
  );

/** [PRX-7] [PRX-9] [PRX-14] Hands out what was chosen, once, and prepares the one notification. */
export const decideSupply = (
  state: PrescriptionState,
  choiceFor: (item: Item) => LineChoice,
  context: DecideContext,
): Decision => {
  const refusal = mayHandOut(state, context);
  if (refusal) return refusal;
  const { items } = state.prescription;
  const lines: SuppliedLine[] = [];
  for (const item of items) {
    const one = decideLine({ state, item, context }, choiceFor(item));
    if (one.kind === 'refused') return one;
    lines.push(one.line);
  }
  const supplies = lines.some((one) => one.products.length > 0);
  const first = standingSupplies(state).length === 0;
  const chosen = items.filter((item) => lineIsOpen(state, item)).map(choiceFor);
  if (!supplies && chosen.every((choice) => choice.kind === 'full')) return nothing();
  const changed = lines.some((one, i) => {
    const item = items[i];
    return item !== undefined && one.status !== lineStatusOf(state, item);
  });
  if (!supplies && !(first || changed)) return nothingNew();
  const supply = {
    messageId: asMessageId(context.newId()),
    handedOverAt: context.now,
    lines,
    prescriptionStatus: statusAfter(lines),
    by: context.user.name,
  };
  return decided(
    sentenceOf(supply.prescriptionStatus, supply.prescriptionStatus === '0003'),
    [{ type: 'prescription.supplied', key: state.prescription.key, supply }],
    [{ kind: 'notification', messageId: supply.messageId, supply }],
  );
};
