import { idLink, keyLink } from '../../domain/kernel/links';
import { everyLink } from '../../domain/patients/match';
import type { ReissueEvent } from '../../domain/reissue/events';
import { evolveReissue } from '../../domain/reissue/evolve';
import { waitsForPerson, type ReissueState } from '../../domain/reissue/model';
import { isOf, type Collection } from './collection';

const isMine = isOf<ReissueEvent>('reissue.');

const tabOf = (state: ReissueState): string => {
  if (state.end) return 'closed';
  return waitsForPerson(state) ? 'to-decide' : 'open';
};

/** Pairs of scripts of which one takes the place of the other. */
export const reissues: Collection<ReissueState> = {
  idsOf: (event) => (isMine(event) ? [event.id] : []),
  evolve: (state, event) => (isMine(event) ? evolveReissue(state, event) : state),
  place: (state) => {
    const sides = [state.original, state.replacement, state.proposal ?? {}];
    return {
      tab: tabOf(state),
      order: state.end ? 0 - state.end.at : state.openedAt,
      links: [
        ...everyLink(state.patient),
        ...sides.flatMap(({ shortId }) => (shortId === undefined ? [] : [idLink(shortId)])),
        ...sides.flatMap(({ key }) => (key === undefined ? [] : [keyLink(key)])),
      ],
    };
  },
};
