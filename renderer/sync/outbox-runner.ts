import type { MessageId } from '../domain/kernel/ids';
import type { Instant } from '../domain/kernel/instant';
import { planOutbox, type Due } from '../domain/outbox/decide';
import type { Message } from '../domain/outbox/model';
import { prepareAttempt, settleAttempt } from '../usecases/outbox/deliver';
import type { Deps } from '../usecases/deps';
import type { AttemptFact } from '../usecases/ports';
import type { SerialQueue } from './serial-queue';
import type { TimerPort } from './timer';

const lanes = 4;
const probeGapMs = 15_000;
/** After an attempt that came to nothing here. */
const restMs = 10_000;

export type OutboxParts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly timer: TimerPort;
  readonly observed: (fact: AttemptFact, at: Instant) => void;
  /** Whether the circuit breaker lets only a probe through. */
  readonly breakerOpen: () => boolean;
  readonly changed: () => void;
  /** Told of a defect; the message stays in the outbox. */
  readonly failed: (failure: unknown) => void;
};

/** Four lanes across prescriptions, one message at a time for each; a probe alone while the broker is away. */
export class OutboxRunner {
  readonly #parts: OutboxParts;
  readonly #inFlight = new Map<MessageId, string>();
  /** Messages whose attempt came to nothing on this computer: not at once again. */
  readonly #resting = new Map<MessageId, number>();
  #planning = false;
  #again = false;
  #cancelTimer: () => void = () => undefined;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Looks for what is due and sends it. Safe to call at any time. */
  wake(): void {
    if (this.#planning) {
      this.#again = true;
      return;
    }
    this.#planning = true;
    void this.#plan()
      .catch(this.#parts.failed)
      .finally(() => {
        this.#planning = false;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
  }

  async #plan(): Promise<void> {
    const { deps, queue, breakerOpen } = this.#parts;
    const messages = await queue.run(() => deps.store.openMessages());
    const actor = deps.who.current();
    const plan = planOutbox(messages, {
      now: deps.clock.now(),
      roleProfileId: deps.speaks() ? actor?.roleProfileId : undefined,
      missing: actor ? 'smartcard' : 'person',
    });
    const busy = new Set(this.#inFlight.values());
    for (const due of plan) {
      if (due.kind !== 'send' || busy.has(due.message.subject) || this.#rests(due.message)) continue;
      if (this.#inFlight.size >= (breakerOpen() ? 1 : lanes)) break;
      busy.add(due.message.subject);
      this.#start(due.message);
    }
    if (this.#inFlight.size === 0) this.#sleepForNext(plan);
  }

  #start(message: Message): void {
    const { breakerOpen, changed, deps, failed } = this.#parts;
    this.#inFlight.set(message.messageId, message.subject);
    void this.#send(message)
      .catch((failure: unknown) => {
        failed(failure);
        return false;
      })
      .then((left) => {
        if (!left) this.#resting.set(message.messageId, this.#parts.deps.clock.now() + restMs);
        this.#inFlight.delete(message.messageId);
        changed();
        if (!left) this.#sleep(restMs);
        else if (breakerOpen()) this.#sleep(probeGapMs * (0.5 + deps.chance()));
        else this.wake();
      });
  }

  #rests({ messageId }: Message): boolean {
    const restsMs = (this.#resting.get(messageId) ?? 0) - this.#parts.deps.clock.now();
    // More than a whole rest is left only where the clock was put back.
    return restsMs > 0 && restsMs <= restMs;
  }

  /** [SYN-3] False where this computer sent nothing, or could not take in what came: at once again would be the same. */
  async #send(message: Message): Promise<boolean> {
    const { deps, queue, observed } = this.#parts;
    const request = await prepareAttempt(deps, message);
    if (!request) return false;
    const result = await deps.broker.send(request);
    observed(result.fact, result.at);
    return queue.run(() => settleAttempt(deps, message.messageId, result));
  }

  #sleep(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.timer.after(ms, () => this.wake());
  }

  #sleepForNext(plan: readonly Due[]): void {
    const times = plan.flatMap((due) => {
      const at = due.kind === 'wait' ? due.until : this.#resting.get(due.message.messageId);
      return at === undefined ? [] : [at];
    });
    if (times.length > 0) this.#sleep(Math.max(50, Math.min(...times) - this.#parts.deps.clock.now()));
  }
}
