import type { Instant } from '../domain/kernel/instant';
import type { ClockFault } from '../domain/kernel/clock-fault';
import { beginClock, lookAtClock, type ClockWatch } from '../domain/watch/clock';
import type { WatchEvent } from '../domain/watch/events';
import { lineOf, type LineStatus } from '../domain/watch/line';
import type { Watch, WatchRules } from '../domain/watch/model';
import { readProbe } from '../domain/watch/probe';
import { readAttempt } from '../domain/watch/readings';
import { beginWatch, knowBroker, nextLookMs, takeReadings } from '../domain/watch/watch';
import type { Reading } from '../domain/watch/model';
import type { Deps } from '../usecases/deps';
import type { AttemptFact } from '../usecases/ports';
import { lastKnownFailures, watchOver } from '../usecases/incidents/watch-over';
import type { SerialQueue } from './serial-queue';
import type { TimerPort } from './timer';

type WatchParts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly timer: TimerPort;
  readonly rules: WatchRules;
  /** When the journal's last entry before the program began was made; undefined where there was none. */
  readonly lastAt: Instant | undefined;
  readonly changed: () => void;
  /** Called when our own probe gets through after the way to EPS had failed. */
  readonly back: () => void;
  readonly failed: (failure: unknown) => void;
};

const jitter = (chance: number): number => 0.8 + 0.4 * chance;

/** Looks at every part again and again, takes in what attempts say, and has written down what must last. */
export class WatchRunner {
  readonly #parts: WatchParts;
  #watch: Watch;
  #clock: ClockWatch;
  /** The newest look; an older one that comes back late says nothing any more. */
  #turn = 0;
  #cancelNext: () => void = () => undefined;
  #isSetUp = true;
  /** News that is not on the disk yet. */
  readonly #unwritten: WatchEvent[] = [];

  constructor(parts: WatchParts) {
    this.#parts = parts;
    const now = parts.deps.clock.now();
    this.#watch = beginWatch(now);
    this.#clock = beginClock(parts.lastAt ?? now);
  }

  get watch(): Watch {
    return this.#watch;
  }
  get clockFault(): ClockFault | undefined {
    return this.#clock.fault;
  }
  get line(): LineStatus {
    return lineOf(this.#watch);
  }

  /** What an attempt at a message came to. */
  observed(fact: AttemptFact, at: Instant): void {
    this.#take(readAttempt(fact), at).catch(this.#parts.failed);
  }

  /** [SET-6] What the settings say of the broker, also before the first look. */
  know(isSetUp: boolean): void {
    this.#isSetUp = isSetUp;
    this.#watch = knowBroker(this.#watch, isSetUp, this.#parts.deps.clock.now());
  }

  /** Begins with a look now, whatever becomes of what was known before; never waits for anything else. */
  async start(): Promise<void> {
    const { deps } = this.#parts;
    try {
      const known = await lastKnownFailures(deps);
      this.#watch = beginWatch(deps.clock.now(), known);
      this.know(this.#isSetUp);
    } finally {
      await this.#look();
    }
  }

  /** The way to EPS was changed: what was seen of the one before is no news of this one. */
  lookAgain(): void {
    this.#look().catch(this.#parts.failed);
  }

  /** [WAT-6] Whatever becomes of a look, another follows. */
  async #look(): Promise<void> {
    const { deps, timer, rules, failed } = this.#parts;
    this.#cancelNext();
    const turn = (this.#turn += 1);
    try {
      await this.#lookNow(turn);
    } finally {
      const ms = nextLookMs(this.#watch, rules) * jitter(deps.chance());
      if (turn === this.#turn) this.#cancelNext = timer.after(ms, () => void this.#look().catch(failed));
    }
  }

  async #lookNow(turn: number): Promise<void> {
    const { deps, back } = this.#parts;
    const wasReached = this.#isReached();
    const facts = await deps.probes.look();
    if (turn !== this.#turn) return;
    this.#clock = lookAtClock(this.#clock, facts, deps.clock.now());
    try {
      await this.#take(readProbe(facts), deps.clock.now(), true);
    } finally {
      if (wasReached === false && this.#isReached() === true) back();
    }
  }

  /** Whether our own probes get through to the broker; undefined before the first. */
  #isReached(): boolean | undefined {
    const { network, broker, spine } = this.#watch.parts;
    const looks = [network, broker, spine].flatMap(({ looks: { probe } }) => (probe ? [probe.works] : []));
    return looks.length === 0 ? undefined : looks.every((works) => works);
  }

  async #take(readings: readonly Reading[], at: Instant, judge = false): Promise<void> {
    if (readings.length === 0) return;
    const { deps, queue, rules, changed } = this.#parts;
    const { watch, events } = takeReadings(this.#watch, readings, at, rules);
    this.#watch = watch;
    changed();
    this.#unwritten.push(...events);
    if (!judge && events.length === 0) return;
    await queue.run(() => {
      const seen = [...this.#unwritten];
      return watchOver(deps, { watch: this.#watch, rules, seen }, () => {
        this.#unwritten.splice(0, seen.length);
      });
    });
    changed();
  }
}
