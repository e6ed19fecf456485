import { items, str } from '../json';
import type { JournalLine } from './model';
import { isAnotherPerson, isSameMedicine, isSamePerson, type Medicine, type Person } from './same';

/** A script by what the journal's entries have as their subject, with whose it is. */
export type KnownScript = { readonly key: string; readonly person: Person };

/** One entry of the register of supplies without the script; one that another entry corrected is none. */
export type WithoutScript = {
  readonly id: string;
  readonly person: Person;
  readonly medicines: readonly Medicine[];
  /** The script that stands for it, as the journal has it last. */
  readonly matched: { readonly key: string; readonly how: string } | undefined;
};

/** Matches as they stand: where a notification was withdrawn the medicine did leave, and no script stands for it. */
const matches = (journal: readonly JournalLine[]): ReadonlyMap<string, WithoutScript['matched']> => {
  const found = new Map<string, WithoutScript['matched']>();
  for (const { kind, data } of journal) {
    if (kind === 'unscripted.matched')
      found.set(str(data, 'id'), { key: str(data, 'key'), how: str(data, 'how') });
    if (kind === 'unscripted.match-undone') found.delete(str(data, 'id'));
  }
  return found;
};

export const withoutScript = (journal: readonly JournalLine[]): readonly WithoutScript[] => {
  const entries = journal.filter(({ kind }) => kind === 'unscripted.supplied');
  const ids = new Set(entries.map(({ data }) => str(data, 'id')));
  const corrected = new Set(
    journal
      .filter(({ kind, data }) => kind === 'unscripted.corrected' && ids.has(str(data, 'correction')))
      .map(({ data }) => str(data, 'id')),
  );
  const matched = matches(journal);
  return entries
    .filter(({ data }) => !corrected.has(str(data, 'id')))
    .map(({ data }) => ({
      id: str(data, 'id'),
      person: {
        nhsNumber: str(data, 'entry', 'patient', 'nhsNumber'),
        family: str(data, 'entry', 'patient', 'family'),
        given: str(data, 'entry', 'patient', 'given'),
        birthDate: str(data, 'entry', 'patient', 'birthDate'),
      },
      medicines: items(data, 'entry', 'items').map((item) => ({
        code: str(item, 'code'),
        name: str(item, 'display'),
      })),
      matched: matched.get(str(data, 'id')),
    }));
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
