import { formatDate } from '../kernel/instant';
import { markOf } from '../kernel/text-mark';
import type { Patient } from '../prescriptions/model';
import { foldText } from './match';
import type { PatientRecord, Said } from './model';
import { nameOf } from './words';

/** Something that scripts of one NHS number say in more than one way. */
export type Difference = { readonly what: string; readonly said: readonly string[] };

type Part = { readonly what: string; readonly words: (patient: Patient) => string };

const parts: readonly Part[] = [
  { what: 'Name', words: nameOf },
  { what: 'Title', words: ({ title }) => title },
  { what: 'Birth date', words: ({ birthDate }) => (birthDate === '' ? '' : formatDate(birthDate)) },
  { what: 'Gender', words: ({ gender }) => gender },
  {
    what: 'Address',
    words: ({ addressLines, postcode }) =>
      [...addressLines, postcode].filter((line) => line.trim() !== '').join(', '),
  },
];

/** [PAT-6] Each part that is said in more than one way, the latest wording first; accents, case and signs aside. */
export const differencesOf = (latestFirst: readonly Patient[]): readonly Difference[] =>
  parts.flatMap(({ what, words }) => {
    const said = new Map<string, string>();
    for (const patient of latestFirst) {
      const text = words(patient);
      if (text !== '' && !said.has(foldText(text))) said.set(foldText(text), text);
    }
    return said.size > 1 ? [{ what, said: [...said.values()] }] : [];
  });

const wordingOf = (patient: Patient): string =>
  JSON.stringify(parts.map(({ words }) => foldText(words(patient))));

/** Stands for how a script names its patient: two of one mark say the same (PAT-6). */
export const wordingMark = (patient: Patient): number => markOf(wordingOf(patient));

/** Each wording once, the first that has it. */
export const eachOnce = (patients: readonly Patient[]): readonly Patient[] => {
  const wordings = patients.map(wordingOf);
  return patients.filter((_, i) => wordings.indexOf(wordings[i] ?? '') === i);
};

/** How the scripts of one NHS number name their patient. */
export type Wordings = {
  /** Each wording once. */
  readonly wordings: readonly Patient[];
  readonly differences: readonly Difference[];
  /** [PAT-13] Who said of all these wordings that they are of one person. */
  readonly agreed?: Said;
};

/** [PAT-6] [PAT-13] What differs, and whether somebody has said of every wording that it is of this patient. */
export const readWordings = (
  latestFirst: readonly Patient[],
  record: PatientRecord | undefined,
): Wordings => {
  const wordings = eachOnce(latestFirst);
  const known = new Set(record?.same?.wordings.map(wordingOf));
  return {
    wordings,
    differences: differencesOf(wordings),
    ...(record?.same && wordings.every((one) => known.has(wordingOf(one))) ? { agreed: record.same } : {}),
  };
};

/** [PAT-13] What a person has still to look at. */
export const unsettled = ({ differences, agreed }: Wordings): readonly Difference[] =>
  agreed ? [] : differences;

/** "Name: SMITH, Ann / SMYTH, Anne". */
export const differenceLine = ({ what, said }: Difference): string => `${what}: ${said.join(' / ')}`;

export const differenceWords = (differences: readonly Difference[]): string =>
  differences.map(differenceLine).join('. ');
