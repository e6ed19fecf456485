import type { Place } from '../broker-entries';
import { assertNever } from '../kernel/assert-never';
import type { UnscriptedEvent } from './events';
import type { UnscriptedState } from './model';

type Later = Exclude<UnscriptedEvent, { type: 'unscripted.supplied' }>;

const withoutProposal = ({ proposal: _proposal, ...state }: UnscriptedState): UnscriptedState => state;

const change = (state: UnscriptedState, event: Later & Place): UnscriptedState => {
  const { at, by } = event;
  switch (event.type) {
    case 'unscripted.proposed': {
      const { key, shortId, lines } = event;
      return { ...state, proposal: { key, shortId, ...(lines ? { named: { by, at, lines } } : {}) } };
    }
    case 'unscripted.proposal-rejected':
      return { ...withoutProposal(state), rejected: [...state.rejected, event.key] };
    case 'unscripted.matched': {
      const { key, shortId, how } = event;
      return { ...withoutProposal(state), matched: { key, shortId, how, at, by } };
    }
    case 'unscripted.prescription-recorded': {
      const { writtenOn, receivedOn, note } = event;
      return { ...state, prescription: { writtenOn, receivedOn, note, at, by } };
    }
    case 'unscripted.corrected':
      return { ...withoutProposal(state), correctedBy: { id: event.correction, reason: event.reason } };
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
  return state ?? { id: event.id, entry: event.entry, enteredAt: event.at, by: event.by, rejected: [] };
};
