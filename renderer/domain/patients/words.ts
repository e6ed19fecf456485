import type { Allergies, Allergy } from './model';
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
