import { nextDoor, type Door } from '../domain/inbox/door';
import { shortIdOfRelease } from '../domain/inbox/evolve';
import type { PrescriptionId, RequestId } from '../domain/kernel/ids';
import {
  asInstant,
  formatClock,
  hourMs,
  minuteMs,
  withinReach,
  type Instant,
} from '../domain/kernel/instant';
import type { Deps } from '../usecases/deps';
import { readStoredAnswer, type SettledRelease } from '../usecases/inbox/download';
import { planRelease, releasesDueAt, type ReleaseStep, type Seen } from '../usecases/inbox/plan-release';
import type { AttemptFact, SendRequest } from '../usecases/ports';
import type { DownloadStatus } from '../usecases/views';
import type { Connectivity } from './connectivity';
import { noDownload } from './no-download';
import { RunAhead } from './run-ahead';
import type { SerialQueue } from './serial-queue';
import type { TimerPort } from './timer';

/** Prescriptions are asked for at opening and then every hour (eps.md 1.1). */
const everyMs = hourMs;
/** While something waits for the broker, it is tried again after this. */
const againMs = 15_000;
/** While a download cannot go on. */
const stuckMs = 60_000;
/** [INB-13] After a lost request was asked for in vain, the others that are lost wait. */
const vainMs = 2 * minuteMs;
/** [INB-6] So long the broker is left alone after an empty answer. */
const pauseMs = 2 * minuteMs;

export type InboxParts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly timer: TimerPort;
  readonly observed: (fact: AttemptFact, at: Instant) => void;
  /** When EPS answered, and when it did so again after it had not, whatever was asked. */
  readonly broker: () => Pick<Connectivity, 'backAt' | 'answeredAt'>;
  readonly changed: () => void;
  /** Told of a defect; the download is tried again later. */
  readonly failed: (failure: unknown) => void;
};

const counted = (n: number): string => (n === 1 ? '1 new prescription' : `${n} new prescriptions`);

const summary = (received: number, quarantined: number): string =>
  quarantined > 0
    ? `${counted(received)}; ${quarantined} could not be used and ${quarantined === 1 ? 'needs' : 'need'} a person.`
    : received > 0
      ? `${counted(received)}.`
      : 'No new prescriptions.';

type Settled = SettledRelease | { readonly kind: 'idle' };
type Status = Omit<DownloadStatus, 'inDoubt'>;
/** How a run ends. `answered`: the broker said how it stands; only that counts as a download. */
type End = {
  readonly kind: 'empty' | 'in-doubt' | 'stuck' | 'idle';
  readonly sentence: string;
  readonly nextAt: Instant;
  readonly answered: boolean;
};
type Tally = { received: number; quarantined: number; fruitless: number };

/** Answers in a row that brought only what is here; after these the broker is left alone as after an empty one. */
const fruitlessLimit = 3;

/** Asks for prescriptions, one request after the other, and comes back when something is in doubt or due. */
export class InboxRunner {
  readonly #parts: InboxParts;
  readonly #waiting = new Map<PrescriptionId, ((sentence: string) => void)[]>();
  #running: Promise<string> | undefined;
  /** Whether the run that is going on also downloads what is nominated to us. */
  #nominated = false;
  /** Something was queued while a run was ending. */
  #again = false;
  #cancelNext: () => void = () => undefined;
  #pausedUntil: Instant | undefined;
  /** A lost request was asked for in vain: until then no other of them is. */
  #vainUntil: Instant | undefined;
  #door: Door = 'common';
  /** A person asked for this run. */
  #hurried = false;
  readonly #beganAt: Instant;
  #status: Status = noDownload;
  #endedAs: End['kind'] | undefined;

  constructor(parts: InboxParts) {
    this.#parts = parts;
    this.#beganAt = parts.deps.clock.now();
  }

  get status(): Status {
    return this.#status;
  }

  /** [INB-2] Whether the last run ended with an answer that has not come. */
  get inDoubt(): boolean {
    return this.#endedAs === 'in-doubt';
  }

