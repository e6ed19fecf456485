import { keyLink } from '../../domain/kernel/links';
import { everyLink } from '../../domain/patients/match';
import type { UnscriptedEvent } from '../../domain/unscripted/events';
import { evolveUnscripted } from '../../domain/unscripted/evolve';
import { isOpen, keysOf, type UnscriptedState } from '../../domain/unscripted/model';
import { isOf, type Collection } from './collection';

const isMine = isOf<UnscriptedEvent>('unscripted.');

const tabOf = (state: UnscriptedState): string => {
  if (!isOpen(state)) return 'closed';
  return state.proposal ? 'to-decide' : 'open';
};

/** Supplies without the script: open ones by their age. */
export const unscripted: Collection<UnscriptedState> = {
  idsOf: (event) => (isMine(event) ? [event.id] : []),
  evolve: (state, event) => (isMine(event) ? evolveUnscripted(state, event) : state),
  place: (state) => ({
    tab: tabOf(state),
    order: isOpen(state) ? state.entry.suppliedAt : 0 - state.entry.suppliedAt,
    links: [...everyLink(state.entry.patient), ...new Set(keysOf(state).map(keyLink))],
  }),
};
