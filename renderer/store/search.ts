import { unaccented } from '../domain/kernel/text';
import type { WorklistRow } from '../usecases/views';
import type { Database } from './schema';
import { unsealAll, type StoreKeys } from './sealing';

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
/** Terms that came since the last sorting are looked through one by one, up to this many. */
const lateLimit = 4_000;

type Term = readonly [term: string, key: string];
const byTerm = (a: Term, b: Term): number => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

/** [STO-9] A search in memory: built after unlock from opened rows, never stored. */
export class Search {
  readonly #rows = new Map<string, WorklistRow>();
  #late: Term[] = [];
  #terms: readonly Term[] = [];
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
      const fresh = opened.filter((row) => !this.#rows.has(row.key));
      for (const row of fresh) this.#put(row);
      also(fresh);
    }
    this.#merge();
    this.#complete = true;
  }

  /** Takes in what changed. */
  update(rows: readonly WorklistRow[]): void {
    for (const row of rows)
      if (this.#rows.has(row.key)) this.#rows.set(row.key, row);
      else this.#put(row);
  }

  /** Scripts of which every word begins one of their terms, newest first. */
  find(text: string, limit: number): readonly WorklistRow[] {
    return fold(text) === '' ? [] : this.every(text).slice(0, limit);
  }

  /** The same without a limit, of those that are to be kept; of all there are for no text. */
  every(text: string, keep: (row: WorklistRow) => boolean = () => true): readonly WorklistRow[] {
    const compact = fold(text);
    const rows =
      compact === ''
        ? [...this.#rows.values()]
        : this.#keysOf(text, compact).flatMap((key) => this.#rows.get(key) ?? []);
    return rows.filter(keep).sort((a, b) => b.receivedAt - a.receivedAt);
  }

  /** Those that came last; a few more where many came at one moment. */
  newest(limit: number): readonly WorklistRow[] {
    const times = Float64Array.from(this.#rows.values(), ({ receivedAt }) => receivedAt).sort();
    const since = times.at(-limit) ?? -Infinity;
    return this.every('', ({ receivedAt }) => receivedAt >= since);
  }

  #keysOf(text: string, compact: string): readonly string[] {
    const words = /^[\d\s]+$/.test(text) || compact.length >= 17 ? [compact] : wordsOf(text);
    const found = words.map((word) => this.#withPrefix(word));
    const [first, ...others] = found.sort((a, b) => a.size - b.size);
    return [...(first ?? [])].filter((key) => others.every((set) => set.has(key)));
  }

  #put(row: WorklistRow): void {
    this.#rows.set(row.key, row);
    for (const term of new Set(termsOf(row))) if (term !== '') this.#late.push([term, row.key]);
    // While it is built everything is late, and sorted once at the end.
    if (this.#complete && this.#late.length > lateLimit) this.#merge();
  }

  /** Merges what came late into the sorted terms, in one pass. */
  #merge(): void {
    const late = this.#late.sort(byTerm);
    const merged: Term[] = [];
    let next = 0;
    for (const term of this.#terms) {
      for (let one = late[next]; one && byTerm(one, term) < 0; one = late[(next += 1)]) merged.push(one);
      merged.push(term);
    }
    this.#terms = merged.concat(late.slice(next));
    this.#late = [];
  }

  #withPrefix(prefix: string): Set<string> {
    let low = 0;
    let high = this.#terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#terms[middle]?.[0] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    const keys = new Set<string>();
    for (let i = low; i < this.#terms.length; i += 1) {
      const [term, key] = this.#terms[i] ?? ['', ''];
      if (!term.startsWith(prefix)) break;
      keys.add(key);
    }
    for (const [term, key] of this.#late) if (term.startsWith(prefix)) keys.add(key);
    return keys;
  }
}
