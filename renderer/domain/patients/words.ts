import type { Allergies, Allergy, PatientRecord } from './model';
import type { Patient } from '../prescriptions/model';

export const nameOf = ({ family, given }: Pick<Patient, 'family' | 'given'>): string =>
  [family.toUpperCase(), given].filter((part) => part !== '').join(', ') || 'No name';

/** "penicillin (rash)". */
export const allergyWords = ({ substance, reaction }: Allergy): string =>
  reaction === '' ? substance : `${substance} (${reaction})`;

/** [PAT-7] "None known" is another thing than nothing asked. */
export const allergiesWords = (allergies: Allergies | undefined): string => {
  if (allergies === undefined) return 'allergies not asked';
  return allergies.kind === 'none-known'
    ? 'no known allergies'
    : `allergic to ${allergies.list.map(allergyWords).join(', ')}`;
};

/** [PAT-10] What was said of whoever is perhaps the same; nothing where nothing is known of them. */
export const perhapsWords = (perhaps: readonly PatientRecord[]): string => {
  const known = perhaps.flatMap(({ allergies }) => (allergies?.kind === 'known' ? allergies.list : []));
  return known.length === 0
    ? ''
    : `Perhaps the same person is allergic to ${[...new Set(known.map(allergyWords))].join(', ')}`;
};

/** As they are typed: one on each line, "penicillin: rash". */
export const readAllergies = (text: string): readonly Allergy[] =>
  text
    .split('\n')
    .map((line) => {
      const [substance = '', ...reaction] = line.split(':');
      return { substance: substance.trim(), reaction: reaction.join(':').trim() };
    })
    .filter(({ substance, reaction }) => substance !== '' || reaction !== '');

/** The same back again, to be corrected. */
export const writeAllergies = (list: readonly Allergy[]): string =>
  list
    .map(({ substance, reaction }) => (reaction === '' ? substance : `${substance}: ${reaction}`))
    .join('\n');
