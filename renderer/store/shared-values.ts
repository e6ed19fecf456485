import type { Draft } from '../domain/kernel/draft';
import type { WorklistRow } from '../usecases/views';

const texts = ['family', 'given', 'birthDate', 'nhsNumber', 'firstItem'] as const;

/**
 * Equal values of many rows, held once. A hundred thousand rows are millions of small values else, and each is looked
 * at whenever V8 clears memory, which a scan then waits for.
 */
export class SharedValues {
  readonly #texts = new Map<string, string>();
  readonly #medicines = new Map<string, WorklistRow['medicines']>();

  /** Puts values that are held already in the place of a row's own, which are equal to them. */
  shareIn(row: Draft<WorklistRow>): void {
    for (const name of texts) row[name] = this.#text(row[name]);
    const all = JSON.stringify(row.medicines);
    const held = this.#medicines.get(all) ?? row.medicines;
    this.#medicines.set(all, held);
    row.medicines = held;
  }

  #text(text: string): string {
    const held = this.#texts.get(text);
    if (held !== undefined) return held;
    this.#texts.set(text, text);
    return text;
  }
}
