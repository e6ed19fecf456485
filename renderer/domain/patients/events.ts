import type { PatientId } from '../kernel/ids';
import type { Patient } from '../prescriptions/model';
import type { Allergies } from './model';

/** What happened. Stored: do not rename, only add. */
export type PatientEvent =
  | {
      readonly type: 'patient.allergies-recorded';
      readonly id: PatientId;
      readonly patient: Patient;
      readonly allergies: Allergies;
    }
  | {
      readonly type: 'patient.note-written';
      readonly id: PatientId;
      readonly patient: Patient;
      readonly text: string;
    }
  | {
      readonly type: 'patient.wordings-matched';
      readonly id: PatientId;
      readonly patient: Patient;
      /** Each wording that was on the screen. */
      readonly wordings: readonly Patient[];
    };
