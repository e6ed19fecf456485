import type { PrescriptionState } from './model';

/** The place in the worklist where a script waits. Stored in the index: do not rename. */
export type TabName =
  | 'locked'
  | 'to-check'
  | 'to-assemble'
  | 'to-accuracy-check'
  | 'ready'
  | 'owed'
  | 'needs-person'
  | 'done'
  | 'returned';

/** What was replaced and went back needs nobody any more. */
/** The same as a person reads it. */
export const tabWords: Readonly<Record<TabName, string>> = {
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
export const tabOf = (state: PrescriptionState): TabName => {
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
