import { deskTabs, type DeskTab } from '../../domain/desk/model';

export const tabNames: Readonly<Record<DeskTab, string>> = {
  'to-scan': 'To scan',
  waiting: 'Asking',
  unconfirmed: 'Released offline',
  released: 'Released',
  stuck: 'Held by us',
  elsewhere: 'Elsewhere',
  'needs-person': 'Needs a decision',
  'needs-gp': 'Needs the GP',
  ended: 'Nothing to do',
};

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
];

/** The numbers in one line; what is nought is left out. */
export const numbersOf = (lists: Lists): string => {
  const { all, released } = progressOf(lists);
  return [
    `${released} of ${all} released`,
    ...said.flatMap(([tab, words]) => (countOf(lists, tab) > 0 ? [`${countOf(lists, tab)} ${words}`] : [])),
  ].join(' · ');
};
