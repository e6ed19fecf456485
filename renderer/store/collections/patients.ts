import { everyLink } from '../../domain/patients/match';
import type { PatientEvent } from '../../domain/patients/events';
import { evolvePatient } from '../../domain/patients/evolve';
import type { PatientRecord } from '../../domain/patients/model';
import { isOf, type Collection } from './collection';

const isMine = isOf<PatientEvent>('patient.');

/** What is kept about patients beside their scripts. */
export const patients: Collection<PatientRecord> = {
  idsOf: (event) => (isMine(event) ? [event.id] : []),
  evolve: (state, event) => (isMine(event) ? evolvePatient(state, event) : state),
  place: ({ patient }) => ({ tab: 'kept', order: 0, links: everyLink(patient) }),
};
