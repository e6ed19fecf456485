const freeTries = 3;
const firstPauseMs = 5_000;
const longestPauseMs = 300_000;

/** [KEY-4] Wrong tries in a row: from the third on each further one waits, and longer each time. */
export class Tries {
  readonly #now: () => number;
  #wrong = 0;
  #mayTryAt = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How long until the next one may be made. */
  get waitMs(): number {
    return Math.max(0, this.#mayTryAt - this.#now());
  }

  /** Counts a try. */
  count(isRight: boolean): void {
    this.#wrong = isRight ? 0 : this.#wrong + 1;
    const more = this.#wrong - freeTries;
    const pauseMs = more < 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** more);
    this.#mayTryAt = this.#now() + pauseMs;
  }
}
