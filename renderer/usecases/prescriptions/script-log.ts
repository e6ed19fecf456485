import { readEvent, type ReadEvent } from '../../domain/read-event';
import type { BrokerAnswer } from '../../domain/broker-entries';
import type { DomainEvent } from '../../domain/events';
import type { IssueKey } from '../../domain/kernel/ids';
import type { OutboxEvent } from '../../domain/outbox/events';
import { isAboutMessage } from '../../domain/outbox/evolve';
import type { MessageKind } from '../../domain/outbox/model';
import type { PrescriptionEvent } from '../../domain/prescriptions/events';
import type { Item, Supply, Work } from '../../domain/prescriptions/model';
import type { UnconfirmedEvent } from '../../domain/prescriptions/evolve-unconfirmed';
import type { PrintEvent } from '../../domain/prints/events';
import { timeWords } from '../../domain/prescriptions/time-alert';
import { chosenSaid, leftSaid } from '../../domain/prescriptions/item-said';
import { restWords } from '../../domain/prescriptions/decide-amend';
import { filled } from '../../domain/kernel/filled';
import { countOf } from '../../domain/prescriptions/supplied';
import { printWords } from '../../domain/prints/words';
import { spineSentence } from '../../domain/prescriptions/spine-says';
import type { Deps } from '../deps';
import type { LogLine } from '../views';

const steps: Readonly<Record<Work, string>> = {
  locked: 'Locked until somebody signs in.',
  'to-check': 'Waits for its clinical check.',
  'to-assemble': 'Clinical check passed.',
  'to-accuracy-check': 'Assembled.',
  ready: 'Accuracy check passed.',
  'part-supplied': 'Supplied in part.',
  supplied: 'Supplied.',
  'not-dispensed': 'Not dispensed.',
};

const messageWords: Readonly<Record<MessageKind, string>> = {
  notification: 'dispense notification',
  return: 'return',
  withdraw: 'withdrawal',
  claim: 'claim',
};

type Step = Extract<DomainEvent, { type: 'prescription.advanced' }>;
const order: readonly Work[] = ['locked', 'to-check', 'to-assemble', 'to-accuracy-check', 'ready'];
/** [PRX-23] How much of each was in the bag where that was not simply all of it. */
const bagWords = ({ bag }: Step, items: readonly Item[]): string => {
  const said = bag?.map(({ itemId, quantity, products = [] }) => {
    const item = items.find((one) => one.itemId === itemId);
    const amount = `${quantity === 0 ? 'none' : quantity} of ${item?.medication.display ?? 'an item that is no longer on it'}`;
    return item && products.length > 0
      ? `${amount} (${products.map((one) => chosenSaid(item, one)).join(' and ')})`
      : amount;
  });
  return said ? ` In the bag: ${said.join(', ')}.` : '';
};
const stepWords = (event: Step, items: readonly Item[]): string =>
  order.indexOf(event.to) < order.indexOf(event.from)
    ? `Taken back a step: ${steps[event.to]}`
    : `${event.from === 'part-supplied' ? 'The rest was assembled.' : steps[event.to]}${bagWords(event, items)}`;

const outboxWords = (event: OutboxEvent): string => {
  switch (event.type) {
    case 'message.queued':
      return `The ${messageWords[event.kind]} was written (${event.messageId}).`;
    case 'message.delayed':
      return 'Not sent; it waits for another try.';
    case 'message.in-doubt':
      return 'No answer. It may or may not have arrived; the same message is sent again.';
    case 'message.accepted':
      return event.replay ? 'EPS accepted it (not at the first try).' : 'EPS accepted it.';
    case 'message.parked':
      return `Waits for a person: ${event.sentence}`;
    case 'message.replaced':
      return event.recalled
        ? 'Recalled before any attempt to send it: another takes its place.'
        : 'Set aside: a corrected one takes its place.';
    case 'message.handed-over':
      return `Taken over by a person: ${event.note}`;
    case 'message.hurried':
      return 'Tried again at once, by hand.';
    case 'message.retried':
      return 'Sent again by hand, unchanged.';
    case 'message.unblocked':
      return 'The message may go: the script is confirmed.';
    case 'message.set-aside':
      return `The message was set aside: ${event.reason}`;
  }
};

const unconfirmedWords = (event: Extract<PrescriptionEvent, { type: UnconfirmedEvent['type'] }>): string => {
  switch (event.type) {
    case 'prescription.released-offline':
      return `Released offline from ${event.pack}; the Spine is asked when the broker is back.`;
    case 'prescription.release-undone':
      return 'Put back into its pack.';
    case 'prescription.confirmed':
      return event.handedOver
        ? 'The Spine confirmed the release: it handed the script over to us.'
        : 'The Spine confirmed that the script is with us.';
    case 'prescription.conflicted':
      return `The Spine does not confirm the release. ${spineSentence(event.says)}`;
    case 'prescription.confirmation-wanted':
      return 'The Spine is asked once more.';
    case 'prescription.reconciled':
      return event.choice === 'spine'
        ? `Settled by the Spine’s word: ${event.reason}`
        : `Settled by what was done here: ${event.reason}`;
  }
};

const byHand = {
  'prescription.held': 'Put on hold',
  'prescription.hold-lifted': 'Hold lifted',
  'prescription.handed-out-since': 'Said to have been handed out before the journal was put back',
  'prescription.closed-by-eps': 'EPS had closed it with something owed; ended here',
} as const;

/** How much of each left where that was not all that was left of it. */
const partWords = (lines: Supply['lines'], items: readonly Item[]): string => {
  const parts = lines.flatMap((line) => {
    const item = items.find(({ itemId }) => itemId === line.itemId);
    return item && line.status === '0003' && line.products.length > 0
      ? [`${countOf(line)} of ${item.quantity.value} ${item.quantity.unit} of ${item.medication.display}`]
      : [];
  });
  return parts.length === 0 ? '' : ` In part: ${parts.join(', ')}.`;
};

