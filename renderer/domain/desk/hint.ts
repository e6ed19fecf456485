import type { Prescription } from '../prescriptions/model';
import type { Hint } from './model';

/** Whose prescription it is and what for, as its row shows it. */
export const hintOf = (prescription: Prescription): Hint => {
  const { patient, items } = prescription;
  return {
    name: `${patient.family.toUpperCase()}, ${patient.given}`,
    birthDate: patient.birthDate,
    items: `${items[0]?.medication.display ?? ''}${items.length > 1 ? ` + ${items.length - 1}` : ''}`,
  };
};
