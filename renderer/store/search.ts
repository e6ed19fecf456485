import { unaccented } from '../domain/kernel/text';
import type { WorklistRow } from '../usecases/views';
import type { Database } from './schema';
import { unsealAll, type StoreKeys } from './sealing';
import { SharedValues } from './shared-values';
import { TermIndex } from './term-index';

const fold = (text: string): string => unaccented(text).replace(/[^A-Z0-9+]/g, '');

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[\s,]+/)
    .map(fold)
    .filter((word) => word !== '');

/** Of a double name each part, as `FEATHERSTONE` of `O'Sullivan-Featherstone`. */
const partsOf = (name: string): readonly string[] => name.split(/[\s,'’-]+/).map(fold);

/** Everything a script may be found by. */
const termsOf = (row: WorklistRow): readonly string[] => [
  ...wordsOf(row.family),
  ...wordsOf(row.given),
  ...partsOf(row.family),
  ...partsOf(row.given),
  fold(row.family),
  fold(row.nhsNumber),
  fold(row.shortId),
];

const chunk = 500;

/** [STO-9] A search in memory: built after unlock from opened rows, never stored. */
export class Search {
  readonly #rows: WorklistRow[] = [];
  readonly #places = new Map<string, number>();
  readonly #terms = new TermIndex();
  readonly #shared = new SharedValues();
  #complete = false;

  /** Whether every script of the index can be found by now. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Builds from the index, a little at a time so that nobody waits for it; `also` is given each opened row. */
  async build(
    db: Database,
    keys: StoreKeys,
    also: (rows: readonly WorklistRow[]) => void = () => undefined,
  ): Promise<void> {
    let after = '';
    for (;;) {
      const rows = await db.scripts.where('id').above(after).limit(chunk).toArray();
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
      const opened = await unsealAll<WorklistRow>(keys, 'scripts', rows);
      const fresh = opened.filter((row) => !this.#places.has(row.key));
      for (const row of fresh) this.#put(row);
      also(fresh);
    }
    this.#complete = true;
  }

  /** Takes in what changed. */
  update(rows: readonly WorklistRow[]): void {
    for (const row of rows) {
      const place = this.#places.get(row.key);
      if (place === undefined) this.#put(row);
      else this.#rows[place] = row;
    }
  }

  /** Scripts of which every word begins one of their terms, newest first. */
  find(text: string, limit: number): readonly WorklistRow[] {
    return fold(text) === '' ? [] : this.every(text).slice(0, limit);
  }

  /** The same without a limit, of those that are to be kept; of all there are for no text. */
  every(text: string, keep: (row: WorklistRow) => boolean = () => true): readonly WorklistRow[] {
    const compact = fold(text);
    const rows =
      compact === '' ? this.#rows : this.#placesOf(text, compact).flatMap((place) => this.#rows[place] ?? []);
    return rows.filter(keep).sort((a, b) => b.receivedAt - a.receivedAt);
  }

  /** Those that came last; a few more where many came at one moment. */
  newest(limit: number): readonly WorklistRow[] {
    const times = Float64Array.from(this.#rows, ({ receivedAt }) => receivedAt).sort();
    const since = times.at(-limit) ?? -Infinity;
    return this.every('', ({ receivedAt }) => receivedAt >= since);
  }

  #placesOf(text: string, compact: string): readonly number[] {
    const words = /^[\d\s]+$/.test(text) || compact.length >= 17 ? [compact] : wordsOf(text);
    const found = words.map((word) => this.#terms.withPrefix(word));
    const [first, ...others] = found.sort((a, b) => a.size - b.size);
    return [...(first ?? [])].filter((place) => others.every((set) => set.has(place)));
  }

  #put(row: WorklistRow): void {
    this.#shared.shareIn(row);
    const place = this.#rows.push(row) - 1;
    this.#places.set(row.key, place);
    for (const term of termsOf(row)) if (term !== '') this.#terms.add(term, place);
  }
}