  /** Starts the hourly loop with a download now. */
  start(): void {
    if (this.#isPaused()) this.wake();
    else this.#download().catch(this.#parts.failed);
  }

  /** [INB-6] What was so when it was asked last, with the time: nobody asks now, and the broker may be away since. */
  #nothingMore(until: Instant): string {
    const clock = (at: Instant) => formatClock(at, this.#parts.deps.clock.now());
    const { lastAt } = this.#status;
    const asked = lastAt === undefined ? '' : ` at ${clock(lastAt)}`;
    return `The Spine had nothing more${asked}, and is not asked now. It may be asked again from ${clock(until)}.`;
  }

  /** One download, until the broker has no more. Answers with a sentence for the person who asked. */
  download(): Promise<string> {
    const paused = this.#pausedUntil;
    if (paused !== undefined && this.#isPaused()) return Promise.resolve(this.#nothingMore(paused));
    this.#hurried = true;
    return this.#download();
  }

  #download(): Promise<string> {
    if (this.#running && this.#nominated) return this.#running;
    this.#nominated = true;
    return this.#go();
  }

  #isPaused(): boolean {
    const now = this.#parts.deps.clock.now();
    return this.#pausedUntil !== undefined && withinReach(this.#pausedUntil, now, pauseMs) > now;
  }

  /** Works through what is queued to be asked for by its id. Safe to call at any time. */
  wake(): void {
    this.#go().catch(this.#parts.failed);
  }

  /** Works through the queue, and answers with what the Spine said about one id of it. */
  ask(id: PrescriptionId): Promise<string> {
    return new Promise((done, fail) => {
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), done]);
      this.#go().catch(fail);
    });
  }

  #go(): Promise<string> {
    if (this.#running) {
      this.#again = true;
      // A run that was ending is followed by another, which does what is wanted now.
      return this.#running.then((sentence) => this.#running ?? sentence);
    }
    this.#running = this.#run()
      .catch((failure: unknown) => {
        // [SYN-4] A run that came to grief is followed by the next one.
        this.#comeBack(asInstant(this.#parts.deps.clock.now() + stuckMs));
        throw failure;
      })
      .finally(() => {
        this.#running = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
    return this.#running;
  }

  async #run(): Promise<string> {
    const { queue, deps, changed } = this.#parts;
    const tally: Tally = { received: 0, quarantined: 0, fruitless: 0 };
    const skip = new Set<RequestId>();
    let byId = true;
    const firstDoor = this.#door;
    for (;;) {
      this.#again = false;
      const door = this.#door;
      const wanted = { nominated: this.#nominated, byId, skip, door, ...this.#seen() };
      const step = await queue.run(() => planRelease(deps, wanted));
      if (step.kind !== 'idle' && !this.#status.busy) this.#set({ busy: true, received: 0 });
      const sent = step.kind === 'send' ? step.request : undefined;
      const asked = sent && shortIdOfRelease(sent.subject);
      const ends: End[] = [];
      await this.#carryOut(step, (settled) => {
        if (asked !== undefined) this.#tell(asked, settled);
        const isStuck = settled.kind === 'stuck';
        // One that cannot be sent again from here just now holds up nothing that can.
        const isHeld = isStuck && sent !== undefined && sent.attempt > 1;
        if (isHeld) skip.add(sent.requestId);
        // Where a sign-in stands in the way of asking by id, the nominated download may still go.
        const goesOn = isStuck && asked !== undefined && this.#nominated;
        if (goesOn) byId = false;
        // [INB-18] Sent away from one door it knocks at the other, once.
        const turns = isStuck && door === firstDoor && this.#door !== door;
        const end = isHeld || goesOn || turns ? undefined : this.#settle(settled, tally, asked !== undefined);
        if (end) ends.push(end);
        changed();
        return end === undefined;
      });
      // What stays open is said before an empty answer to a request that went ahead.
      const end = ends.find(({ kind }) => kind !== 'empty') ?? ends.at(-1);
      if (!end) continue;
      const answered = ends.some((one) => one.answered);
      this.#hurried = false;
      return this.#finish({ ...end, answered, nextAt: await this.#nextAfter(end) });
    }
  }

  /** What was seen of the broker, as far as it decides what is asked for next. */
  #seen(): Seen {
    const { backAt = this.#beganAt, answeredAt } = this.#parts.broker();
    const quietUntil = asInstant(Math.max(this.#pausedUntil ?? 0, this.#vainUntil ?? 0));
    return { backAt, answeredAt, quietUntil, hurried: this.#hurried };
  }

  /** Carries out one step and tells what it came to; sending happens outside the queue. */
  async #carryOut(step: ReleaseStep, onSettled: (settled: Settled) => boolean): Promise<void> {
    const { deps, queue } = this.#parts;
    switch (step.kind) {
      case 'send':
        return new RunAhead({ ...this.#parts, observed: this.#observer(step.request) }, onSettled).run(
          step.request,
          step.alone,
        );
      case 'read':
        onSettled(await queue.run(() => readStoredAnswer(deps, step.requestId, step.answerSeq)));
        return;
      case 'wait':
        onSettled({ kind: 'in-doubt', until: step.until });
        return;
      case 'idle':
        onSettled(step);
        return;
      case 'cannot':
        onSettled({ kind: 'stuck', sentence: step.sentence });
    }
  }

  #observer({ subject, door }: SendRequest): InboxParts['observed'] {
    return (fact, at) => {
      if (shortIdOfRelease(subject) === undefined && fact.kind === 'answered')
        this.#door = nextDoor(door ?? 'common', fact);
      this.#parts.observed(fact, at);
    };
  }

  /** Whoever waits for this one id hears what became of it. */
  #tell(id: PrescriptionId, settled: Settled): void {
    const sentence =
      settled.kind === 'more'
        ? summary(settled.received, settled.quarantined)
        : 'sentence' in settled
          ? settled.sentence
          : 'Nothing came. The same request goes again by itself while you are signed in.';
    for (const done of this.#waiting.get(id) ?? []) done(sentence);
    this.#waiting.delete(id);
  }

  /** How the run ends, or nothing while there is more. `asked`: the step was about one id. */
  #settle(settled: Settled, tally: Tally, asked: boolean): End | undefined {
    const { deps } = this.#parts;
    const sentence = () => summary(tally.received, tally.quarantined);
    switch (settled.kind) {
      case 'more':
        this.#count(settled, tally);
        if (!asked) tally.fruitless = settled.received + settled.quarantined > 0 ? 0 : tally.fruitless + 1;
        return tally.fruitless < fruitlessLimit ? undefined : this.#leaveAlone(sentence());
      case 'still-lost':
        this.#count(settled, tally);
        if (!settled.answered) this.#vainUntil = asInstant(deps.clock.now() + vainMs);
        return undefined;
      case 'told':
        return undefined;
      case 'idle':
        return { kind: 'idle', sentence: sentence(), nextAt: this.#planned(), answered: false };
      case 'empty':
        return asked ? undefined : this.#leaveAlone(settled.sentence ?? sentence());
      case 'in-doubt':
        return {
          kind: 'in-doubt',
          sentence: `Nothing came. The same request is sent again at ${formatClock(settled.until, deps.clock.now())}.`,
          nextAt: settled.until,
          answered: false,
        };
      case 'lost':
      case 'stuck':
        return {
          kind: 'stuck',
          sentence: settled.sentence,
          nextAt: asInstant(deps.clock.now() + (asked ? againMs : stuckMs)),
          answered: false,
        };
    }
  }

  #count({ received, quarantined }: { received: number; quarantined: number }, tally: Tally): void {
    tally.received += received;
    tally.quarantined += quarantined;
    this.#set({ received: tally.received });
  }

  /** [INB-6] Nothing more for now. */
  #leaveAlone(sentence: string): End {
    this.#nominated = false;
    this.#pausedUntil = asInstant(this.#parts.deps.clock.now() + pauseMs);
    return { kind: 'empty', sentence, nextAt: this.#hourly(), answered: true };
  }

  #hourly(): Instant {
    return asInstant(this.#parts.deps.clock.now() + everyMs);
  }

  /** With nothing left to do: what was planned, if that is still to come; else when the broker may be asked again. */
  #planned(): Instant {
    const { nextAt } = this.#status;
    const now = this.#parts.deps.clock.now();
    if (nextAt !== undefined && withinReach(nextAt, now, everyMs) > now) return nextAt;
    return (this.#isPaused() ? this.#pausedUntil : undefined) ?? this.#hourly();
  }

  /** [INB-2] [INB-13] Open requests are sent again when they are due, whatever came after them. */
  async #nextAfter({ nextAt }: End): Promise<Instant> {
    const { deps, queue } = this.#parts;
    const now = deps.clock.now();
    const dueAts = await queue.run(() => releasesDueAt(deps, this.#seen()));
    // One that is due and was not sent waits for what it is stuck on.
    const times = dueAts.map((dueAt) => (dueAt > now ? dueAt : asInstant(now + againMs)));
    return times.reduce((soonest, at) => (at < soonest ? at : soonest), nextAt);
  }

  #finish({ kind, sentence, nextAt, answered }: End): string {
    this.#endedAs = kind;
    const quiet = !this.#status.busy;
    const lastAt = answered ? this.#parts.deps.clock.now() : this.#status.lastAt;
    const stuck = kind === 'idle' ? this.#status.stuck : kind === 'stuck' && this.#nominated;
    this.#set({ lastAt, stuck, lastSentence: quiet ? this.#status.lastSentence : sentence });
    this.#comeBack(nextAt);
    for (const waiting of this.#waiting.values())
      for (const done of waiting) done('Queued. The Spine is asked for it when the broker can be reached.');
    this.#waiting.clear();
    return sentence;
  }

  #comeBack(nextAt: Instant): void {
    const { deps, timer } = this.#parts;
    const now = deps.clock.now();
    const at = withinReach(nextAt, now, everyMs);
    this.#cancelNext();
    this.#cancelNext = timer.after(Math.max(0, at - now), () => this.start());
    this.#set({ busy: false, nextAt: at });
  }

  #set(change: Partial<Status>): void {
    this.#status = { ...this.#status, ...change };
    this.#parts.changed();
  }
}
