import { liveClaims } from '../claims/decide';
import { dateOf, dayOf } from '../kernel/calendar';
import type { DecideContext } from '../kernel/context';
import { formatDate, formatDateTime, type Instant } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import { earliestBy, isToCome, noteClock } from '../kernel/clock-fault';
import { notClaimedSince } from './clean-up';
import type { PrescriptionState, SaidTime, Supply } from './model';
import { firstTimeOf } from './supplied';

type Time = Pick<Supply, 'handedOverAt' | 'clock' | 'said'>;
type TimeDecision = { readonly kind: 'time'; readonly time: Time } | Refusal;

/** [PRX-22] The hand-out that is told anew: of the last notification, which was taken back, something had left. */
export const takenBack = ({ supplies }: Pick<PrescriptionState, 'supplies'>): Supply | undefined => {
  const last = supplies.at(-1);
  return last?.notification === 'withdrawn' && last.lines.some(({ products }) => products.length > 0)
    ? last
    : undefined;
};

const reasonMissing = ({ reason }: SaidTime): Refusal | undefined =>
  reason.trim() === ''
    ? refuse(
        'ReasonMissing',
        'PRX-22',
        'Another hand-out time than the one that was recorded needs a reason.',
        'Write in a few words how it came to be another.',
      )
    : undefined;

/** A hand-out is not yet to come, and not older than its script. */
const checkTime = (
  { prescription: { signedAt } }: PrescriptionState,
  { at }: SaidTime,
  { now, clock }: DecideContext,
): Refusal | undefined => {
  if (Number.isNaN(new Date(at).getTime()))
    return refuse(
      'TimeUnclear',
      'PRX-22',
      'The hand-out time cannot be read.',
      'Fill in the day and the time.',
    );
  if (isToCome(at, now, clock))
    return refuse(
      'TimeNotYet',
      'PRX-22',
      `${formatDateTime(at)} has not come yet.`,
      'Say when it was handed out. If this computer’s clock is behind, set it first.',
    );
  return signedAt !== undefined && dayOf(at) < dayOf(signedAt)
    ? refuse(
        'TimeTooEarly',
        'PRX-22',
        `This script was signed on ${formatDate(dateOf(dayOf(signedAt)))}, so nothing of it was handed out before.`,
        'Say when it was handed out.',
      )
    : undefined;
};

const saidAs = (insteadOf: Instant, { at, reason }: SaidTime, context: DecideContext): TimeDecision => ({
  kind: 'time',
  time: {
    handedOverAt: at,
    ...noteClock(context),
    said: { insteadOf, by: context.user.name, reason: reason.trim() },
  },
});

const clockIsRight = (): Refusal =>
  refuse(
    'ClockIsRight',
    'PRX-22',
    'Nothing is known to be wrong with this computer’s clock, so a hand-out has its time.',
    'Set the clock if it is wrong, then hand out.',
  );

/**
 * [PRX-22] The time of a hand-out: the clock's, or while that is known to be wrong, what whoever hands out says; of
 * one that is told anew, what a pharmacist says.
 */
export const timeOfHandOut = (
  state: PrescriptionState,
  said: SaidTime | undefined,
  context: DecideContext,
): TimeDecision => {
  if (!said) return { kind: 'time', time: { handedOverAt: context.now, ...noteClock(context) } };
  if (context.clock) return checkTime(state, said, context) ?? saidAs(context.now, said, context);
  if (!takenBack(state)) return clockIsRight();
  return (
    needRole(context.user, ['pharmacist'], 'Another hand-out time', 'PRX-22') ??
    reasonMissing(said) ??
    checkTime(state, said, context) ??
    saidAs(context.now, said, context)
  );
};

/** [PRX-9] [PRX-22] By when last days count: whatever is said, by no less than all clocks show. */
export const countedAt = (at: Instant, { now, clock }: Pick<DecideContext, 'now' | 'clock'>): Instant => {
  const earliest = clock && earliestBy(clock, now);
  return earliest !== undefined && earliest > at ? earliest : at;
};

/** [PRX-9] [PRX-22] For what is decided by last days. */
export const countedBy = (at: Instant, context: DecideContext): DecideContext => ({
  ...context,
  now: countedAt(at, context),
});

/** [PRX-22] Whether a claim, or the Spine that closed the script, lets its notification no longer be withdrawn. */
export const timeIsSettled = (state: PrescriptionState, supply: Supply, now: Instant): boolean =>
  liveClaims(state).length > 0 || notClaimedSince(supply, now) !== undefined;

/** [PRX-22] Another time than the one that was recorded, of what EPS does not have; the first one stays beside it. */
export const timePutRight = (
  state: PrescriptionState,
  supply: Supply,
  said: SaidTime,
  context: DecideContext,
): TimeDecision =>
  reasonMissing(said) ??
  checkTime(state, said, context) ??
  saidAs(firstTimeOf(supply), said, { ...context, ...noteClock(supply) });

/** [PRX-17] [PRX-22] The time of a correction: that of what it corrects; of what EPS refused, also what is said. */
export const timeOfCorrection = (
  state: PrescriptionState,
  supply: Supply,
  said: SaidTime | undefined,
  context: DecideContext,
): TimeDecision => {
  const { handedOverAt, said: before } = supply;
  const noted = noteClock(supply);
  if (!said) return { kind: 'time', time: { handedOverAt, ...noted, ...(before ? { said: before } : {}) } };
  if (supply.notification !== 'refused')
    return refuse(
      'TimeStands',
      'PRX-22',
      'EPS has accepted this notification, and its correction keeps the hand-out time.',
      timeIsSettled(state, supply, context.now)
        ? 'The script was claimed or closed with it: write to the NHSBSA if the time is wrong.'
        : 'Withdraw the notification, then hand the script out anew and say when it was.',
    );
  return timePutRight(state, supply, said, context);
};
