import type { Instant } from '../../renderer/domain/kernel/instant';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { TimerPort } from '../../renderer/sync/timer';

/** A timer that wakes when the test lets time pass; a clock that is put forward or back moves it no more than a real one. */
export class FakeTimer implements TimerPort {
  #waiting: { readonly at: number; readonly wake: () => void }[] = [];
  #passed = 0;
  constructor(readonly clock: { at: Instant }) {}

  after(ms: number, wake: () => void): () => void {
    const one = { at: this.#passed + ms, wake };
    this.#waiting.push(one);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== one);
    };
  }

  get next(): number | undefined {
    const ms = Math.min(...this.#waiting.map((one) => one.at)) - this.#passed;
    return this.#waiting.length === 0 ? undefined : this.clock.at + ms;
  }

  /** Moves the clock and wakes what is due. */
  pass(ms: number): void {
    this.clock.at = asInstant(this.clock.at + ms);
    this.#passed += ms;
    const due = this.#waiting.filter((one) => one.at <= this.#passed);
    this.#waiting = this.#waiting.filter((one) => one.at > this.#passed);
    for (const { wake } of due) wake();
  }
}
