import { asInstant, minuteMs, type Instant } from '../kernel/instant';
import { nextAttemptAt } from '../outbox/backoff';
import type { InboxEvent } from './events';
import { isLost } from './evolve';
import type { Again, Release } from './model';

/** How often a lost release is asked for, with the same id and bytes, before a person is told. */
export const resendLimit = 5;

/** [INB-2] What surely asked for nothing, as in an outage, uses up nothing. */
const asksIn = ({ attempts, notAsked = 0 }: Release): number => attempts - notAsked;

const inDoubt = (
  { requestId }: Release,
  dueAt: number,
  because?: 'unreadable' | 'not-asked',
): readonly InboxEvent[] => [
  { type: 'release.in-doubt', requestId, dueAt: asInstant(dueAt), ...(because ? { because } : {}) },
];

const againAt = ({ attempts }: Release, now: Instant, chance: number, afterMs: number | undefined): number =>
  Math.max(now + 5_000, nextAttemptAt(now, attempts + 3, chance, afterMs));

const slowestMs = 30 * minuteMs;
const firstSlowMs = 5 * minuteMs;
/** Not sooner than this, even if answers come again at once. */
const floorMs = 30_000;

/** [INB-13] Ever more rarely, from some five minutes to half an hour. */
const slowly = (release: Release, { now, chance, afterMs = 0 }: Tried): Again => {
  const before = Math.min(20, Math.max(0, asksIn(release) - resendLimit));
  const bound = Math.min(slowestMs, firstSlowMs * 2 ** before);
  const waitMs = Math.floor(bound * (0.5 + chance / 2));
  return {
    dueAt: asInstant(now + Math.max(waitMs, afterMs)),
    soonestAt: asInstant(now + Math.max(floorMs, afterMs)),
  };
};

/** An attempt that settled nothing: when, and what is known of it. */
type Tried = {
  readonly now: Instant;
  readonly chance: number;
  readonly afterMs?: number | undefined;
  readonly because?: 'unreadable' | 'not-asked';
};

/** [INB-13] From now on a person is told; it is asked for all the same. */
export const lost = (release: Release, tried: Tried): readonly InboxEvent[] => [
  {
    type: 'release.lost',
    requestId: release.requestId,
    again: slowly(release, tried),
    ...(tried.because ? { because: tried.because } : {}),
  },
];

/** [INB-2] [INB-13] Asked for again soon, or, once the quick tries are used up, now and then. */
export const afterFailure = (release: Release, tried: Tried): readonly InboxEvent[] => {
  const usesUp = tried.because !== 'not-asked';
  return isLost(release) || (usesUp && asksIn(release) >= resendLimit)
    ? lost(release, tried)
    : inDoubt(release, againAt(release, tried.now, tried.chance, tried.afterMs), tried.because);
};

/** [INB-4] EPS took the request and had nothing for it: asking once more is a new request to it, under an old id. */
export const givenUp = ({ requestId }: Release): readonly InboxEvent[] => [
  { type: 'release.lost', requestId },
];

/** An outage is no proof of loss: wait for the broker, or the sign-in, without using up the quick tries. */
export const notAsked = (release: Release, { now, chance }: Tried): readonly InboxEvent[] =>
  isLost(release)
    ? lost(release, { now, chance, because: 'not-asked' })
    : inDoubt(release, now + 30_000, 'not-asked');

/** [INB-2] Asked for when the program stopped, or came to grief: nobody knows whether it arrived, and it is due. */
export const decideOnInterrupted = (release: Release, now: Instant): readonly InboxEvent[] =>
  isLost(release)
    ? [{ type: 'release.lost', requestId: release.requestId, again: { dueAt: now, soonestAt: now } }]
    : inDoubt(release, now);
