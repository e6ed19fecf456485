import { readDrillClock, type DrillClock } from '../contract/drill';

/** The clock of a drill as main moves it. */
export class DrillTime {
  readonly #real: () => number;
  #clock: DrillClock;

  /** It stands at `at` until it is set going. */
  constructor(at: number, real: () => number) {
    this.#real = real;
    this.#clock = { at, since: real(), pace: 0, until: at };
  }

  get clock(): DrillClock {
    return this.#clock;
  }

  now(): number {
    return readDrillClock(this.#clock, this.#real());
  }

  run(pace: number, until: number): void {
    this.#clock = { at: this.now(), since: this.#real(), pace, until };
  }

  pause(): void {
    this.#clock = { ...this.#clock, at: this.now(), since: this.#real(), pace: 0 };
  }

  /** Forward only: time does not come again. */
  jump(to: number, until: number): void {
    const at = Math.max(this.now(), to);
    this.#clock = { at, since: this.#real(), pace: this.#clock.pace, until: Math.max(at, until) };
  }
}