/** [PRX-26] What left in the place of what was prescribed. */
const anotherWords = (lines: Supply['lines'], items: readonly Item[]): string => {
  const others = lines.flatMap(({ itemId, products }) => {
    const item = items.find((one) => one.itemId === itemId);
    return item && products.some(({ medication }) => medication.code !== item.medication.code)
      ? [`${products.map(leftSaid).join(' and ')} for ${item.medication.display}`]
      : [];
  });
  return others.length === 0 ? '' : ` Another product: ${others.join(', ')}.`;
};

const suppliedWords = (
  { replaces, lines }: Pick<Supply, 'replaces' | 'lines'>,
  items: readonly Item[],
): string => {
  if (replaces?.recalled) return 'A notification that was never sent was made anew.';
  const another = anotherWords(lines, items);
  if (replaces)
    return filled([`The last notification was corrected.${another}`, restWords({ replaces })]).join(' ');
  const rest = lines.some(({ restIsIn }) => restIsIn) ? ' The rest was said to be in the bag by then.' : '';
  return `Handed out: ${lines.filter((line) => line.products.length > 0).length} of ${lines.length} items.${partWords(lines, items)}${another}${rest}`;
};

const scriptWords = (event: PrescriptionEvent, items: readonly Item[]): string => {
  switch (event.type) {
    case 'prescription.received':
      return `Received from the broker (signature ${event.prescription.signature}).`;
    case 'prescription.received-again':
      return 'Received once more from the broker.';
    case 'prescription.unlocked':
      return 'Unlocked.';
    case 'prescription.advanced':
      return stepWords(event, items);
    case 'prescription.held':
    case 'prescription.hold-lifted':
    case 'prescription.handed-out-since':
    case 'prescription.closed-by-eps':
      return `${byHand[event.type]}: ${event.reason}`;
    case 'prescription.superseded':
      return event.twin === undefined
        ? 'Held: the prescriber promised another script in its place.'
        : `Held: another script takes its place (${event.twin.split('|')[0]}).`;
    case 'prescription.possible-duplicate':
      return 'Held: it may be the same supply as another script of this patient.';
    case 'prescription.supplied-before':
      return 'Held: what it asks for may have been supplied before it came.';
    case 'prescription.cleared':
      return 'No longer held for that.';
    case 'prescription.supplied':
      return `${suppliedWords(event.supply, items)}${timeWords(event.supply)}`;
    case 'prescription.notification-settled':
      return event.outcome === 'waiting'
        ? 'The notification is sent once more.'
        : `The notification is ${event.outcome}.`;
    case 'prescription.claim-prepared':
      return 'The claim was filled in and kept.';
    case 'prescription.claimed':
      return event.claim.replaces === undefined ? 'Claimed.' : 'The claim was changed.';
    case 'prescription.claim-settled':
      return `The claim is ${event.outcome}.`;
    case 'prescription.return-requested':
      return `Return asked for: ${event.reason.display}.`;
    case 'prescription.withdrawal-requested':
      return `Withdrawal of the last notification asked for: ${event.reason.display}.`;
    case 'prescription.supply-withdrawn':
      return event.untold
        ? 'The notification that EPS had refused was taken back; the script stands as before it.'
        : 'EPS took the notification back; the script stands as before it.';
    case 'prescription.withdrawal-refused':
      return `EPS refused the withdrawal: ${event.sentence}`;
    case 'prescription.returned':
      return 'The Spine has it back.';
    case 'prescription.return-refused':
      return `EPS refused the return: ${event.sentence}`;
    case 'prescription.released-offline':
    case 'prescription.release-undone':
    case 'prescription.confirmed':
    case 'prescription.conflicted':
    case 'prescription.confirmation-wanted':
    case 'prescription.reconciled':
      return unconfirmedWords(event);
  }
};

const isAboutScript = (event: DomainEvent): event is PrescriptionEvent =>
  event.type.startsWith('prescription.');

const isAboutPrint = (event: DomainEvent): event is PrintEvent => event.type.startsWith('print.');

/** Other events stand in no script's log; should one, its name is better than nothing. */
const eventWords = (event: DomainEvent, items: readonly Item[]): string => {
  if (isAboutScript(event)) return scriptWords(event, items);
  if (isAboutPrint(event)) return printWords(event);
  return isAboutMessage(event) ? outboxWords(event) : event.type;
};

const answerWords: Readonly<Record<BrokerAnswer['fact'], string>> = {
  answered: 'The broker answered.',
  unreachable: 'The broker could not be reached.',
  'timed-out': 'No answer in time.',
};

const wordsOf = (read: ReadEvent, items: readonly Item[]): string => {
  switch (read.kind) {
    case 'event':
      return eventWords(read.event, items);
    case 'intent':
      return `Sent to the broker, attempt ${read.event.attempt}.`;
    case 'answer':
      return answerWords[read.event.fact];
    case 'unknown':
      return read.name;
  }
};

/** Everything the journal says about a script, oldest first, in plain words. */
export const readScriptLog = async (deps: Deps, key: IssueKey): Promise<readonly LogLine[]> => {
  const lines: LogLine[] = [];
  const items = (await deps.store.loadPrescription(key))?.prescription.items ?? [];
  for (const seq of await deps.store.historyOf(key)) {
    const entry = await deps.journal.readOne(seq);
    if (entry) lines.push({ seq, at: entry.at, by: entry.by, sentence: wordsOf(readEvent(entry), items) });
  }
  return lines;
};
