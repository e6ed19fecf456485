import { need } from '../kernel/text';
import type { Way } from '../outbox/wait';
import { deskTabs, type DeskTab } from './model';

type Lists = Readonly<Record<string, number>>;

export const countOf = (lists: Lists, tab: DeskTab): number => lists[`desk/${tab}`] ?? 0;

/** How far it is: every row once, and those that are here. */
export const progressOf = (lists: Lists): { readonly all: number; readonly released: number } => ({
  all: deskTabs.reduce((sum, tab) => sum + countOf(lists, tab), 0),
  released: countOf(lists, 'released') + countOf(lists, 'unconfirmed'),
});

const of = (words: string) => (count: number) => `${count} ${words}`;

const said: readonly (readonly [DeskTab, (count: number) => string])[] = [
  ['to-scan', of('to scan')],
  ['waiting', of('being asked for')],
  ['stuck', of('held by us')],
  ['elsewhere', of('with another pharmacy')],
  ['needs-person', of('to decide')],
  ['needs-gp', (count) => `${need(count)} the GP`],
  ['ended', of('with nothing to do')],
];

/** [DSK-1] The numbers in one line, each row in one of them; what is nought is left out. */
export const numbersOf = (lists: Lists): string => {
  const { all, released } = progressOf(lists);
  return [
    `${released} of ${all} released`,
    ...said.flatMap(([tab, words]) => (countOf(lists, tab) > 0 ? [words(countOf(lists, tab))] : [])),
  ].join(' · ');
};

const leaveWords = (left: number): string =>
  left === 1
    ? '1 request waits here. It leaves by itself'
    : `${left} requests wait here. They leave by themselves`;

/** [DSK-13] How far the asking is, while something is being asked for, and what it waits for. */
export const askingOf = (lists: Lists, { line, missing }: Way): string => {
  const left = countOf(lists, 'waiting');
  if (left === 0) return '';
  if (line.kind === 'not-set-up')
    return `No broker is set up yet: Settings (F8), Connection. ${leaveWords(left)} when one is.`;
  const [offline, noCard] = [line.kind === 'offline', missing !== undefined];
  if (!offline && !noCard) return `The Spine is asked for one after the other: ${left} to go.`;
  const until = [
    ...(offline ? ['it is back'] : []),
    ...(noCard ? ['somebody is signed in with a smartcard'] : []),
  ];
  const why = offline ? 'The broker cannot be reached.' : 'The Spine is asked only while a smartcard is in.';
  return `${why} ${leaveWords(left)} when ${until.join(' and ')}.`;
};
