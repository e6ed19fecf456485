import { asInstant, dayMs, earlier, formatDateTime, hourMs, minuteMs, type Instant } from './instant';

/** What is wrong with this computer's clock (WAT-16). Stored with a hand-out (PRX-22): do not rename, only add. */
export type ClockFault =
  /** Below nought: behind. `whose`: the clock that it was held against. */
  | { readonly kind: 'off'; readonly aheadMs: number; readonly whose: 'broker' | 'sign-in' }
  | { readonly kind: 'no-certificate' }
  | { readonly kind: 'was-later'; readonly shownAt: Instant };

/** An answer takes seconds on its way; what is further off is a wrong clock. */
export const allowedOffMs = 2 * minuteMs;

/** What the clock shows that this one was held against; undefined where there is none. */
export const otherClock = (fault: ClockFault, now: Instant): Instant | undefined =>
  fault.kind === 'off' ? asInstant(now - fault.aheadMs) : undefined;

/**
 * [WAT-17] The best time that is known: this computer's, or while that is off, what the clock shows that it was held
 * against. Whether a last day is past is another question: that goes by all clocks (PRX-22).
 */
export const bestTime = (now: Instant, fault: ClockFault | undefined): Instant =>
  (fault && otherClock(fault, now)) ?? now;

/** Whether anything says that the best time is right: nothing does where nobody knows by how much the clock is wrong. */
export const isTimeSure = (fault: ClockFault | undefined): boolean =>
  fault === undefined || fault.kind === 'off';

/** This computer's clock, and what is known to be wrong with it. */
type Known = { readonly now: Instant; readonly clock?: ClockFault };
export const bestNow = ({ now, clock }: Known): Instant => bestTime(now, clock);

/** [WAT-17] What whoever prints is told. */
export const dateToLookAt =
  'Look at its date before it is used: it is by this computer’s clock, which is wrong by nobody knows how much.';

/** Nothing happened later than this, by all clocks that are known; undefined where none can be trusted. */
export const latestBy = (fault: ClockFault | undefined, now: Instant): Instant | undefined => {
  if (!fault) return now;
  const other = otherClock(fault, now);
  return other && asInstant(Math.max(now, other) + allowedOffMs);
};

/** Whether a time that somebody says has not come, by all clocks that are known; one that cannot be read never comes. */
export const isToCome = (at: Instant, now: Instant, fault: ClockFault | undefined): boolean => {
  const latest = latestBy(fault, now);
  return Number.isNaN(new Date(at).getTime()) || (latest !== undefined && at > latest);
};

/** It is no earlier than this, by all clocks that are known; undefined where none can be trusted. */
export const earliestBy = (fault: ClockFault | undefined, now: Instant): Instant | undefined =>
  fault === undefined
    ? now
    : fault.kind === 'no-certificate'
      ? undefined
      : earlier(now, otherClock(fault, now) ?? now);

/** For what ends: the earliest of all clocks that are known; where none can be trusted, nothing has ended by it. */
export const endsBy = ({ now, clock }: Known): Instant => earliestBy(clock, now) ?? asInstant(0);

/** [PRX-22] Whether a last day is past by all clocks that are known. */
export const isPast = (until: Instant, known: Known): boolean => endsBy(known) > until;

const units = [
  { ms: 365 * dayMs, word: 'years' },
  { ms: dayMs, word: 'days' },
  { ms: hourMs, word: 'hours' },
] as const;

/** `7 minutes`, `3 hours`, `12 days`, `10 years`: from two on in the largest unit. */
const spanWords = (ms: number): string => {
  const unit = units.find((one) => ms >= 2 * one.ms) ?? { ms: minuteMs, word: 'minutes' };
  return `${Math.round(ms / unit.ms)} ${unit.word}`;
};

const whoseWords = { broker: 'the broker’s', 'sign-in': 'the sign-in service’s' } as const;

/** What is, or was, wrong with it. */
export const faultWords = (fault: ClockFault): string => {
  switch (fault.kind) {
    case 'off': {
      const side = fault.aheadMs > 0 ? 'ahead of' : 'behind';
      return `${spanWords(Math.abs(fault.aheadMs))} ${side} ${whoseWords[fault.whose]}`;
    }
    case 'no-certificate':
      return 'the broker’s certificate was not valid by it';
    case 'was-later':
      return `it had shown ${formatDateTime(fault.shownAt)} before`;
  }
};

/** [PRX-22] [USC-2] What is known to be wrong with the clock is kept with what is recorded by it. */
export const noteClock = ({ clock }: { readonly clock?: ClockFault }): { readonly clock?: ClockFault } =>
  clock ? { clock } : {};

/** When something was entered, by whom, and what was wrong with the clock that says so. */
export const enteredWords = ({
  enteredAt,
  by,
  clock,
}: {
  readonly enteredAt: Instant;
  readonly by: string;
  readonly clock?: ClockFault;
}): string =>
  `${formatDateTime(enteredAt)} by ${by}${clock ? `. This computer’s clock was known to be wrong: ${faultWords(clock)}.` : ''}`;
