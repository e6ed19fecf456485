import type { PrescriptionId } from '../domain/kernel/ids';
import { asInstant, formatClock, type Instant } from '../domain/kernel/instant';
import type { Deps } from '../usecases/deps';
import {
  afterPause,
  planRelease,
  readStoredAnswer,
  settleRelease,
  type ReleaseStep,
  type SettledRelease,
} from '../usecases/download';
import type { AttemptFact } from '../usecases/ports';
import type { DownloadStatus } from '../usecases/views';
import type { SerialQueue } from './serial-queue';
import type { TimerPort } from './timer';

/** Prescriptions are asked for at opening and then every hour (eps.md 1.1). */
const everyMs = 60 * 60_000;

export type InboxParts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly timer: TimerPort;
  readonly observed: (fact: AttemptFact, at: Instant) => void;
  readonly changed: () => void;
  /** Told of a defect; the download is tried again later. */
  readonly failed: (failure: unknown) => void;
};

const counted = (n: number): string => (n === 1 ? '1 new prescription' : `${n} new prescriptions`);

const summary = (received: number, quarantined: number): string =>
  quarantined > 0
    ? `${counted(received)}; ${quarantined} could not be used and need a person.`
    : received > 0
      ? `${counted(received)}.`
      : 'No new prescriptions.';

/** Carries out one step and says what it came to; sending happens outside the queue. */
const carryOut = async (
  { deps, queue, observed }: InboxParts,
  step: ReleaseStep,
): Promise<SettledRelease> => {
  switch (step.kind) {
    case 'send': {
      const result = await deps.broker.send(step.request);
      observed(result.fact, result.at);
      return queue.run(() => settleRelease(deps, step.request, result));
    }
    case 'read':
      return queue.run(() => readStoredAnswer(deps, step.requestId, step.answerSeq));
    case 'wait':
      return { kind: 'in-doubt', until: step.until };
    case 'cannot':
      return { kind: 'stuck', sentence: step.sentence };
  }
};

type Status = Omit<DownloadStatus, 'inDoubt'>;
type Tally = { received: number; quarantined: number };

/** Asks for prescriptions, one request after the other, and comes back when something is in doubt or due. */
export class InboxRunner {
  readonly #parts: InboxParts;
  #running: Promise<string> | undefined;
  #cancelNext: () => void = () => undefined;
  #pausedUntil: Instant | undefined;
  #status: Status = { busy: false, received: 0, lastAt: undefined, lastSentence: '', nextAt: undefined };

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  get status(): Status {
    return this.#status;
  }

  /** Starts the hourly loop with a download now. */
  start(): void {
    this.download().catch(this.#parts.failed);
  }

  /** One download, until the broker has no more. Answers with a sentence for the person who asked. */
  download(shortId?: PrescriptionId): Promise<string> {
    const paused = this.#pausedUntil;
    const now = this.#parts.deps.clock.now();
    if (this.#running) return this.#running;
    if (shortId === undefined && paused !== undefined && paused > now)
      return Promise.resolve(
        `The Spine had nothing more. It may be asked again from ${formatClock(paused, now)}.`,
      );
    this.#running = this.#run(shortId).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(shortId: PrescriptionId | undefined): Promise<string> {
    const { deps, queue, changed } = this.#parts;
    this.#set({ busy: true, received: 0 });
    const tally: Tally = { received: 0, quarantined: 0 };
    let wanted = shortId;
    for (;;) {
      const step = await queue.run(() => planRelease(deps, wanted));
      if (step.kind === 'send' && step.request.attempt === 1) wanted = undefined;
      const settled = await carryOut(this.#parts, step);
      changed();
      // A script asked for by its id is one answer; a nominated download goes on until it is empty.
      const done = this.#settle(settled, tally, shortId !== undefined && wanted === undefined);
      if (done !== undefined) return done;
    }
  }

  /** The sentence that ends a download, or nothing while there is more. */
  #settle(settled: SettledRelease, tally: Tally, single: boolean): string | undefined {
    const { deps } = this.#parts;
    const sentence = () => summary(tally.received, tally.quarantined);
    switch (settled.kind) {
      case 'more':
        tally.received += settled.received;
        tally.quarantined += settled.quarantined;
        this.#set({ received: tally.received });
        return single ? this.#finish(sentence(), this.#status.nextAt ?? this.#hourly(), true) : undefined;
      case 'empty':
        this.#pausedUntil = afterPause(deps.clock.now());
        return this.#finish(sentence(), this.#hourly(), true);
      case 'in-doubt':
        return this.#finish(
          `No answer. The same request is sent again at ${formatClock(settled.until, deps.clock.now())}.`,
          settled.until,
          false,
        );
      case 'stuck':
        return this.#finish(settled.sentence, asInstant(deps.clock.now() + 60_000), false);
    }
  }

  #hourly(): Instant {
    return asInstant(this.#parts.deps.clock.now() + everyMs);
  }

  /** `answered`: the broker said how it stands; only that counts as a download. */
  #finish(sentence: string, nextAt: Instant, answered: boolean): string {
    const { deps, timer } = this.#parts;
    this.#cancelNext();
    this.#cancelNext = timer.after(Math.max(0, nextAt - deps.clock.now()), () => this.start());
    const lastAt = answered ? deps.clock.now() : this.#status.lastAt;
    this.#set({ busy: false, lastAt, lastSentence: sentence, nextAt });
    return sentence;
  }

  #set(change: Partial<Status>): void {
    this.#status = { ...this.#status, ...change };
    this.#parts.changed();
  }
}
