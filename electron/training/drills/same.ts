import { items, resourcesOf, str } from '../json';
import type { Script } from '../model';

/** As a script or a person's entry names a patient; what is not known is empty. */
export type Person = {
  readonly nhsNumber: string;
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
};
/** One medicine; the dm+d code is empty where nobody gave one. */
export type Medicine = { readonly code: string; readonly name: string };

const folded = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** By the NHS number where both have one, else by family name, first letter of the given name, and birth date. */
export const isSamePerson = (one: Person, other: Person): boolean => {
  const [mine, theirs] = [folded(one.nhsNumber), folded(other.nhsNumber)];
  if (mine !== '' && theirs !== '') return mine === theirs;
  const nameOf = ({ family, given }: Person): string => `${folded(family)} ${folded(given).slice(0, 1)}`;
  return one.birthDate !== '' && one.birthDate === other.birthDate && nameOf(one) === nameOf(other);
};

/** Surely somebody else; a name that is spelt in another way does not tell. */
export const isAnotherPerson = (one: Person, other: Person): boolean => {
  const [mine, theirs] = [folded(one.nhsNumber), folded(other.nhsNumber)];
  if (mine !== '' && theirs !== '') return mine !== theirs;
  return one.birthDate !== other.birthDate;
};

/** Name and first strength: forms and units are written in many ways ("caps", "mcg"). */
const headOf = (name: string): string | undefined => /^\D+\d+/.exec(folded(name))?.[0];

/** By the dm+d code; else by the beginning of the name. A brand has a code of its own, so that names decide there too. */
export const isSameMedicine = (one: Medicine, other: Medicine): boolean => {
  if (one.code !== '' && one.code === other.code) return true;
  const [mine, theirs] = [headOf(one.name), headOf(other.name)];
  if (mine !== undefined && theirs !== undefined) return mine === theirs;
  const [short = '', long = ''] = [folded(one.name), folded(other.name)].sort((a, b) => a.length - b.length);
  return short !== '' && long.startsWith(short);
};

export const personOf = ({ bundle, nhsNumber }: Pick<Script, 'bundle' | 'nhsNumber'>): Person => {
  const [patient] = resourcesOf(bundle, 'Patient');
  return {
    nhsNumber,
    family: str(patient, 'name', 0, 'family'),
    given: str(patient, 'name', 0, 'given', 0),
    birthDate: str(patient, 'birthDate'),
  };
};

export const medicinesOf = ({ bundle }: Pick<Script, 'bundle'>): readonly Medicine[] =>
  resourcesOf(bundle, 'MedicationRequest').map((request) => {
    const [coding] = items(request, 'medicationCodeableConcept', 'coding');
    return { code: str(coding, 'code'), name: str(coding, 'display') };
  });
