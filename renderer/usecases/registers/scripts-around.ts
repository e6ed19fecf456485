import { asInstant, dayMs } from '../../domain/kernel/instant';
import { everyLink } from '../../domain/patients/match';
import type { Patient, PrescriptionState } from '../../domain/prescriptions/model';
import type { Deps } from '../deps';

/** Scripts older than the longest supply that is prescribed at once have nothing to do with a new one. */
const lookBackMs = 120 * dayMs;
/** More scripts than the patients of an answer have between them; bounds the work on strange data. */
const mostSiblings = (patients: number): number => 40 + 8 * patients;

/** [PAT-4] By name and by number: a miss would be a second supply. */
export const linksOf = (patients: readonly Patient[]): readonly string[] => [
  ...new Set(patients.flatMap(everyLink)),
];

export const distinct = <T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] => [
  ...new Map(values.map((value) => [keyOf(value), value])).values(),
];

/** Scripts that are here of these patients. */
export const scriptsOf = (
  deps: Deps,
  patients: readonly Patient[],
): Promise<readonly PrescriptionState[]> => {
  const links = linksOf(patients);
  return deps.store.findByPatients(
    links,
    asInstant(deps.clock.now() - lookBackMs),
    mostSiblings(links.length),
  );
};
