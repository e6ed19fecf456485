import type { Instant } from '../../renderer/domain/kernel/instant';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { TimerPort } from '../../renderer/sync/timer';

/** A timer that wakes when the test moves its clock. */
export class FakeTimer implements TimerPort {
  #waiting: { readonly at: number; readonly wake: () => void }[] = [];
  constructor(readonly clock: { at: Instant }) {}

  after(ms: number, wake: () => void): () => void {
    const one = { at: this.clock.at + ms, wake };
    this.#waiting.push(one);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== one);
    };
  }

  get next(): number | undefined {
    return this.#waiting.length === 0 ? undefined : Math.min(...this.#waiting.map((one) => one.at));
  }

  /** Moves the clock and wakes what is due. */
  pass(ms: number): void {
    this.clock.at = asInstant(this.clock.at + ms);
    const due = this.#waiting.filter((one) => one.at <= this.clock.at);
    this.#waiting = this.#waiting.filter((one) => one.at > this.clock.at);
    for (const { wake } of due) wake();
  }
}
