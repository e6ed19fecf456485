/** So many within so long are taken for a fault that beginning anew does not mend. */
const most = 3;
const withinMs = 60_000;

/** [PRF-9] How often a screen fell lately. */
export class Falls {
  #at: readonly number[] = [];

  /** Whether it is to be begun anew by itself, having fallen at `now` (ms). */
  fell(now: number): boolean {
    this.#at = [...this.#at.filter((at) => now - at < withinMs), now];
    return this.#at.length < most;
  }

  /** A person wants it tried again. */
  forget(): void {
    this.#at = [];
  }
}
