import { asPatientId, type PatientId } from '../kernel/ids';
import { unaccented } from '../kernel/text';
import type { Patient } from '../prescriptions/model';

export type SamePatient = 'same' | 'perhaps' | 'different';

/** Without accents, signs and case: how two spellings of one name meet. */
export const foldText = (text: string): string => unaccented(text).replace(/[^A-Z0-9]+/g, '');

const spaced = (text: string): string => text.trim().replace(/\s+/g, ' ').toUpperCase();

/** Everything that a match without a person must agree on, in one text; undefined where a part is missing. */
const identityOf = (patient: Patient): string | undefined => {
  const { nhsNumber, family, given, title, birthDate, gender, addressLines, postcode } = patient;
  const lines = addressLines.map(spaced).filter((line) => line !== '');
  if (!nhsNumber || [family, given, birthDate, gender, postcode].some((part) => part.trim() === ''))
    return undefined;
  if (lines.length === 0) return undefined;
  return JSON.stringify([
    nhsNumber,
    ...[family, given, title, birthDate, gender].map(spaced),
    ...lines,
    spaced(postcode).replace(/ /g, ''),
  ]);
};

const firstName = (given: string): string => foldText(given.trim().split(/\s+/)[0] ?? '');

const nameAgrees = (a: Patient, b: Patient): boolean =>
  a.birthDate !== '' &&
  a.birthDate === b.birthDate &&
  foldText(a.family) === foldText(b.family) &&
  foldText(a.family) !== '' &&
  (firstName(a.given) === firstName(b.given) || firstName(a.given) === '' || firstName(b.given) === '');

/** [PAT-1] [PAT-2] [PAT-3] Whether two are one person; `perhaps` is for a person to say. */
export const comparePatients = (a: Patient, b: Patient): SamePatient => {
  if (a.nhsNumber && b.nhsNumber && a.nhsNumber !== b.nhsNumber) return 'different';
  const identity = identityOf(a);
  if (identity !== undefined && identity === identityOf(b)) return 'same';
  if (a.nhsNumber && a.nhsNumber === b.nhsNumber) return 'perhaps';
  return nameAgrees(a, b) ? 'perhaps' : 'different';
};

type LookedUp = Pick<Patient, 'nhsNumber' | 'family' | 'birthDate'>;

const nhsLink = (nhsNumber: string): string => `nhs|${nhsNumber}`;

/** By the NHS number; undefined where there is none. */
export const numberLink = ({ nhsNumber }: LookedUp): string | undefined =>
  nhsNumber ? nhsLink(nhsNumber) : undefined;

/** By family name and birth date; undefined where one of them is missing. */
export const nameLink = ({ family, birthDate }: LookedUp): string | undefined => {
  const name = foldText(family);
  return name === '' || birthDate === '' ? undefined : `name|${name}|${birthDate}`;
};

/** What one patient is looked up by where one thing is enough. */
export const patientLink = (patient: LookedUp): string | undefined =>
  nameLink(patient) ?? numberLink(patient);

/** [PAT-4] All that a patient is looked up by; none where too little is known. Made blind by the index. */
export const everyLink = (patient: LookedUp): readonly string[] =>
  [nameLink(patient), numberLink(patient)].filter((link) => link !== undefined);

/** Whether a link is by the NHS number. */
export const isNumberLink = (link: string): boolean => link.startsWith(nhsLink(''));

/** What tells one patient from another. */
export type PatientRef = Pick<Patient, 'nhsNumber' | 'family' | 'given' | 'birthDate'>;

/**
 * [PAT-5] Whom a record is of: the NHS number, else family name, first given name and birth date; undefined where
 * too little is known to tell anybody apart.
 */
export const patientIdOf = ({ nhsNumber, family, given, birthDate }: PatientRef): PatientId | undefined => {
  if (nhsNumber) return asPatientId(nhsLink(nhsNumber));
  const [last, first] = [foldText(family), firstName(given)];
  return last === '' || first === '' || birthDate === ''
    ? undefined
    : asPatientId(`name|${last}|${first}|${birthDate}`);
};

/** A patient of whom nothing is known: for an entry that names a script by its id only. */
export const nobody: Patient = {
  family: '',
  given: '',
  title: '',
  birthDate: '',
  gender: '',
  addressLines: [],
  postcode: '',
  phone: '',
};
