import type { Instant } from '../../domain/kernel/instant';
import { foldText, patientIdOf, type PatientRef } from '../../domain/patients/match';
import type { Patient } from '../../domain/prescriptions/model';
import type { Deps } from '../deps';
import { findPeople, readText, type PeopleFound, type PersonFound, type ScriptSearch } from './find-people';

/** So many entries of each tab of the register are looked through. */
const mostLooked = 300;
const tabs = ['open', 'to-decide', 'closed'] as const;

const refOf = ({ nhsNumber, family, given, birthDate }: Patient): PatientRef => ({
  ...(nhsNumber ? { nhsNumber } : {}),
  family,
  given,
  birthDate,
});

/** Whether every word begins a name, or the NHS number. */
const hasWords = ({ family, given, nhsNumber = '' }: Patient, words: string): boolean => {
  const terms = [...`${family} ${given}`.split(/\s+/).map(foldText), foldText(family), nhsNumber];
  const wanted = /^[\d\s]+$/.test(words) ? [foldText(words)] : words.split(/\s+/).map(foldText);
  return wanted.every((word) => terms.some((term) => term.startsWith(word)));
};

/** Whom something was handed out to without a script, the latest of each. */
const suppliedTo = async ({
  store,
}: Deps): Promise<readonly { readonly patient: Patient; readonly at: Instant }[]> => {
  if (store.surelyEmpty('unscripted')) return [];
  const found = await Promise.all(tabs.map((tab) => store.loadTab('unscripted', tab, mostLooked)));
  return found
    .flat()
    .map(({ entry }) => ({ patient: entry.patient, at: entry.suppliedAt }))
    .sort((a, b) => b.at - a.at);
};

/** [PAT-5] The people whom a text finds: those of whom scripts are here, then those who are in the register only. */
export const readPeople = async (
  deps: Deps,
  search: ScriptSearch,
  text: string,
  limit: number,
): Promise<PeopleFound> => {
  if (!deps.who.current()) return { people: [], found: 0 };
  const { people, found } = findPeople(search, text, limit);
  const { words, born } = readText(text);
  const more = new Map<string, PersonFound>();
  for (const { patient, at } of await suppliedTo(deps)) {
    const id = patientIdOf(patient);
    if (id === undefined || more.has(id) || (born !== undefined && born !== patient.birthDate)) continue;
    const hasScripts = search.every(patient.nhsNumber ?? patient.family, (row) => patientIdOf(row) === id);
    if (hasScripts.length > 0 || !hasWords(patient, words)) continue;
    more.set(id, { ...refOf(patient), id, scripts: 0, waiting: 0, lastAt: at });
  }
  return { people: [...people, ...more.values()].slice(0, limit), found: found + more.size };
};
