type Parts<T> = {
  /** As the index has it. */
  readonly load: () => Promise<readonly T[]>;
  readonly idOf: (one: T) => string;
  readonly isOpen: (one: T) => boolean;
  readonly inOrder: (a: T, b: T) => number;
};

/**
 * [STO-17] What is still open of a table, held as it changes: each answer that EPS gives is followed by a look at all
 * that waits, and after days without a broker that is a thousand sealed rows.
 */
export class OpenWork<T> {
  readonly #parts: Parts<T>;
  #held: Map<string, T> | undefined;
  #inOrder: readonly T[] | undefined;
  #changes = 0;

  constructor(parts: Parts<T>) {
    this.#parts = parts;
  }

  async all(): Promise<readonly T[]> {
    const { load, idOf, inOrder } = this.#parts;
    if (!this.#held) {
      const before = this.#changes;
      const loaded = await load();
      // What changed while it was read may not be in it: that is true now, and not to be kept.
      if (before !== this.#changes) return loaded;
      this.#held = new Map(loaded.map((one) => [idOf(one), one]));
    }
    this.#inOrder ??= [...this.#held.values()].sort(inOrder);
    return this.#inOrder;
  }

  /** Takes in what has just been written. */
  take(changed: readonly T[]): void {
    this.#changes += 1;
    if (changed.length === 0) return;
    this.#inOrder = undefined;
    for (const one of changed)
      if (this.#parts.isOpen(one)) this.#held?.set(this.#parts.idOf(one), one);
      else this.#held?.delete(this.#parts.idOf(one));
  }
}
