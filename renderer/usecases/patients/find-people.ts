import { readTypedDate } from '../../domain/kernel/typed-date';
import type { Instant } from '../../domain/kernel/instant';
import { isWaitingTab } from '../../domain/prescriptions/tab';
import { patientIdOf, type PatientRef } from '../../domain/patients/match';
import type { WorklistRow } from '../views';

/** A person of whom something is here. */
export type PersonFound = PatientRef & {
  readonly id: string;
  readonly scripts: number;
  /** Of them, those on which somebody has still to do something. */
  readonly waiting: number;
  /** When the latest of them came, or something was handed out without one. */
  readonly lastAt: Instant;
};

/** `found`: how many there are, beyond those that were asked for. */
export type PeopleFound = { readonly people: readonly PersonFound[]; readonly found: number };

/** Scripts as the search holds them. */
export type ScriptSearch = {
  /** Every script that has all words of a text and is to be kept, newest first; of all there are for no text. */
  readonly every: (text: string, keep?: (row: WorklistRow) => boolean) => readonly WorklistRow[];
  /** Those that came last. */
  readonly newest: (limit: number) => readonly WorklistRow[];
};

/** So many scripts tell who came last, where nothing was typed. */
const lastScripts = 400;

const refOf = ({ nhsNumber, family, given, birthDate }: WorklistRow): PatientRef => ({
  ...(nhsNumber === '' ? {} : { nhsNumber }),
  family,
  given,
  birthDate,
});

/** Words, and a birth date among them as people write one. */
export const readText = (text: string): { readonly words: string; readonly born: string | undefined } => {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  const dates = parts.map(readTypedDate);
  return {
    words: parts.filter((_, i) => dates[i] === undefined).join(' '),
    born: dates.find((date) => date !== undefined),
  };
};

const rowsFor = (search: ScriptSearch, text: string): readonly WorklistRow[] => {
  const { words, born } = readText(text);
  if (born !== undefined) return search.every(words, ({ birthDate }) => birthDate === born);
  return words === '' ? search.newest(lastScripts) : search.every(words);
};

/** [PAT-5] All scripts of a person, the latest first; none of somebody who cannot be told apart. */
export const rowsOfPerson = (search: ScriptSearch, ref: PatientRef): readonly WorklistRow[] => {
  const id = patientIdOf(ref);
  return id === undefined
    ? []
    : search.every(ref.nhsNumber ?? ref.family, (row) => patientIdOf(refOf(row)) === id);
};

/** Of somebody who cannot be told apart each script stands for itself. */
const idOf = (row: WorklistRow): string => patientIdOf(refOf(row)) ?? row.key;

/** One person with all their scripts, whichever of them the text had found. */
const personOf = (search: ScriptSearch, latest: WorklistRow): PersonFound => {
  const id = idOf(latest);
  const theirs = id === latest.key ? [latest] : rowsOfPerson(search, refOf(latest));
  return {
    ...refOf(latest),
    id,
    scripts: theirs.length,
    waiting: theirs.filter(({ tab }) => isWaitingTab(tab)).length,
    lastAt: latest.receivedAt,
  };
};

/**
 * [PAT-5] The people whom a text finds, by name, NHS number, short form id or birth date, those who had a script last
 * first; for no text those who had one last.
 */
export const findPeople = (search: ScriptSearch, text: string, limit: number): PeopleFound => {
  const latest = new Map<string, WorklistRow>();
  for (const row of rowsFor(search, text)) if (!latest.has(idOf(row))) latest.set(idOf(row), row);
  const people = [...latest.values()].slice(0, limit).map((row) => personOf(search, row));
  return { people, found: latest.size };
};
