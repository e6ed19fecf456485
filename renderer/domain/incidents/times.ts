import type { Instant } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';

/** [INC-3] The time something happened, where a person gave one: not in the future, and not rewritten. */
export const happenedTime = (given: Instant | undefined, now: Instant): Instant | Refusal => {
  if (given === undefined) return now;
  return given > now
    ? refuse('InFuture', 'INC-3', 'This time has not come yet.', 'Give the time when it happened.')
    : given;
};
