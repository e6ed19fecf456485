import type { Patient } from '../prescriptions/model';
import type { Allergies } from './model';

/** What a person writes down about a patient. */
export type PatientCommand =
  | { readonly kind: 'RecordAllergies'; readonly patient: Patient; readonly allergies: Allergies }
  | { readonly kind: 'WritePatientNote'; readonly patient: Patient; readonly text: string }
  /** Scripts of one NHS number that do not say the same are of one person. */
  | { readonly kind: 'SayOnePerson'; readonly patient: Patient; readonly wordings: readonly Patient[] };
