import type { Instant } from '../domain/kernel/instant';
import type { AttemptFact } from '../usecases/ports';
import type { BrokerStatus } from '../usecases/views';

/** What our own attempts say about the broker; no status page is asked. */
export type Connectivity = { readonly status: BrokerStatus; readonly failures: number };

export const unobserved: Connectivity = { status: { kind: 'unknown' }, failures: 0 };

const silent = (fact: AttemptFact): string | undefined => {
  switch (fact.kind) {
    case 'answered':
      return fact.status === 502 || fact.status === 503 || fact.status === 504
        ? `the broker answers ${fact.status}`
        : undefined;
    case 'unreachable':
      return fact.reason;
    case 'timed-out':
      return 'no answer in time';
    case 'refused-locally':
      return undefined;
  }
};

/** [CON-1] One answer means online; a failure means offline since the first failure in a row. */
export const observe = (before: Connectivity, fact: AttemptFact, at: Instant): Connectivity => {
  if (fact.kind === 'refused-locally') return before;
  const reason = silent(fact);
  if (reason === undefined)
    return before.status.kind === 'online'
      ? { ...before, failures: 0 }
      : { status: { kind: 'online', sinceAt: at }, failures: 0 };
  const sinceAt = before.status.kind === 'offline' ? before.status.sinceAt : at;
  return { status: { kind: 'offline', sinceAt, reason }, failures: before.failures + 1 };
};

/** [CON-2] After this many failures in a row only one message at a time asks whether the broker is back. */
const breakerLimit = 3;
export const isOpen = (connectivity: Connectivity): boolean => connectivity.failures >= breakerLimit;
