import { dig, items, str } from '../json';
import type { JournalLine } from './model';
import { isAnotherPerson, isSameMedicine, isSamePerson, type Medicine, type Person } from './same';

/** A script by what the journal's entries have as their subject, with whose it is. */
export type KnownScript = { readonly key: string; readonly person: Person };

/** A script that stands for a supply, or for those of its items that it names, counted from 0. */
type Match = { readonly key: string; readonly how: string; readonly items: readonly unknown[] | undefined };

/**
 * One entry of the register of supplies without the script, or what of it one script stands for (USC-20); one that
 * another entry corrected is none.
 */
export type WithoutScript = {
  readonly id: string;
  readonly person: Person;
  readonly medicines: readonly Medicine[];
  /** The script that stands for it, as the journal has it last. */
  readonly matched: Match | undefined;
};

const matchOf = (data: unknown): Match => {
  const named = dig(data, 'items');
  return { key: str(data, 'key'), how: str(data, 'how'), items: Array.isArray(named) ? named : undefined };
};

/** Matches as they stand: where a notification was withdrawn the medicine did leave, and no script stands for it. */
const matchesOf = (journal: readonly JournalLine[], id: string): readonly Match[] => {
  let found: readonly Match[] = [];
  for (const { kind, data } of journal) {
    if (str(data, 'id') !== id) continue;
    if (kind === 'unscripted.matched') found = [...found, matchOf(data)];
    if (kind === 'unscripted.match-undone') {
      const at = found.map(({ key }) => key).lastIndexOf(str(data, 'key'));
      found = found.filter((_one, n) => n !== at);
    }
  }
  return found;
};

const personOf = (data: unknown): Person => ({
  nhsNumber: str(data, 'entry', 'patient', 'nhsNumber'),
  family: str(data, 'entry', 'patient', 'family'),
  given: str(data, 'entry', 'patient', 'given'),
  birthDate: str(data, 'entry', 'patient', 'birthDate'),
});

/** An entry in parts: what each script stands for, and what none does. */
const partsOf = (data: unknown, matches: readonly Match[]): readonly WithoutScript[] => {
  const medicines = items(data, 'entry', 'items').map((item, n) => ({
    medicine: { code: str(item, 'code'), name: str(item, 'display') },
    matched: matches.filter((one) => one.items === undefined || one.items.includes(n)).at(-1),
  }));
  return [...new Set(medicines.map(({ matched }) => matched))].map((matched) => ({
    id: str(data, 'id'),
    person: personOf(data),
    medicines: medicines.filter((one) => one.matched === matched).map(({ medicine }) => medicine),
    matched,
  }));
};

export const withoutScript = (journal: readonly JournalLine[]): readonly WithoutScript[] => {
  const register = journal.filter(({ kind }) => kind.startsWith('unscripted.'));
  const entries = register.filter(({ kind }) => kind === 'unscripted.supplied');
  const ids = new Set(entries.map(({ data }) => str(data, 'id')));
  const corrected = new Set(
    register
      .filter(({ kind, data }) => kind === 'unscripted.corrected' && ids.has(str(data, 'correction')))
      .map(({ data }) => str(data, 'id')),
  );
  return entries
    .filter(({ data }) => !corrected.has(str(data, 'id')))
    .flatMap(({ data }) => partsOf(data, matchesOf(register, str(data, 'id'))));
};

/** The script that was notified for it, unless it is another patient's. */
const standsFor = ({ person, matched }: WithoutScript, { key, person: other }: KnownScript): boolean =>
  matched?.how === 'notified' && matched.key === key && !isAnotherPerson(person, other);

/** Those that left besides every script: none was notified for them, or only another patient's. */
export const besides = (
  supplies: readonly WithoutScript[],
  scripts: readonly KnownScript[],
): readonly WithoutScript[] => supplies.filter((one) => !scripts.some((script) => standsFor(one, script)));

/** Scripts that were notified for what another patient got. */
export const notifiedForAnother = (
  supplies: readonly WithoutScript[],
  scripts: readonly KnownScript[],
): readonly string[] =>
  scripts
    .filter(({ key, person }) =>
      supplies.some(
        ({ matched, person: other }) =>
          matched?.how === 'notified' && matched.key === key && isAnotherPerson(person, other),
      ),
    )
    .map(({ key }) => key);

type Got = Pick<WithoutScript, 'person' | 'medicines'>;

export const isSameSupply = (one: Got, other: Got): boolean =>
  isSamePerson(one.person, other.person) &&
  one.medicines.some((mine) => other.medicines.some((theirs) => isSameMedicine(mine, theirs)));
