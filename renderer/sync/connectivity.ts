import { readAttempt } from '../domain/watch/readings';
import type { AttemptFact } from '../usecases/ports';

/** Attempts that failed on the way to EPS, in a row. Since when, and which part, the watch knows. */
export type Connectivity = { readonly failures: number };

export const unobserved: Connectivity = { failures: 0 };

/** Counts an attempt by what it says of the parts on its way (WAT-2). */
export const observe = (before: Connectivity, fact: AttemptFact): Connectivity => {
  const looks = readAttempt(fact).filter(({ part }) => part !== 'sign-in');
  if (looks.length === 0) return before;
  return looks.some(({ result }) => result === 'fails') ? { failures: before.failures + 1 } : unobserved;
};

/** [CON-2] After this many failures in a row only one message at a time asks whether the broker is back. */
const breakerLimit = 3;
export const isOpen = (connectivity: Connectivity): boolean => connectivity.failures >= breakerLimit;
