import { firstPlace } from './first-place';

/** Places that a term leads to: of most terms one, which needs no list. */
type Places = number | number[];

/** Terms that came since the last sorting are looked through one by one, up to this many. */
const lateLimit = 4_000;

/** Which places the beginning of a term leads to. Each term is held once, however many places it has. */
export class TermIndex {
  readonly #places = new Map<string, Places>();
  #sorted: readonly string[] = [];
  #late: string[] = [];

  add(term: string, place: number): void {
    const known = this.#places.get(term);
    if (known === undefined) {
      this.#places.set(term, place);
      this.#late.push(term);
      if (this.#late.length > lateLimit) this.#sort();
    } else if (typeof known === 'number') {
      if (known !== place) this.#places.set(term, [known, place]);
    } else if (known.at(-1) !== place) known.push(place);
  }

  withPrefix(prefix: string): Set<number> {
    const places = new Set<number>();
    const take = (term: string): void => {
      const found = this.#places.get(term) ?? [];
      for (const place of typeof found === 'number' ? [found] : found) places.add(place);
    };
    const sorted = this.#sorted;
    const first = firstPlace(sorted.length, (at) => (sorted[at] ?? '') < prefix);
    for (let at = first; sorted[at]?.startsWith(prefix); at += 1) take(sorted[at] ?? '');
    for (const term of this.#late) if (term.startsWith(prefix)) take(term);
    return places;
  }

  /** Two runs that are in order each, which makes the sorting of both short. */
  #sort(): void {
    this.#sorted = this.#sorted.concat(this.#late.sort()).sort();
    this.#late = [];
  }
}
