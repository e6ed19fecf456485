import type { MessageId } from '../domain/kernel/ids';
import type { Instant } from '../domain/kernel/instant';
import { planOutbox, type Due } from '../domain/outbox/decide';
import type { Message } from '../domain/outbox/model';
import { prepareAttempt, settleAttempt } from '../usecases/deliver';
import type { Deps } from '../usecases/deps';
import type { AttemptFact } from '../usecases/ports';
import type { SerialQueue } from './serial-queue';
import type { TimerPort } from './timer';

const lanes = 4;
const probeGapMs = 15_000;

export type OutboxRunner = {
  /** Looks for what is due and sends it. Safe to call at any time. */
  readonly wake: () => void;
};

type Parts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly timer: TimerPort;
  readonly observed: (fact: AttemptFact, at: Instant) => void;
  /** Whether the circuit breaker lets only a probe through. */
  readonly breakerOpen: () => boolean;
  readonly changed: () => void;
};

/** Four lanes across prescriptions, one message at a time for each; a probe alone while the broker is away. */
export const makeOutboxRunner = ({
  deps,
  queue,
  timer,
  observed,
  breakerOpen,
  changed,
}: Parts): OutboxRunner => {
  const inFlight = new Map<MessageId, string>();
  let planning = false;
  let again = false;
  let cancelTimer: () => void = () => undefined;

  const send = async (message: Message): Promise<void> => {
    const request = await prepareAttempt(deps, message);
    if (!request) return;
    const result = await deps.broker.send(request);
    observed(result.fact, result.at);
    await queue.run(() => settleAttempt(deps, message.messageId, result));
  };

  const start = (message: Message): void => {
    inFlight.set(message.messageId, message.subject);
    void send(message)
      // A defect in one message must not stop the others; it stays in the outbox and is tried again later.
      .catch(() => undefined)
      .finally(() => {
        inFlight.delete(message.messageId);
        changed();
        if (breakerOpen()) sleepUntil(probeGapMs * (0.5 + deps.chance()));
        else wake();
      });
  };

  const sleepUntil = (ms: number): void => {
    cancelTimer();
    cancelTimer = timer.after(ms, wake);
  };

  const sleepForNext = (plan: readonly Due[]): void => {
    const times = plan.flatMap((due) => (due.kind === 'wait' && due.until !== undefined ? [due.until] : []));
    if (times.length > 0) sleepUntil(Math.max(50, Math.min(...times) - deps.clock.now()));
  };

  const planOnce = async (): Promise<void> => {
    const messages = await queue.run(() => deps.store.openMessages());
    const roleProfileId = deps.who.current()?.roleProfileId;
    const plan = planOutbox(messages, { now: deps.clock.now(), roleProfileId });
    const busy = new Set(inFlight.values());
    for (const due of plan) {
      if (due.kind !== 'send' || busy.has(due.message.subject)) continue;
      if (inFlight.size >= (breakerOpen() ? 1 : lanes)) break;
      busy.add(due.message.subject);
      start(due.message);
    }
    if (inFlight.size === 0) sleepForNext(plan);
  };

  const wake = (): void => {
    if (planning) {
      again = true;
      return;
    }
    planning = true;
    void planOnce()
      .catch(() => undefined)
      .finally(() => {
        planning = false;
        if (again) {
          again = false;
          wake();
        }
      });
  };

  return { wake };
};
