import type { Way } from '../outbox/wait';
import { deskTabs, type DeskTab } from './model';

type Lists = Readonly<Record<string, number>>;

export const countOf = (lists: Lists, tab: DeskTab): number => lists[`desk/${tab}`] ?? 0;

/** How far it is: every row once, and those that are here. */
export const progressOf = (lists: Lists): { readonly all: number; readonly released: number } => ({
  all: deskTabs.reduce((sum, tab) => sum + countOf(lists, tab), 0),
  released: countOf(lists, 'released') + countOf(lists, 'unconfirmed'),
});

const said: readonly (readonly [DeskTab, string])[] = [
  ['to-scan', 'to scan'],
  ['waiting', 'being asked for'],
  ['stuck', 'held by us'],
  ['elsewhere', 'with another pharmacy'],
  ['needs-person', 'to decide'],
  ['needs-gp', 'need the GP'],
  ['ended', 'with nothing to do'],
];

/** [DSK-1] The numbers in one line, each row in one of them; what is nought is left out. */
export const numbersOf = (lists: Lists): string => {
  const { all, released } = progressOf(lists);
  return [
    `${released} of ${all} released`,
    ...said.flatMap(([tab, words]) => (countOf(lists, tab) > 0 ? [`${countOf(lists, tab)} ${words}`] : [])),
  ].join(' · ');
};

/** [DSK-13] How far the asking is, while something is being asked for, and what it waits for. */
export const askingOf = (lists: Lists, { line, missing }: Way): string => {
  const left = countOf(lists, 'waiting');
  if (left === 0) return '';
  const [offline, noCard] = [line.kind === 'offline', missing !== undefined];
  if (!offline && !noCard) return `The Spine is asked for one after the other: ${left} to go.`;
  const until = [
    ...(offline ? ['it is back'] : []),
    ...(noCard ? ['somebody is signed in with a smartcard'] : []),
  ];
  return `${offline ? 'The broker cannot be reached.' : 'The Spine is asked only while a smartcard is in.'} Requests that wait here: ${left}. They leave by themselves when ${until.join(' and ')}.`;
};
