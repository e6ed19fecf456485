import type { Database } from './schema';

const bits = 1 << 24;
const page = 10_000;

/** Ids are blind, so evenly spread: four parts of one are as good as four hashes of it. */
const placesOf = (id: string): readonly number[] =>
  [0, 6, 12, 18].map((from) => Number.parseInt(id.slice(from, from + 6), 16) % bits);

/**
 * [STO-12] Which scripts the index may hold, in two megabytes: a backlog is all new, and asking the index for each
 * costs as much as writing it. It may say yes to one that is not there, never no to one that is.
 */
export class KnownIds {
  readonly #bits = new Uint32Array(bits / 32);
  #complete = false;

  add(id: string): void {
    for (const at of placesOf(id)) this.#bits[at >>> 5] = (this.#bits[at >>> 5] ?? 0) | (1 << (at & 31));
  }

  mayHold(id: string): boolean {
    return !this.#complete || placesOf(id).every((at) => ((this.#bits[at >>> 5] ?? 0) >>> (at & 31)) & 1);
  }

  /** Reads all ids once; until that is done, everything may be there. */
  async learn(db: Database): Promise<void> {
    let after = '';
    for (;;) {
      const ids = await db.details.where('id').above(after).limit(page).primaryKeys();
      for (const id of ids) this.add(id);
      const last = ids.at(-1);
      if (ids.length < page || last === undefined) break;
      after = last;
    }
    this.#complete = true;
  }
}
