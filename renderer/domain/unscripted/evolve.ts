import type { Place } from '../broker-entries';
import { assertNever } from '../kernel/assert-never';
import { noteClock } from '../kernel/clock-fault';
import type { IssueKey } from '../kernel/ids';
import type { UnscriptedEvent } from './events';
import { addMatch, undoMatch } from './matches';
import { proposalOf, type Proposal, type UnscriptedState } from './model';

type Later = Exclude<UnscriptedEvent, { type: 'unscripted.supplied' }>;

const without = (state: UnscriptedState, key: IssueKey): readonly Proposal[] =>
  state.earlier.filter((one) => one.key !== key);

/** The proposal is no longer put to anybody; it is remembered. */
const setAside = ({ proposal, ...state }: UnscriptedState): UnscriptedState =>
  proposal ? { ...state, earlier: [...without(state, proposal.key), proposal] } : state;

const propose = (
  state: UnscriptedState,
  { key, shortId, lines, items, by, at }: Extract<Later, { type: 'unscripted.proposed' }> & Place,
): UnscriptedState => {
  const named = lines ? { by, at, lines, ...(items ? { items } : {}) } : proposalOf(state, key)?.named;
  const rest = setAside(state);
  return {
    ...rest,
    earlier: without(rest, key),
    // Whoever names it takes back the “no” that was said of it.
    rejected: lines ? rest.rejected.filter((one) => one !== key) : rest.rejected,
    proposal: { key, shortId, ...(named ? { named } : {}) },
  };
};

/** The script is for another supply, also where it was taken for the one of this supply before. */
const reject = (state: UnscriptedState, key: IssueKey): UnscriptedState => {
  const { matched, ...rest } = setAside(state);
  return {
    ...rest,
    ...(matched && matched.key !== key ? { matched } : {}),
    earlier: without(rest, key),
    rejected: [...state.rejected, key],
  };
};

const change = (state: UnscriptedState, event: Later & Place): UnscriptedState => {
  const { at, by } = event;
  switch (event.type) {
    case 'unscripted.proposed':
      return propose(state, event);
    case 'unscripted.proposal-ended':
      return setAside(state);
    case 'unscripted.proposal-rejected':
      return reject(state, event.key);
    case 'unscripted.matched': {
      const { key, shortId, how, items } = event;
      const matched = { key, shortId, how, at, by, ...(items ? { items } : {}) };
      return addMatch(setAside(state), matched);
    }
    case 'unscripted.match-undone':
      return undoMatch(state, event.key);
    case 'unscripted.prescription-recorded': {
      const { writtenOn, receivedOn, note } = event;
      return { ...state, prescription: { writtenOn, receivedOn, note, at, by } };
    }
    case 'unscripted.closed':
      return { ...state, closed: { reason: event.reason, at, by } };
    case 'unscripted.reopened': {
      const { closed: _closed, ...rest } = state;
      return rest;
    }
    case 'unscripted.corrected':
      return { ...setAside(state), correctedBy: { id: event.correction, reason: event.reason } };
    default:
      return assertNever(event);
  }
};

/** [USC-8] Folds one event into an entry; what the register says never changes, only what is known beside it. */
export const evolveUnscripted = (
  state: UnscriptedState | undefined,
  event: UnscriptedEvent & Place,
): UnscriptedState | undefined => {
  if (event.type !== 'unscripted.supplied') return state && change(state, event);
  return (
    state ?? {
      id: event.id,
      entry: event.entry,
      enteredAt: event.at,
      by: event.by,
      ...noteClock(event),
      rejected: [],
      earlier: [],
    }
  );
};
