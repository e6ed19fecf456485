import type { Patient } from '../prescriptions/model';
import type { Allergies } from './model';

/** What a person writes down about a patient. */
export type PatientCommand =
  | { readonly kind: 'RecordAllergies'; readonly patient: Patient; readonly allergies: Allergies }
  | { readonly kind: 'WritePatientNote'; readonly patient: Patient; readonly text: string };

const kinds: Readonly<Record<PatientCommand['kind'], true>> = {
  RecordAllergies: true,
  WritePatientNote: true,
};
export const isPatientCommand = <C extends { readonly kind: string }>(
  command: C,
): command is C & PatientCommand => Object.hasOwn(kinds, command.kind);
