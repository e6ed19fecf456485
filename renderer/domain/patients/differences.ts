import { formatDate } from '../kernel/instant';
import { foldText } from './match';
import type { Patient } from '../prescriptions/model';
import { nameOf } from './words';

/** Something that scripts of one NHS number say in more than one way. */
export type Difference = { readonly what: string; readonly said: readonly string[] };

type Part = { readonly what: string; readonly words: (patient: Patient) => string };

const parts: readonly Part[] = [
  { what: 'Name', words: nameOf },
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
