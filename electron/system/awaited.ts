/** Something that is there, or comes: whoever needs it may wait for it. */
export class Awaited<T> {
  #there: T | undefined;
  #waiting: ((value: T) => void)[] = [];

  get there(): T | undefined {
    return this.#there;
  }

  /** It is there now, or is again. */
  come(value: T): void {
    this.#there = value;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go(value);
  }

  leave(): void {
    this.#there = undefined;
  }

  /** As long as it takes. */
  when(): Promise<T> {
    return this.#there === undefined
      ? new Promise((done) => this.#waiting.push(done))
      : Promise.resolve(this.#there);
  }
}

/**
 * Something that is made at its first use, once; what could not be made is tried again at the next. Until then
 * `instead` stands in its place, where it is given.
 */
export class AtFirstUse<T> {
  readonly #make: () => Promise<T>;
  readonly #instead: ((failure: unknown) => T) | undefined;
  #made: Promise<T> | undefined;

  constructor(make: () => Promise<T>, instead?: (failure: unknown) => T) {
    this.#make = make;
    this.#instead = instead;
  }

  use(): Promise<T> {
    this.#made ??= this.#make().catch((failure: unknown) => {
      this.#made = undefined;
      if (this.#instead) return this.#instead(failure);
      throw failure;
    });
    return this.#made;
  }

  /** Undefined where it was never used. */
  get made(): Promise<T> | undefined {
    return this.#made;
  }
}
