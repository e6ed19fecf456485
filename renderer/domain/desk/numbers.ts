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

/** How far the asking is, while something is being asked for. */
export const askingOf = (lists: Lists, offline: boolean): string => {
  const left = countOf(lists, 'waiting');
  if (left === 0) return '';
  return offline
    ? `The broker cannot be reached. Requests that wait here: ${left}. They leave by themselves when it is back.`
    : `The Spine is asked for one after the other: ${left} to go.`;
};
