import type { Place } from '../broker-entries';
import { eachOnce } from './differences';
import type { PatientEvent } from './events';
import type { PatientRecord } from './model';

/** [PAT-7] [PAT-8] [PAT-13] Folds one event into a record; the latest word counts. */
export const evolvePatient = (
  state: PatientRecord | undefined,
  event: PatientEvent & Place,
): PatientRecord => {
  const { id, patient, at, by } = event;
  const record: PatientRecord = { ...state, id, patient };
  switch (event.type) {
    case 'patient.allergies-recorded':
      return { ...record, allergies: { ...event.allergies, at, by } };
    case 'patient.note-written':
      return { ...record, note: { text: event.text, at, by } };
    case 'patient.wordings-matched':
      return {
        ...record,
        same: { wordings: eachOnce([...(state?.same?.wordings ?? []), ...event.wordings]), at, by },
      };
  }
};
