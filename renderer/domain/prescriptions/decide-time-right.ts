import type { DecideContext } from '../kernel/context';
import { asMessageId, type MessageId } from '../kernel/ids';
import { minuteMs } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import { wasNeverTried } from '../outbox/decide';
import type { Message } from '../outbox/model';
import { needRole } from '../users/need-role';
import { blockedBecause } from './allowed';
import type { DecidedEvent, Decision } from './commands';
import { timePutRight } from './hand-out-time';
import type { Hold, PrescriptionState, SaidTime, Supply } from './model';
import { standingSupplies } from './supplied';

/** [PRX-22] The true time of a hand-out whose notification waits and was never sent. */
export type PutTimeRight = {
  readonly kind: 'PutTimeRight';
  readonly messageId: MessageId;
  readonly time: SaidTime;
};

/** All that is known here of what a script has told, or is to tell, EPS. */
export type Told = {
  readonly messages: readonly Message[];
  /** Entry of the journal before which, after it was put back, nothing proves that a message was not sent. */
  readonly provesFrom: number;
};

/** Nothing leaves by it and nothing more is told, so that a hold need not be lifted first. */
const mayBeHeld: readonly Hold['kind'][] = ['person', 'superseded', 'possible-duplicate', 'supplied-before'];

/** A hand-out and those that wait behind it, which are made anew with it. */
const fromOn = (state: PrescriptionState, messageId: MessageId): readonly Supply[] => {
  const standing = standingSupplies(state);
  const at = standing.findIndex((one) => one.messageId === messageId);
  return at < 0 ? [] : standing.slice(at);
};

const mayBeRecalled = ({ messageId, notification }: Supply, { messages, provesFrom }: Told): boolean => {
  const message = messages.find((one) => one.messageId === messageId);
  return (
    notification === 'waiting' &&
    message !== undefined &&
    wasNeverTried(message) &&
    message.bodySeq >= provesFrom
  );
};

/** [OUT-14] Hand-outs whose notification waits and was provably never sent, oldest first. */
export const neverSent = (state: PrescriptionState, told: Told): readonly Supply[] =>
  blockedBecause(state, mayBeHeld)
    ? []
    : standingSupplies(state).filter(({ messageId }) =>
        fromOn(state, messageId).every((one) => mayBeRecalled(one, told)),
      );

const cannot = (state: PrescriptionState, { messageId }: PutTimeRight, told: Told): Refusal => {
  const supply = standingSupplies(state).find((one) => one.messageId === messageId);
  if (supply?.notification !== 'waiting')
    return refuse(
      'NotWaiting',
      'OUT-14',
      'This notification does not wait to be sent any more.',
      'Look at how it stands now in Messages.',
    );
  return told.messages.some((one) => one.messageId === messageId && one.bodySeq < told.provesFrom)
    ? refuse(
        'OlderThanPutBack',
        'OUT-14',
        'This notification was written before the journal was put back, so it may have been sent in the time that is missing.',
        'Wait for the answer of EPS in Messages, then put the time right.',
      )
    : refuse(
        'MayHaveArrived',
        'OUT-14',
        'An attempt to send this notification was begun, so it may have reached EPS with its time.',
        'Wait for the answer of EPS in Messages, then put the time right.',
      );
};

const anew = (supply: Supply, messageId: MessageId): Omit<Supply, 'notification'> => {
  const { notification: _waiting, stoppedAt: _kept, ...told } = supply;
  return { ...told, messageId, replaces: { messageId: supply.messageId, known: false, recalled: true } };
};

/**
 * [PRX-22] [OUT-14] Recalls a notification that was never sent and has one with the true time go in its place; what
 * waited behind it follows it as it was. Nothing else of the hand-out changes.
 */
export const decideTimeRight = (
  state: PrescriptionState,
  command: PutTimeRight,
  told: Told,
  context: DecideContext,
): Decision => {
  const refusal =
    needRole(context.user, ['pharmacist'], 'Another hand-out time', 'PRX-22') ??
    blockedBecause(state, mayBeHeld);
  if (refusal) return refusal;
  const wrong = neverSent(state, told).find(({ messageId }) => messageId === command.messageId);
  if (!wrong) return cannot(state, command, told);
  const when = timePutRight(state, wrong, command.time, context);
  if (when.kind === 'refused') return when;
  if (Math.floor(when.time.handedOverAt / minuteMs) === Math.floor(wrong.handedOverAt / minuteMs))
    return refuse('SameTime', 'PRX-22', 'The notification bears this time.', 'Say when it was handed out.');
  const { key } = state.prescription;
  const made = fromOn(state, wrong.messageId).map((old) => {
    const supply = anew(old, asMessageId(context.newId()));
    return { old, supply: old === wrong ? { ...supply, ...when.time } : supply };
  });
  const stands = 'The hand-out time was put right.';
  return {
    kind: 'decided',
    sentence: `${stands} The notification that bore the other was never sent; a new one waits for the broker.`,
    stands,
    events: made.flatMap(({ old, supply }): readonly DecidedEvent[] => [
      { type: 'prescription.supplied', key, supply },
      {
        type: 'message.replaced',
        messageId: old.messageId,
        key,
        corrected: supply.messageId,
        waited: true,
        recalled: true,
      },
    ]),
    messages: made.map(({ supply }) => ({ kind: 'notification', messageId: supply.messageId, supply })),
  };
};
