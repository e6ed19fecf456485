import { patientLink } from '../../domain/patients/match';
import { evolveRefusal, type RefusalEvent, type RefusedState } from '../../domain/unscripted/refused';
import { isOf, type Collection } from './collection';

const isMine = isOf<RefusalEvent>('refusal.');

/** Emergency supplies that were refused: the latest first. */
export const refusals: Collection<RefusedState> = {
  idsOf: (event) => (isMine(event) ? [event.id] : []),
  evolve: (state, event) => (isMine(event) ? evolveRefusal(state, event) : state),
  place: ({ refused }) => {
    const patient = patientLink(refused.patient);
    return { tab: 'closed', order: 0 - refused.askedAt, links: patient === undefined ? [] : [patient] };
  },
};
