import { counted } from '../../domain/kernel/counted';
import type { DrillStatus } from '../../../electron/contract/drill';
import { asInstant, formatDateTime } from '../../domain/kernel/instant';

/** How fast the clock of a drill can go. */
export const paces = [
  { pace: 10, words: 'An hour in six minutes' },
  { pace: 60, words: 'An hour in a minute' },
  { pace: 360, words: 'An hour in ten seconds' },
] as const;

export const at = (ms: number): string => formatDateTime(asInstant(ms));

const phaseWords: Readonly<Record<DrillStatus['phase'], string>> = {
  running: 'The clock goes. Work in the normal screens; it goes on there.',
  stepping: 'For ten minutes the clock goes on, so that Holdfast sees what happened; then it stands.',
  paused:
    'The clock stands. Work in the normal screens as long as you like; then go on to the next step, or set the clock going.',
  closed: 'The doors are closed for today, and the clock stands until you open the next morning.',
  over: 'The drill is over. How it came out is counted here.',
};

export const clockGoes = ({ phase }: Pick<DrillStatus, 'phase'>): boolean =>
  phase === 'running' || phase === 'stepping';

/** How the clock stands, and what to do about it. */
export const standing = ({ phase, endsNext }: Pick<DrillStatus, 'phase' | 'endsNext'>): string =>
  phase === 'closed' && endsNext
    ? 'The doors are closed, and this was the last day. Bring what is here to its end, then end the drill.'
    : phaseWords[phase];

/** How a drill is played, to whoever begins one. */
export const howTo =
  'This pharmacy is yours. The scripts are in Today (F2): work on them as on any day. N brings what happens next and P lets the clock go by itself; both work here, and F10 comes back here from anywhere. Do what the screens offer, and what you are told.';

/** From a day on nobody counts half hours. */
const hours = (n: number): string => {
  if (n < 24) return counted(n, 'hour', 'hours');
  const whole = Math.round(n);
  const left = whole % 24;
  return `${counted(Math.floor(whole / 24), 'day', 'days')}${left === 0 ? '' : ` ${counted(left, 'hour', 'hours')}`}`;
};

/** What is counted: the words, the figure, and whether it should be none. */
export const scoreLines = ({
  score,
}: DrillStatus): readonly (readonly [what: string, figure: string, isBad: boolean])[] => [
  ['Scripts in the drill', String(score.scripts), false],
  ['Unaccounted for', String(score.unaccounted), score.unaccounted > 0],
  ['Supplied twice', String(score.suppliedTwice), score.suppliedTwice > 0],
  ['EPS notified twice', String(score.notifiedTwice), score.notifiedTwice > 0],
  ['Returned twice', String(score.returnsTwice), score.returnsTwice > 0],
  [
    'Returns sent, of those due',
    `${score.returnsSent} of ${score.returnsDue}`,
    score.returnsSent !== score.returnsDue,
  ],
  ['Returns due and not sent', String(score.returnsMissing), score.returnsMissing > 0],
  ['Returned though not due', String(score.returnsNotDue), score.returnsNotDue > 0],
  ['Scripts, pairs and downloads not at their end yet', String(score.undecided), false],
  ['Longest time without a decision', hours(score.longestWaitHours), false],
  ['Median time without a decision', hours(score.medianWaitHours), false],
];

/** What a person works for. */
export const aim =
  'The aim: nothing unaccounted for, nothing supplied, told or returned twice, every return that is due sent, all brought to an end, and nothing long without a decision.';

const foundWords: Readonly<Record<string, string>> = {
  unaccounted: 'Unaccounted for',
  suppliedTwice: 'Supplied twice',
  notifiedTwice: 'EPS notified twice',
  returnsMissing: 'Return due and not sent',
  returnsNotDue: 'Returned though not due',
  returnsTwice: 'Returned twice',
  undecided: 'Not brought to an end',
};

export const foundAs = (what: string): string => foundWords[what] ?? what;

/** What is no script is counted as one thing; its own number says nothing to a person. */
const thingWords: Readonly<Record<string, string>> = {
  pair: 'A pair of scripts in Registers',
  supply: 'A supply without the script in Registers',
  release: 'A download in Messages',
};

export const idWords = (id: string): string => thingWords[id.split(' ')[0] ?? ''] ?? id;

/** What is said of a drill in which nothing is counted. */
export const nothingFound = ({ score, found }: Pick<DrillStatus, 'score' | 'found'>): string | undefined =>
  found.length > 0
    ? undefined
    : score.returnsSent === score.returnsDue
      ? 'Every script is accounted for, and nothing happened twice.'
      : `Every script is accounted for, but ${score.returnsSent} of ${score.returnsDue} due returns were sent.`;
