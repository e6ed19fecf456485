import type { IssueKey } from '../kernel/ids';
import type { Matched, UnscriptedState } from './model';

const everyItem = ({ entry }: UnscriptedState): readonly number[] => [...entry.items.keys()];
const itemsOf = (state: UnscriptedState, { items }: Matched): readonly number[] => items ?? everyItem(state);

/** What was notified for it, in the order in which it was, each for some items or for all. */
const notifiedOf = ({ matched, partly = [] }: UnscriptedState): readonly Matched[] => [
  ...partly,
  ...(matched?.how === 'notified' ? [matched] : []),
];

/** [USC-20] The items, counted from 0, for which no script was notified; complete once there are none. */
export const openItems = (state: UnscriptedState): readonly number[] => {
  const told = new Set(notifiedOf(state).flatMap((one) => itemsOf(state, one)));
  return everyItem(state).filter((n) => !told.has(n));
};

/** [USC-20] A script that stands for some items leaves the others open; the one for the last of them ends the question. */
export const addMatch = (state: UnscriptedState, matched: Matched): UnscriptedState => {
  // Whoever said that none would come was wrong.
  const { closed: _closed, ...rest } = state;
  const ends = openItems(rest).every((n) => itemsOf(rest, matched).includes(n));
  return ends ? { ...rest, matched } : { ...rest, partly: [...(rest.partly ?? []), matched] };
};

/** How often a script was notified for it: once more where another script's part was withdrawn. */
export const timesNotified = (state: UnscriptedState, key: IssueKey): number =>
  notifiedOf(state).filter((one) => one.key === key).length;

/**
 * [USC-17] The last notification of a script for it is withdrawn: what others stand for goes on standing, and whatever
 * was said of the rest of this one is asked again.
 */
export const undoMatch = (state: UnscriptedState, key: IssueKey): UnscriptedState => {
  const notified = notifiedOf(state);
  const at = notified.map((one) => one.key).lastIndexOf(key);
  const left = notified.filter((_one, i) => i !== at);
  const { matched, partly: _partly, ...rest } = state;
  return {
    ...rest,
    rejected: rest.rejected.filter((one) => one !== key),
    ...(left.length > 0 ? { partly: left } : {}),
    ...(matched?.how === 'returned' ? { matched } : {}),
  };
};

/** The scripts that stand for a supply, each with the name of the row that says so. */
export const matchRows = (state: UnscriptedState): readonly (readonly [string, Matched])[] =>
  [...(state.partly ?? []), ...(state.matched ? [state.matched] : [])].map((one) => [
    one.items ? `Script of item ${one.items.map((n) => n + 1).join(', ')}` : 'Script',
    one,
  ]);
