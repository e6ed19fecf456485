import type { PrescriptionId } from '../domain/kernel/ids';
import { asInstant, formatClock, type Instant } from '../domain/kernel/instant';
import type { Deps } from '../usecases/deps';
import {
  afterPause,
  planRelease,
  readStoredAnswer,
  type ReleaseStep,
  type SettledRelease,
} from '../usecases/download';
import type { AttemptFact } from '../usecases/ports';
import type { DownloadStatus } from '../usecases/views';
import { RunAhead } from './run-ahead';
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

type Status = Omit<DownloadStatus, 'inDoubt'>;
type Tally = { received: number; quarantined: number; fruitless: number };

/** Answers in a row that brought only what is here; after these the broker is left alone as after an empty one. */
const fruitlessLimit = 3;

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
    const tally: Tally = { received: 0, quarantined: 0, fruitless: 0 };
    let wanted = shortId;
    for (;;) {
      const step = await queue.run(() => planRelease(deps, wanted));
      const isNew = step.kind === 'send' && step.request.attempt === 1;
      if (isNew) wanted = undefined;
      // A script asked for by its id is one answer; a nominated download goes on until it is empty.
      const single = shortId !== undefined && wanted === undefined;
      const sentences: string[] = [];
      await this.#carryOut(step, single || !isNew, (settled) => {
        const done = this.#settle(settled, tally, single);
        if (done !== undefined) sentences.push(done);
        changed();
        return done === undefined;
      });
      const last = sentences.at(-1);
      if (last !== undefined) return last;
    }
  }

  /** Carries out one step and tells what it came to; sending happens outside the queue. */
  async #carryOut(
    step: ReleaseStep,
    alone: boolean,
    onSettled: (settled: SettledRelease) => boolean,
  ): Promise<void> {
    const { deps, queue } = this.#parts;
    switch (step.kind) {
      case 'send':
        return new RunAhead(this.#parts, onSettled).run(step.request, alone);
      case 'read':
        onSettled(await queue.run(() => readStoredAnswer(deps, step.requestId, step.answerSeq)));
        return;
      case 'wait':
        onSettled({ kind: 'in-doubt', until: step.until });
        return;
      case 'cannot':
        onSettled({ kind: 'stuck', sentence: step.sentence });
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
        tally.fruitless = settled.received + settled.quarantined > 0 ? 0 : tally.fruitless + 1;
        this.#set({ received: tally.received });
        if (single) return this.#finish(sentence(), this.#status.nextAt ?? this.#hourly(), true);
        return tally.fruitless < fruitlessLimit ? undefined : this.#leaveAlone(sentence());
      case 'empty':
        return this.#leaveAlone(sentence());
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

  /** [INB-6] Nothing more for now. */
  #leaveAlone(sentence: string): string {
    this.#pausedUntil = afterPause(this.#parts.deps.clock.now());
    return this.#finish(sentence, this.#hourly(), true);
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
