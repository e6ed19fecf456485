import { epsLimitMs } from '../broker/transport';
import type { DrillClock } from '../contract/drill';
import { deadlineIn, type Deadline } from '../system/deadline';

/** EPS's limit by the clock of a drill, in milliseconds of the computer's; as it is while the clock stands. */
const byDrill = ({ pace }: DrillClock): number =>
  pace > 0 ? Math.min(epsLimitMs, epsLimitMs / pace) : epsLimitMs;

/**
 * [DRL-6] How long one attempt is waited for in a drill. A computer that is busy answers late, however fast the clock
 * of the drill goes: so a wait is cut short only once the training Spine has said that it keeps silent on purpose.
 */
export class Silences {
  readonly #clock: () => DrillClock;
  readonly #endIn: (ms: number) => Deadline;
  readonly #waiting = new Map<string, () => void>();

  constructor(clock: () => DrillClock, endIn: (ms: number) => Deadline = deadlineIn) {
    this.#clock = clock;
    this.#endIn = endIn;
  }

  /** No answer to this request will come. */
  keptOn(requestId: string): void {
    this.#waiting.get(requestId)?.();
  }

  /** The wait for the answer to a request. */
  deadline(requestId: string): Deadline {
    const waits = [this.#endIn(epsLimitMs)];
    const silent = new Promise<void>((known) => this.#waiting.set(requestId, known)).then(() => {
      const short = this.#endIn(byDrill(this.#clock()));
      waits.push(short);
      return short.passed;
    });
    return {
      passed: Promise.race([...waits.map(({ passed }) => passed), silent]),
      cancel: () => {
        this.#waiting.delete(requestId);
        for (const { cancel } of waits) cancel();
      },
    };
  }
}
