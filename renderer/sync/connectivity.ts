import { readAttempt } from '../domain/watch/readings';
import type { Instant } from '../domain/kernel/instant';
import type { AttemptFact } from '../usecases/ports';

/** Attempts that failed on the way to EPS, in a row. Since when, and which part, the watch knows. */
export type Connectivity = {
  readonly failures: number;
  /** When EPS answered again: the first time since the program started, or after the breaker had opened. */
  readonly backAt?: Instant;
  readonly answeredAt?: Instant;
};

export const unobserved: Connectivity = { failures: 0 };

/** [CON-2] After this many failures in a row only one message at a time asks whether the broker is back. */
const breakerLimit = 3;
export const isOpen = (connectivity: Connectivity): boolean => connectivity.failures >= breakerLimit;

/** Counts an attempt by what it says of the parts on its way (WAT-2). */
export const observe = (before: Connectivity, fact: AttemptFact, at: Instant): Connectivity => {
  const looks = readAttempt(fact).filter(({ part }) => part !== 'sign-in');
  if (looks.length === 0) return before;
  if (looks.some(({ result }) => result === 'fails')) return { ...before, failures: before.failures + 1 };
  const isBack = before.backAt === undefined || isOpen(before);
  return { failures: 0, backAt: isBack ? at : before.backAt, answeredAt: at };
};
