import { assertNever } from '../../domain/kernel/assert-never';
import { formatClock, formatDateTime, type Instant } from '../../domain/kernel/instant';
import type { Message } from '../../domain/outbox/model';
import { messageLook, messageName, messageSentence } from '../../domain/outbox/words';
import type { ScriptReply } from '../../usecases/commands';
import { inBagOf } from '../../domain/prescriptions/bag';
import { chosenSaid } from '../../domain/prescriptions/item-said';
import type { Custody, Item, PrescriptionState } from '../../domain/prescriptions/model';
import {
  lastSaidOf,
  lineIsOpen,
  quantityIsKnown,
  remainingOf,
  tidyAmount,
} from '../../domain/prescriptions/supplied';

/** [OUT-20] The answer to a command once its message waits no longer: how that stands. */
export const answerNow = (
  reply: ScriptReply | undefined,
  messages: readonly Message[],
  now: Instant,
): { readonly sentence: string; readonly look: 'done' | 'attention' } | undefined => {
  const told = reply?.kind === 'done' ? reply.told : undefined;
  const message = messages.find(({ messageId }) => messageId === told?.messageId);
  if (!told || !message || message.progress.kind === 'waiting') return undefined;
  const look = messageLook(message);
  return {
    sentence: `${told.stands} ${messageName(message)}: ${messageSentence(message, now)}`.trim(),
    // What is in doubt or was refused does not stand under “Done”.
    look: look === 'attention' || look === 'stop' ? 'attention' : 'done',
  };
};

/** Where a script is, in a sentence. */
export const custodySentence = (custody: Custody, now: Instant): string => {
  switch (custody.kind) {
    case 'ours':
      return `With us since ${formatClock(custody.sinceAt, now)}, from the broker`;
    case 'ours-unconfirmed':
      return `Released offline from ${custody.pack}; to be confirmed when the broker is back`;
    case 'sealed':
      return `Put back into ${custody.pack} at ${formatClock(custody.sinceAt, now)}`;
    case 'requested':
      return `Asked for at ${formatClock(custody.sinceAt, now)}`;
    case 'in-doubt':
      return 'The answer was lost; it may be with us';
    case 'stuck':
      return 'The Spine says it is with us, but it is not here';
    case 'elsewhere':
      return `With ${custody.holder.name} (${custody.holder.phone})`;
    case 'returning':
      return `Going back since ${formatClock(custody.sinceAt, now)}: ${custody.reason.display}`;
    case 'returned':
      return `Went back to the Spine at ${formatClock(custody.at, now)}: ${custody.reason.display}`;
    case 'ended':
      if (custody.how === 'handed-out-since')
        return `Handed out before the journal was put back, as was said at ${formatClock(custody.at, now)}`;
      return `Ended at ${formatClock(custody.at, now)}`;
    default:
      return assertNever(custody);
  }
};

/** [PRX-23] What is in the bag of an item and what stays owed, where it was said; while it is filled, the choice says so. */
export const bagSentence = (state: PrescriptionState, item: Item): string | undefined => {
  const said = inBagOf(state, item);
  if (!said || state.work === 'to-assemble' || !lineIsOpen(state, item)) return undefined;
  const { unit } = item.quantity;
  const remaining = remainingOf(state, item);
  const owed = tidyAmount(remaining - said.quantity);
  const none = said.quantity === 0;
  const known = quantityIsKnown(item)
    ? `${none ? 'None' : said.quantity} of ${remaining} ${unit}`
    : none
      ? 'None'
      : undefined;
  return [
    ...(known === undefined ? [] : [known]),
    ...(owed > 0 ? [`${owed} owed`] : []),
    ...(said.products ?? []).map((one) => chosenSaid(item, one)),
  ].join(', ');
};

/** What of an item has left and what is owed, while something is. */
export const owedSentence = (state: PrescriptionState, item: Item): string | undefined => {
  if (!lineIsOpen(state, item) || !lastSaidOf(state, item)) return undefined;
  if (!quantityIsKnown(item)) return 'owed';
  const { value, unit } = item.quantity;
  const owed = remainingOf(state, item);
  const left = tidyAmount(value - owed);
  return left > 0 ? `${left} of ${value} ${unit} handed out, ${owed} owed` : `${owed} ${unit} owed`;
};

/** [WIN-7] What EPS made of an item when it closed the script, where something of it was owed. */
export const closedSentence = (state: PrescriptionState, item: Item): string | undefined => {
  const status = lastSaidOf(state, item)?.line.status;
  if (!state.closed || (status !== '0003' && status !== '0004')) return undefined;
  const { value, unit } = item.quantity;
  const left = tidyAmount(value - remainingOf(state, item));
  return status === '0003'
    ? `${left} of ${value} ${unit} handed out; EPS closed it as dispensed`
    : `none of ${value} ${unit} handed out; EPS closed it as not dispensed`;
};

/** Cancelled, expired: nobody here made it so. */
const endedElsewhere: readonly string[] = ['0005', '0006'];

/** When and by whom the last hand-out said so of an item: who handed out the others did not cancel it. */
export const saidBy = ({ line, supply: { handedOverAt, by } }: NonNullable<ReturnType<typeof lastSaidOf>>) =>
  `${endedElsewhere.includes(line.status) ? 'recorded ' : ''}${formatDateTime(handedOverAt)} by ${by}`;

/** Of a script that has gone back, or is with another pharmacy, no step is next and no item may leave. */
export const isHere = ({ custody: { kind } }: Pick<PrescriptionState, 'custody'>): boolean =>
  kind === 'ours' || kind === 'ours-unconfirmed';

/** Until when an item may leave is said while it may: not once all of it has left. */
export const mayStillLeave = (state: PrescriptionState, item: Item): boolean =>
  lineIsOpen(state, item) && isHere(state);

type HoldWords = {
  readonly button: string;
  readonly title: string;
  readonly label: string;
  readonly action: string;
  /** What to know before answering. */
  readonly note?: string;
};

export const putOnHold = ({ prescription: { shortId } }: PrescriptionState): HoldWords => ({
  button: 'Put on hold',
  title: `Put ${shortId} on hold?`,
  label: 'Why must it wait?',
  action: 'Put on hold',
});

/** [PRX-8] A failed signature is not lifted: that somebody saw to it is noted. */
export const liftHold = ({ hold, prescription: { shortId } }: PrescriptionState): HoldWords =>
  hold.kind === 'signature-failed'
    ? {
        button: 'Note what was done',
        title: `What was done about ${shortId}?`,
        label: 'Such as: surgery rung, a new one comes today',
        action: 'Note it',
        note: 'It then needs nobody any more. Nothing can be supplied from it.',
      }
    : {
        button: 'Lift the hold',
        title: `Lift the hold of ${shortId}?`,
        label: 'Why may it go on?',
        action: 'Lift the hold',
      };

const treatments = { acute: 'Acute', repeat: 'Repeat', erd: 'Repeat dispensing (eRD)' } as const;

export const typeSentence = ({ prescription }: PrescriptionState): string => {
  const { treatment, issue, issues, type } = prescription;
  const kind =
    treatment === 'erd' || issues > 1
      ? `${treatments[treatment]}, issue ${issue} of ${issues}`
      : treatments[treatment];
  return type.display === ''
    ? `${kind}${type.code === '' ? '' : ` (${type.code})`}`
    : `${kind}, ${type.display}`;
};
