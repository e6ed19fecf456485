import type { PrescriptionState } from './model';

/** The places in the worklist; a script is in exactly one. Stored in the index: do not rename. */
export const tabs = [
  'locked',
  'to-check',
  'to-assemble',
  'to-accuracy-check',
  'ready',
  'owed',
  'needs-person',
  'done',
  'returned',
] as const;
export type Tab = (typeof tabs)[number];

/** What is finished stands with the newest first and waits for nobody. */
export const isFinishedTab = (tab: Tab): boolean => tab === 'done' || tab === 'returned';
export const isWaitingTab = (tab: Tab | 'all'): tab is Tab => tab !== 'all' && !isFinishedTab(tab);

/** The same as a person reads it. */
export const tabWords: Readonly<Record<Tab, string>> = {
  locked: 'Locked',
  'to-check': 'To check',
  'to-assemble': 'To assemble',
  'to-accuracy-check': 'To accuracy-check',
  ready: 'Ready',
  owed: 'Owed',
  'needs-person': 'Needs a person',
  done: 'Done',
  returned: 'Returned',
};

/** What was replaced and went back needs nobody any more. */
const isSettledHold = ({ hold, custody }: PrescriptionState): boolean =>
  hold.kind === 'none' ||
  ((hold.kind === 'superseded' || hold.kind === 'supplied-before') &&
    (custody.kind === 'returning' || custody.kind === 'returned'));

const needsPerson = (state: PrescriptionState): boolean =>
  !isSettledHold(state) ||
  state.supplies.some((supply) => supply.notification === 'parked' || supply.notification === 'refused') ||
  state.claims.some((claim) => claim.progress === 'parked' || claim.progress === 'refused') ||
  state.custody.kind === 'stuck' ||
  state.custody.kind === 'in-doubt';

/** A script is in exactly one tab: trouble first, then where it is, then how far the work has come. */
export const tabOf = (state: PrescriptionState): Tab => {
  if (state.work === 'locked') return 'locked';
  if (needsPerson(state)) return 'needs-person';
  if (['returned', 'returning', 'sealed'].includes(state.custody.kind)) return 'returned';
  if (state.custody.kind === 'ended' || state.custody.kind === 'elsewhere') return 'done';
  switch (state.work) {
    case 'part-supplied':
      return 'owed';
    case 'supplied':
    case 'not-dispensed':
      return 'done';
    case 'to-check':
    case 'to-assemble':
    case 'to-accuracy-check':
    case 'ready':
      return state.work;
  }
};
