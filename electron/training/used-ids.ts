import { createHash } from 'node:crypto';

/** What a request says, whatever its spaces. */
export const digestOf = (path: string, body: unknown): string =>
  createHash('sha256')
    .update(`${path}\n${JSON.stringify(body) ?? ''}`)
    .digest('hex');

/** [TSP-30] What each id was used for, to tell a repeat from another message that borrows its id. */
export class UsedIds {
  readonly #what = new Map<string, string>();

  keep(id: string, what: string | undefined): void {
    if (id !== '' && what !== undefined) this.#what.set(id, what);
  }

  isUsedForAnother(id: string, what: string): boolean {
    const before = this.#what.get(id);
    return before !== undefined && what !== '' && before !== what;
  }
}
