import { minuteMs } from '../domain/kernel/instant';

/** A shared screen locks itself after this pause. */
const idleMs = 10 * minuteMs;
/** A timer stands still while the computer is asleep, so the clock is looked at this often. */
const lookMs = 30_000;

type Parts = {
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
  readonly onIdle: () => void;
};

/** [USR-14] Whether somebody is still there, by the clock, also after the computer was asleep. */
export class Idle {
  readonly #parts: Parts;
  #touchedAt: number;
  #cancel: () => void = () => undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#touchedAt = parts.now();
    this.#look();
  }

  /** Somebody is there; false where that is too late, and whatever they did is not for who was there before. */
  touch(): boolean {
    if (this.#isOver()) {
      this.#end();
      return false;
    }
    this.#touchedAt = this.#parts.now();
    return true;
  }

  stop(): void {
    this.#cancel();
  }

  #isOver(): boolean {
    const now = this.#parts.now();
    // The clock was put back: counted from here.
    if (now < this.#touchedAt) this.#touchedAt = now;
    return now - this.#touchedAt >= idleMs;
  }

  #end(): void {
    this.#cancel();
    this.#parts.onIdle();
  }

  #look(): void {
    this.#cancel = this.#parts.after(lookMs, () => {
      if (this.#isOver()) this.#end();
      else this.#look();
    });
  }
}
