import { readDrillClock, realMsUntil, type DrillClock } from '../../electron/contract/drill';
import { asInstant, type Instant } from '../domain/kernel/instant';
import type { ClockPort } from '../usecases/ports';

export type { DrillClock } from '../../electron/contract/drill';

type Waiting = {
  readonly at: number;
  readonly wake: () => void;
  handle: ReturnType<typeof setTimeout> | undefined;
};

/** However fast a drill's clock goes: nothing that goes on by itself is done more often than this. */
const leastMs = 250;
const longestMs = 2 ** 31 - 1;

export const drillNow = (clock: DrillClock): number => readDrillClock(clock, Date.now());

/** The clock of a drill, and what waits for it: both stand still, go faster and jump when main says so. */
export class PacedClock implements ClockPort {
  #clock: DrillClock;
  readonly #waiting = new Set<Waiting>();

  constructor(clock: DrillClock) {
    this.#clock = clock;
  }

  now(): Instant {
    return asInstant(drillNow(this.#clock));
  }

  set(clock: DrillClock): void {
    this.#clock = clock;
    for (const one of this.#waiting) this.#arm(one);
  }

  after(ms: number, wake: () => void): () => void {
    const one: Waiting = { at: this.now() + ms, wake, handle: undefined };
    this.#waiting.add(one);
    this.#arm(one);
    return () => this.#forget(one);
  }

  #forget(one: Waiting): void {
    clearTimeout(one.handle);
    this.#waiting.delete(one);
  }

  #arm(one: Waiting): void {
    clearTimeout(one.handle);
    const ms = realMsUntil(this.#clock, one.at, Date.now());
    if (ms === Infinity) return;
    one.handle = setTimeout(
      () => {
        this.#forget(one);
        one.wake();
      },
      Math.min(Math.max(leastMs, ms), longestMs),
    );
  }
}
