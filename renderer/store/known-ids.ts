import type { CollectionName } from '../usecases/collections';
import { getAll } from './rows';
import type { Database, ScriptRow } from './schema';

const bits = 1 << 24;
const page = 10_000;

/** Ids are blind, so evenly spread: four parts of one are as good as four hashes of it. */
const placesOf = (id: string): readonly number[] =>
  [0, 6, 12, 18].map((from) => Number.parseInt(id.slice(from, from + 6), 16) % bits);

/**
 * [STO-12] Which blind ids the index may hold, in two megabytes: a backlog is all new, and asking the index for each
 * costs as much as writing it. It may say yes to one that is not there, never no to one that is.
 */
export class KnownIds {
  /** Made with the first id: what is never asked to know any holds no memory. */
  #bits: Uint32Array | undefined;
  #complete = false;

  add(id: string): void {
    const held = (this.#bits ??= new Uint32Array(bits / 32));
    for (const at of placesOf(id)) held[at >>> 5] = (held[at >>> 5] ?? 0) | (1 << (at & 31));
  }

  mayHold(id: string): boolean {
    return !this.#complete || placesOf(id).every((at) => ((this.#bits?.[at >>> 5] ?? 0) >>> (at & 31)) & 1);
  }

  /** The index holds none but those that were added. */
  knowsAll(): void {
    this.#complete = true;
  }

  /** Takes in all ids once, a page of them at a time; until that is done, everything may be there. */
  async learn<Key>(
    next: (after: Key | undefined, most: number) => Promise<readonly Key[]>,
    idOf: (key: Key) => string,
  ): Promise<void> {
    for (let after: Key | undefined; !this.#complete;) {
      const keys = await next(after, page);
      for (const key of keys) this.add(idOf(key));
      after = keys.at(-1);
      if (keys.length < page) this.knowsAll();
    }
  }
}

/** [STO-12] The sealed lists that surely hold nothing: counted once, and never written to since. */
class EmptyLists {
  readonly #counted = new Set<CollectionName>();
  readonly #written = new Set<CollectionName>();

  has(name: CollectionName): boolean {
    return this.#counted.has(name) && !this.#written.has(name);
  }
  write(name: CollectionName): void {
    this.#written.add(name);
  }
  count(name: CollectionName): void {
    this.#counted.add(name);
  }
  async learn(db: Database, names: readonly CollectionName[]): Promise<void> {
    for (const name of names)
      if (!this.#counted.has(name) && (await db.listRows(name).count()) === 0) this.count(name);
  }
}

/** The scripts that the index may hold, their short ids, the patients whose by name and by number, and the lists that have no rows. */
export type Known = {
  readonly scripts: KnownIds;
  readonly shortIds: KnownIds;
  readonly patients: KnownIds;
  readonly numbers: KnownIds;
  readonly emptyLists: EmptyLists;
};

export const nothingKnown = (): Known => ({
  scripts: new KnownIds(),
  shortIds: new KnownIds(),
  patients: new KnownIds(),
  numbers: new KnownIds(),
  emptyLists: new EmptyLists(),
});

/** An index that is begun anew holds nothing, so that there is nothing to be learned of it. */
export const knowNothingIsHere = (
  { scripts, shortIds, patients, numbers, emptyLists }: Known,
  lists: readonly CollectionName[],
): void => {
  for (const ids of [scripts, shortIds, patients, numbers]) ids.knowsAll();
  for (const name of lists) emptyLists.count(name);
};

type PatientKey = readonly [link: string, newest: number];

/** Reads what is here once; nobody waits for it. */
export const learnAll = async (
  db: Database,
  { scripts, shortIds, patients, numbers, emptyLists }: Known,
  lists: readonly CollectionName[],
): Promise<void> => {
  await emptyLists.learn(db, lists);
  await scripts.learn<string>(
    (after = '', most) => db.scripts.where('id').above(after).limit(most).primaryKeys(),
    (id) => id,
  );
  await shortIds.learn<string>(
    // An index of one part has keys of one part.
    async (after = '', most) =>
      (await db.scripts.where('short').above(after).limit(most).keys()) as unknown as string[],
    (short) => short,
  );
  for (const [ids, index] of [
    [patients, '[patient+newest]'],
    [numbers, '[number+newest]'],
  ] as const)
    await ids.learn<PatientKey>(
      async (after = ['', 0], most) =>
        // An index of two parts has keys of two parts.
        (await db.scripts.where(index).above(after).limit(most).keys()) as unknown as PatientKey[],
      ([link]) => link,
    );
};

/** The rows of scripts that are here; what surely is not is not looked for. */
export const readRows = async (
  db: Database,
  known: KnownIds,
  ids: readonly string[],
): Promise<readonly ScriptRow[]> => {
  const rows = await getAll(
    db.scripts,
    ids.filter((id) => known.mayHold(id)),
  );
  return rows.filter((row) => row !== undefined);
};
