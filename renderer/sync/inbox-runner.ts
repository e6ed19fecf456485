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

export type InboxRunner = {
  /** Starts the hourly loop with a download now. */
  readonly start: () => void;
  /** One download, until the broker has no more. Answers with a sentence for the person who asked. */
  readonly download: (shortId?: PrescriptionId) => Promise<string>;
  readonly status: () => Omit<DownloadStatus, 'inDoubt'>;
};

type Parts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly timer: TimerPort;
  readonly observed: (fact: AttemptFact, at: Instant) => void;
  readonly changed: () => void;
};

const counted = (n: number): string => (n === 1 ? '1 new prescription' : `${n} new prescriptions`);

const summary = (received: number, quarantined: number): string =>
  quarantined > 0
    ? `${counted(received)}; ${quarantined} could not be used and need a person.`
    : received > 0
      ? `${counted(received)}.`
      : 'No new prescriptions.';

/** Carries out one step and says what it came to; sending happens outside the queue. */
const carryOut = async ({ deps, queue, observed }: Parts, step: ReleaseStep): Promise<SettledRelease> => {
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

/** Asks for prescriptions, one request after the other, and comes back when something is in doubt or due. */
export const makeInboxRunner = (parts: Parts): InboxRunner => {
  const { deps, queue, timer, changed } = parts;
  let running: Promise<string> | undefined;
  let cancelNext: () => void = () => undefined;
  let pausedUntil: Instant | undefined;
  let status: Omit<DownloadStatus, 'inDoubt'> = {
    busy: false,
    lastAt: undefined,
    lastSentence: '',
    nextAt: undefined,
  };

  const setStatus = (change: Partial<typeof status>): void => {
    status = { ...status, ...change };
    changed();
  };

  const schedule = (at: Instant): void => {
    cancelNext();
    cancelNext = timer.after(Math.max(0, at - deps.clock.now()), () => void download());
    setStatus({ nextAt: at });
  };

  const finish = (sentence: string, nextAt: Instant): string => {
    setStatus({ busy: false, lastAt: deps.clock.now(), lastSentence: sentence });
    schedule(nextAt);
    return sentence;
  };

  const hourly = (): Instant => asInstant(deps.clock.now() + everyMs);

  const run = async (shortId: PrescriptionId | undefined): Promise<string> => {
    setStatus({ busy: true });
    let received = 0;
    let quarantined = 0;
    let wanted = shortId;
    for (;;) {
      const step = await queue.run(() => planRelease(deps, wanted));
      if (step.kind === 'send' && step.request.attempt === 1) wanted = undefined;
      const settled = await carryOut(parts, step);
      changed();
      switch (settled.kind) {
        case 'more':
          received += settled.received;
          quarantined += settled.quarantined;
          // A script asked for by its id is one answer; a nominated download goes on until it is empty.
          if (shortId !== undefined && wanted === undefined)
            return finish(summary(received, quarantined), status.nextAt ?? hourly());
          break;
        case 'empty':
          pausedUntil = afterPause(deps.clock.now());
          return finish(summary(received, quarantined), hourly());
        case 'in-doubt':
          return finish(
            `No answer. The same request is sent again at ${formatClock(settled.until, deps.clock.now())}.`,
            settled.until,
          );
        case 'stuck':
          return finish(settled.sentence, asInstant(deps.clock.now() + 60_000));
      }
    }
  };

  const download = (shortId?: PrescriptionId): Promise<string> => {
    if (running) return running;
    if (shortId === undefined && pausedUntil !== undefined && pausedUntil > deps.clock.now())
      return Promise.resolve(
        `The Spine had nothing more. It may be asked again from ${formatClock(pausedUntil, deps.clock.now())}.`,
      );
    running = run(shortId).finally(() => {
      running = undefined;
    });
    return running;
  };

  return { start: () => void download(), download, status: () => status };
};
