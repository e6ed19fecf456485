import type { DrillStatus } from '../../../electron/contract/drill';
import { asInstant, formatDateTime } from '../../domain/kernel/instant';

/** How fast the clock of a drill can go. */
export const paces = [
  { pace: 10, words: 'An hour in six minutes' },
  { pace: 60, words: 'An hour in a minute' },
  { pace: 360, words: 'An hour in ten seconds' },
] as const;

export const at = (ms: number): string => formatDateTime(asInstant(ms));

export const phaseWords: Readonly<Record<DrillStatus['phase'], string>> = {
  running: 'The clock goes. Work in the normal screens; it goes on there.',
  paused: 'The clock stands. Work in the normal screens as long as you like; then set it going.',
  closed: 'The doors are closed for today, and the clock stands until you open the next morning.',
  over: 'The drill is over. How it came out is counted here.',
};

const hours = (n: number): string => (n === 1 ? '1 hour' : `${n} hours`);

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
  ['Not handed out, returned or decided yet', String(score.undecided), false],
  [
    'Time without a decision: longest, median',
    `${hours(score.longestWaitHours)}, ${hours(score.medianWaitHours)}`,
    false,
  ],
];

const foundWords: Readonly<Record<string, string>> = {
  unaccounted: 'Unaccounted for',
  suppliedTwice: 'Supplied twice',
  notifiedTwice: 'EPS notified twice',
  returnsTwice: 'Returned twice',
  undecided: 'Not handed out, returned or decided',
};

export const foundAs = (what: string): string => foundWords[what] ?? what;

/** A pair of scripts is counted as one thing; its own number says nothing to a person. */
export const idWords = (id: string): string =>
  id.startsWith('pair ') ? 'A pair of scripts in Registers' : id;
