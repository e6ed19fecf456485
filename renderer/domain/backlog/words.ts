import { formatClock, formatWait, type Instant } from '../kernel/instant';
import type { Estimate, Rates } from './estimate';
import { missingOf, type Backlog } from './model';

/** The range as a sentence that can be read out to a patient. */
export const estimateWords = (estimate: Estimate, now: Instant): string => {
  switch (estimate.kind) {
    case 'clear':
      return 'Nothing waits.';
    case 'none':
      return estimate.sentence;
    case 'range': {
      const { earliestAt, latestAt } = estimate;
      if (latestAt === undefined)
        return `Clear not before ${formatClock(earliestAt, now)}; at the slowest pace measured there is no end to see.`;
      return `Clear between ${formatClock(earliestAt, now)} and ${formatClock(latestAt, now)}.`;
    }
  }
};

const rounded = (perHour: number): string =>
  perHour >= 10 ? String(Math.round(perHour)) : String(Math.round(perHour * 10) / 10);

export const ratesWords = (rates: Rates | undefined, verbs: { arrived: string; drained: string }): string => {
  if (!rates) return 'The pace is not measured yet.';
  const drained = `${rounded(rates.drainedPerHour)} an hour ${verbs.drained}`;
  return verbs.arrived === ''
    ? `${drained}.`
    : `${rounded(rates.arrivedPerHour)} an hour ${verbs.arrived}, ${drained}.`;
};

export const ageWords = (oldestAt: Instant | undefined, now: Instant): string =>
  oldestAt === undefined ? '' : `the oldest for ${formatWait(oldestAt, now)}`;

/** [BLG-6] What is expected is said by a person, or said to be unknown. */
export const expectedWords = (backlog: Backlog): string => {
  const { expected, seen } = backlog.in;
  if (expected === undefined)
    return `Nobody has said how many scripts are on their way; ${seen} came since the incident began.`;
  return `${expected.count} expected (${expected.source}), ${seen} seen, ${missingOf(backlog) ?? 0} to come.`;
};
