import { counted } from '../kernel/counted';
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
  const { arrivedPerHour, drainedPerHour, unsentPerHour } = rates;
  const said = [
    ...(verbs.arrived === '' ? [] : [`${rounded(arrivedPerHour)} an hour ${verbs.arrived}`]),
    `${rounded(drainedPerHour)} an hour ${verbs.drained}`,
    ...(unsentPerHour > 0 ? [`${rounded(unsentPerHour)} an hour set aside or for a person, not sent`] : []),
  ];
  return `${said.join(', ')}.`;
};

/** What a download in doubt may hold. */
export const mostInDoubt = 'up to 25 scripts each, one where it was asked for by its id';

/** What hangs on the way to us. */
export const hangingWords = ({ stuck, inDoubt }: Backlog['in']): readonly string[] => [
  ...(stuck > 0 ? [`${stuck} stuck at the Spine`] : []),
  ...(inDoubt > 0 ? [`${counted(inDoubt, 'download', 'downloads')} in doubt (${mostInDoubt})`] : []),
];

/** [BLG-8] What is in neither queue and still open, in words. */
const openWords = ({ out, in: scripts }: Backlog): readonly string[] => [
  ...(out.stuck > 0 ? [`${counted(out.stuck, 'message needs', 'messages need')} a person`] : []),
  ...hangingWords(scripts),
];

/** [BLG-8] When all of it may be over: the end of the worse queue, and what no pace ends. */
export const endWords = (estimate: Estimate, backlog: Backlog): string => {
  const open = openWords(backlog);
  const besides = open.length === 0 ? [] : [`Still open: ${open.join(', ')}.`];
  const known = estimate.kind === 'clear' && open.length > 0 ? [] : [estimateWords(estimate, backlog.at)];
  return [...known, ...besides].join(' ');
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
