import type { DecideContext } from '../kernel/context';
import { asMessageId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import { blockedBecause } from './allowed';
import { needRole } from '../users/need-role';
import { lineFromBag } from './bag';
import { closedByEps } from './clean-up';
import type { Decision, LineChoice, PrescriptionCommand } from './commands';
import { decideLine } from './decide-line';
import { mayGoBack } from './decide-withdraw';
import { notNow } from './decide-work';
import { countedBy, timeOfHandOut } from './hand-out-time';
import type { Item, PrescriptionState, SaidTime, Supply, SuppliedLine } from './model';
import { lineIsOpen, lineStatusOf, standingSupplies } from './supplied';
import { mayOpenNow } from './windows';

/** The prescription's status after an event by EPS's rule (eps.md 3.4, SCAL 2.2.5). */
const statusAfter = (lines: readonly SuppliedLine[]): Supply['prescriptionStatus'] => {
  if (lines.some((one) => one.status === '0003' || one.status === '0004')) return '0003';
  return lines.some((one) => one.status === '0001') ? '0006' : '0007';
};

/** Whether anything may be handed out of a script now, or told of it. */
export const mayHandOut = (state: PrescriptionState, context: DecideContext): Refusal | undefined => {
  const refusal =
    blockedBecause(state) ??
    needRole(context.user, ['pharmacist', 'technician', 'dispenser'], 'Handing out') ??
    closedByEps(state, context);
  if (refusal) return refusal;
  if (standingSupplies(state).some((supply) => ['parked', 'refused'].includes(supply.notification)))
    return refuse(
      'NotificationParked',
      'PRX-14',
      'EPS has not taken the last notification of this script.',
      'Correct it here, or look at it in Messages first.',
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

const whatLeft = ({ prescriptionStatus: status, lines }: Told): string => {
  const left = lines.some(({ products }) => products.length > 0);
  if (status === '0007') return 'Recorded as not dispensed.';
  if (status !== '0003') return 'Handed out.';
  return left ? 'Handed out in part; the rest is owed.' : 'Nothing was handed out; all of it is owed.';
};

/** [PRX-9] No line can be supplied. */
export const nothingToSupply = (): Refusal =>
  refuse(
    'NothingToSupply',
    'PRX-9',
    'Every item of this script is cancelled or past its last day, so nothing can be handed out.',
    'Record it as not dispensed where an item is past its last day, return it to the Spine, or ask the prescriber for a new one.',
  );
const nothingNew = (): Refusal =>
  refuse(
    'NothingChanges',
    'PRX-14',
    'By this nothing leaves the pharmacy and nothing is recorded.',
    'Choose at least one item to hand out or to record.',
  );

type Told = Omit<Supply, 'notification' | 'messageId'>;
type LinesDecision = { readonly kind: 'told'; readonly told: Told } | Refusal;

/** [PRX-9] [PRX-14] Every line of the script as it stands after what was chosen. */
export const tellLines = (
  state: PrescriptionState,
  choiceFor: (item: Item) => LineChoice,
  context: DecideContext,
): LinesDecision => {
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
  if (!supplies && chosen.every((choice) => choice.kind === 'full')) return nothingToSupply();
  const changed = lines.some((one, i) => {
    const item = items[i];
    return item !== undefined && one.status !== lineStatusOf(state, item);
  });
  if (!supplies && !(first || changed)) return nothingNew();
  return {
    kind: 'told',
    told: { handedOverAt: context.now, lines, prescriptionStatus: statusAfter(lines), by: context.user.name },
  };
};

/** [PRX-23] What is told, where it is no more than is in the bag. */
const fromBag = (
  state: PrescriptionState,
  told: Told,
  choiceFor: (item: Item) => LineChoice,
  context: DecideContext,
): LinesDecision => {
  const lines: SuppliedLine[] = [];
  for (const line of told.lines) {
    const item = state.prescription.items.find(({ itemId }) => itemId === line.itemId);
    const one = item ? lineFromBag({ state, item, line, context }, choiceFor(item)) : line;
    if ('kind' in one) return one;
    lines.push(one);
  }
  return { kind: 'told', told: { ...told, lines } };
};

const toldOnce = (state: PrescriptionState, told: Told, context: DecideContext): Decision => {
  const supply = { messageId: asMessageId(context.newId()), ...told };
  const stands = whatLeft(supply);
  return {
    kind: 'decided',
    sentence: `${stands} The dispense notification waits for the broker.`,
    stands,
    events: [{ type: 'prescription.supplied', key: state.prescription.key, supply }],
    messages: [{ kind: 'notification', messageId: supply.messageId, supply }],
  };
};

/** [PRX-7] [PRX-23] Hands out what was chosen, once, and prepares the one notification. */
export const decideSupply = (
  state: PrescriptionState,
  choiceFor: (item: Item) => LineChoice,
  context: DecideContext,
  said?: SaidTime,
): Decision => {
  const refusal = mayHandOut(state, context);
  if (refusal) return refusal;
  const when = timeOfHandOut(state, said, context);
  if (when.kind === 'refused') return when;
  const then = countedBy(when.time.handedOverAt, context);
  const decision = mayOpenNow(state, then) ?? tellLines(state, choiceFor, then);
  if (decision.kind === 'refused') return decision;
  const bag = fromBag(state, decision.told, choiceFor, context);
  return bag.kind === 'refused' ? bag : toldOnce(state, { ...bag.told, ...when.time }, context);
};

/** [PRX-21] Whether a script can be recorded as not dispensed as a whole; [PRX-25] held, where it cannot go back. */
const mayRecordNone = (state: PrescriptionState, context: DecideContext): Refusal | undefined => {
  const refusal =
    blockedBecause(state, state.staysActive ? mayGoBack : []) ??
    needRole(context.user, ['pharmacist'], 'Recording a script as not dispensed');
  if (refusal) return refusal;
  if (standingSupplies(state).length > 0)
    return refuse(
      'AlreadyTold',
      'PRX-21',
      'EPS is told something of this script already.',
      'Say for each item what becomes of the rest, or withdraw the last notification first.',
    );
  return state.prescription.items.some((item) => lineIsOpen(state, item))
    ? undefined
    : refuse(
        'NothingOpen',
        'PRX-21',
        'Every item of this script was cancelled or had expired before it came, so there is nothing to tell EPS.',
        'Return it to the Spine.',
      );
};

type RecordNone = Extract<PrescriptionCommand, { kind: 'RecordNotDispensed' }>;

/** [PRX-21] [PRX-22] The decision that nothing of a script is ever supplied, told to EPS with one notification. */
export const decideNotDispensed = (
  state: PrescriptionState,
  { reasonCode, time: said }: Pick<RecordNone, 'reasonCode' | 'time'>,
  context: DecideContext,
): Decision => {
  const refusal = mayRecordNone(state, context);
  if (refusal) return refusal;
  const when = timeOfHandOut(state, said, context);
  if (when.kind === 'refused') return when;
  const then = countedBy(when.time.handedOverAt, context);
  const decision = tellLines(state, ({ itemId }) => ({ kind: 'not-dispensed', itemId, reasonCode }), then);
  return decision.kind === 'refused'
    ? decision
    : toldOnce(state, { ...decision.told, ...when.time }, context);
};
