import type { Recall } from '../contract/journal-entry';

/** What an append about a message is, where an attempt at it and its recall may meet. */
export type Race =
  ({ readonly kind: 'recall' } & Recall) | { readonly kind: 'attempt'; readonly subject: string };

/** How far the journal is: its last entry, and whether more was asked for that is not written yet. */
type Now = { readonly lastSeq: number; readonly isAtRest: boolean };

/**
 * [JRN-15] Who was first, an attempt at a message or its recall: asked in the same turn in which the append is put in its
 * place, so that nothing comes between. What this program did before it was started stands in the journal, which
 * whoever recalls has read.
 */
export class Races {
  readonly #recalled = new Set<string>();

  /** True where it may be written. */
  enter(race: Race, { lastSeq, isAtRest }: Now): boolean {
    if (race.kind === 'attempt') return !this.#recalled.has(race.subject);
    if (!isAtRest || lastSeq !== race.after) return false;
    for (const subject of race.subjects) this.#recalled.add(subject);
    return true;
  }

  /** What was let in did not come to be written, so that its message may be sent. */
  leave(race: Race): void {
    if (race.kind === 'recall') for (const subject of race.subjects) this.#recalled.delete(subject);
  }
}
