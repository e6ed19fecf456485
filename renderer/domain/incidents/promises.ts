import { isCleared, leftIn, type Backlog } from '../backlog/model';
import type { Instant } from '../kernel/instant';
import type { IncidentEvent } from './events';
import type { ClearingPromise, Incident } from './model';

export const openPromises = ({ promises }: Incident): readonly ClearingPromise[] =>
  promises.filter(({ end }) => end.kind === 'open');

/** The first count that was entered after the time of a promise had passed. */
const enteredAfter = ({ timeline }: Incident, { clearBy, loggedAt }: ClearingPromise): Backlog | undefined =>
  timeline
    .flatMap(({ fact }) => (fact.kind === 'measured' ? [fact.backlog] : []))
    .find(({ at }) => at >= clearBy && at >= loggedAt);

/** The backlog as it stood at a promise's time, with what is known by now of how many scripts were to come. */
const backlogThen = (incident: Incident, promise: ClearingPromise, backlog: Backlog): Backlog => {
  const entered = enteredAfter(incident, promise);
  return entered ? { ...entered, in: { ...entered.in, expected: backlog.in.expected } } : backlog;
};

const judge = (incident: Incident, promise: ClearingPromise, backlog: Backlog, now: Instant) => {
  const { id, fixedAt } = incident;
  const { promiseId, clearBy } = promise;
  const kept: IncidentEvent = { type: 'incident.promise-kept', id, promiseId };
  const passed = clearBy <= now;
  const then = passed ? backlogThen(incident, promise, backlog) : backlog;
  const slipped: IncidentEvent = { type: 'incident.promise-slipped', id, promiseId, waiting: leftIn(then) };
  if (!isCleared(then)) return passed ? slipped : undefined;
  if (then.in.expected === undefined || fixedAt === undefined) return undefined;
  return fixedAt <= then.at ? kept : slipped;
};

/**
 * [INC-6] A promise ends once: kept when the backlog is cleared before its time, else judged on the backlog at its
 * time. Whether it was fixed by then is known minutes later; where nobody has said how many scripts are to come, an
 * empty queue proves nothing.
 */
export const judgePromises = (incident: Incident, backlog: Backlog, now: Instant): readonly IncidentEvent[] =>
  openPromises(incident).flatMap((promise) => judge(incident, promise, backlog, now) ?? []);

/** [INC-11] Beside another PMR only the fix is known: what was fixed after the time of a promise did not keep it. */
export const judgeByFix = (incident: Incident): readonly IncidentEvent[] => {
  const { id, fixedAt } = incident;
  return openPromises(incident)
    .filter(({ clearBy }) => fixedAt !== undefined && fixedAt > clearBy)
    .map(({ promiseId }) => ({ type: 'incident.promise-slipped', id, promiseId, waiting: 0 }));
};

/** [INC-5] Whether the numbers are to be entered because the time of a promise has passed that cannot be judged yet. */
export const wantsCount = (incident: Incident, backlog: Backlog, now: Instant): boolean =>
  openPromises(incident).some(
    (promise) =>
      promise.clearBy <= now &&
      judge(incident, promise, backlog, now) === undefined &&
      enteredAfter(incident, promise) === undefined,
  );
