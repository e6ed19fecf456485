import { patientLink } from '../../domain/patients/match';
import { evolveRefusal, type RefusedState } from '../../domain/unscripted/refused';
import type { Collection } from './collection';

/** Emergency supplies that were refused: the latest first. */
export const refusals: Collection<RefusedState> = {
  idsOf: (event) => (event.type === 'refusal.recorded' ? [event.id] : []),
  evolve: (state, event) => (event.type === 'refusal.recorded' ? evolveRefusal(state, event) : state),
  place: ({ refused }) => {
    const patient = patientLink(refused.patient);
    return { tab: 'closed', order: 0 - refused.askedAt, links: patient === undefined ? [] : [patient] };
  },
};
