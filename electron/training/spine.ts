import { applyNotification, type Effect } from './apply-notification';
import { aged, isForgotten } from './age';
import { applyClaim } from './apply-claim';
import { applyTask } from './apply-task';
import { byId, issueOfMessage } from './by-id';
import { prescriptionIdIsRight } from './check-digits';
import { isJson, type Json, type Answer } from './json';
import { judgeClaim } from './judge-claim';
import { judgeNotification } from './judge-notification';
import { judgeRelease } from './judge-release';
import { judgeTask } from './judge-task';
import { givesAt, type Gives, type NominatedAt } from './nominated-at';
import { scriptKey, type Holder, type Memory, type Script } from './model';
import { accepted, malformed, noMore, rejected, serverError, usedBefore } from './outcome';
import { afterRelease, releaseAnswer } from './release';
import { sentAgain } from './send-again';
import { digestOf, UsedIds } from './used-ids';

/** A message as it arrived, for whoever wants to count them. No body is kept. */
export type Received = {
  readonly at: number;
  readonly path: string;
  readonly requestId: string;
  readonly messageId: string;
  readonly sha256: string;
  readonly status: number;
  readonly replay: boolean;
};

/** Most scripts in one answer (eps.md 1.1). */
const perAnswer = 25;

type Parts = {
  readonly now: () => number;
  /** Told of all that changes, before it does. */
  readonly changed: (changed: Memory) => void;
  /** Ids of its answers; random ones unless given. */
  readonly newId?: () => string;
};

type Drip = {
  readonly count: number;
  readonly everyMs: number;
  readonly since: number;
  readonly given: number;
};

/** A request as it came: its id, empty where none is known, and what it says. */
type Request = { readonly requestId: string; readonly sha256: string };

type Handled = { readonly answer: Answer; readonly messageId: string; readonly replay: boolean };
const plain = (answer: Answer): Handled => ({ answer, messageId: '', replay: false });
/** What a `$release` is answered, and the scripts that change with it. */
type Released = { readonly answer: Answer; readonly scripts: readonly Script[] };
const nothing = (answer: Answer): Released => ({ answer, scripts: [] });

/** EPS as a dispenser meets it, with its state. It shares no code with the program it teaches. */
export class Spine {
  readonly #parts: Parts;
  readonly #scripts = new Map<string, Script>();
  readonly #releases = new Map<string, Answer>();
  readonly #requests = new UsedIds();
  readonly #messages = new UsedIds();
  #drip: Drip | undefined;
  /** [TSP-35] A teacher or a test changes it. */
  nominatedAt: NominatedAt = 'common';

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes in scripts and answers without telling anyone: how the state is filled at start. */
  restore(scripts: Memory['scripts'], releases: Memory['releases'] = []): void {
    for (const script of scripts) {
      this.#scripts.set(scriptKey(script), script);
      for (const { messageId, sha256 } of script.applied) this.#messages.keep(messageId, sha256);
    }
    for (const { requestId, answer, sha256 } of releases) {
      this.#requests.keep(requestId, sha256);
      if (answer) this.#releases.set(requestId, answer);
      else this.#releases.delete(requestId);
    }
  }

  /** Kept first: what cannot be has no effect, and may be asked for again. */
  #change(changed: Memory): void {
    this.#parts.changed(changed);
    this.restore(changed.scripts, changed.releases);
  }

  /** Adds or replaces scripts. */
  add(scripts: readonly Script[]): void {
    this.#change({ scripts, releases: [] });
  }

  scripts(): readonly Script[] {
    return [...this.#scripts.values()];
  }

  /** `requestId`: the header by which a request that is made again is told apart (TSP-23, TSP-30). */
  handle(path: string, body: unknown, requestId = ''): Handled {
    const request = { requestId, sha256: digestOf(path, body) };
    if (this.#requests.isUsedForAnother(requestId, request.sha256))
      return plain(usedBefore(`X-Request-ID ${requestId}`));
    this.#requests.keep(requestId, request.sha256);
    return this.#route(path, body, request);
  }

  #route(path: string, body: unknown, request: Request): Handled {
    if (!isJson(body)) return plain(malformed('Failed to parse JSON encoded FHIR content'));
    // A resource that no interaction knows trips the real proxy before it looks at the path.
    if (!['Parameters', 'Bundle', 'Task', 'Claim'].includes(String(body.resourceType)))
      return plain(serverError());
    const gives = givesAt(path, this.nominatedAt);
    if (gives) return this.#releaseOnce(body, gives, request);
    switch (path) {
      case '/FHIR/R4/$process-message':
        return this.#notification(body, request);
      case '/FHIR/R4/Task':
        return this.#task(body, request);
      case '/FHIR/R4/Claim':
        return this.#claim(body, request);
      default:
        return plain(serverError());
    }
  }

  /** [TSP-23] The same request once more brings the same answer, for as long as it is remembered. */
  #releaseOnce(body: Json, gives: Gives, { requestId, sha256 }: Request): Handled {
    const before = this.#releases.get(requestId);
    if (before) return { answer: before, messageId: '', replay: true };
    const { answer, scripts } = this.#release(body, gives);
    if (scripts.length > 0)
      this.#change({ scripts, releases: requestId === '' ? [] : [{ requestId, answer, sha256 }] });
    return plain(answer);
  }

  /** [TSP-24] Lets a backlog through drop by drop from now on: so many nominated scripts in each so long. */
  drip(drip: { readonly count: number; readonly everyMs: number } | undefined): void {
    this.#drip = drip && { ...drip, since: this.#parts.now(), given: 0 };
  }

  /** How many nominated scripts may leave now. */
  #drop(): number {
    if (!this.#drip) return perAnswer;
    const { count, everyMs, since, given } = this.#drip;
    const periods = 1 + Math.floor((this.#parts.now() - since) / everyMs);
    return Math.max(0, periods * count - given);
  }

  #let(count: number): void {
    if (this.#drip) this.#drip = { ...this.#drip, given: this.#drip.given + count };
  }

  /** Forgets the releases it answered: from now on a repeated request is a new one. */
  forgetReleases(): void {
    this.#change({ scripts: [], releases: [...this.#releases.keys()].map((requestId) => ({ requestId })) });
  }

  #release(body: Json, gives: Gives): Released {
    const judged = judgeRelease(body, gives);
    if (!judged.ok) return nothing(judged.answer);
    const { shortId, asker } = judged.value;
    if (shortId === '') return this.#nominated(asker);
    const found = byId(this.#issuesOf(shortId), asker);
    return 'body' in found ? nothing(found) : this.#handOver([found], asker);
  }

  /** [TSP-4] What is nominated to the asker, to be dispensed and due, 25 at a time. */
  #nominated(asker: Holder): Released {
    const now = this.#parts.now();
    const due = this.scripts()
      .filter((script) => script.nominated === asker.ods && script.downloadFrom <= now)
      .map((script) => this.#aged(script))
      .filter((script) => script.status === '0001')
      .slice(0, Math.min(perAnswer, this.#drop()));
    this.#let(due.length);
    return due.length === 0 ? nothing(noMore()) : this.#handOver(due, asker);
  }

  #handOver(scripts: readonly Script[], asker: Holder): Released {
    const answer = releaseAnswer(scripts, this.#parts.now(), this.#parts.newId?.());
    return {
      answer,
      scripts: scripts.flatMap((script) => this.#withRecord(afterRelease(script, asker))),
    };
  }

  #aged(script: Script): Script {
    const before = this.#scripts.get(scriptKey({ ...script, issue: script.issue - 1 }));
    return aged(script, this.#parts.now(), before && this.#aged(before));
  }

  /** What is known of an id, with the passing of time applied; a record that is over is deleted whole (TSP-28). */
  #issuesOf(shortId: string): readonly Script[] {
    const now = this.#parts.now();
    const issues = this.scripts()
      .filter((script) => script.shortId === shortId)
      .map((script) => this.#aged(script));
    return issues.filter(({ longId }) =>
      issues.some((one) => one.longId === longId && !isForgotten(one, now)),
    );
  }

  /** The nomination is the record's: what clears it on one issue clears it on all (eps.md 1.2). */
  #withRecord(script: Script): readonly Script[] {
    if (script.nominated !== '') return [script];
    const others = this.scripts().filter(
      (one) => one.shortId === script.shortId && one.longId === script.longId && one.issue !== script.issue,
    );
    return [
      script,
      ...others.filter((one) => one.nominated !== '').map((one) => ({ ...one, nominated: '' })),
    ];
  }

  #notification(body: Json, request: Request): Handled {
    const judged = judgeNotification(body);
    if (!judged.ok) return plain(judged.answer);
    const { value } = judged;
    return this.#apply(value, request, (script) => applyNotification(script, value));
  }

  #task(body: Json, request: Request): Handled {
    const judged = judgeTask(body);
    if (!judged.ok) return plain(judged.answer);
    const { value } = judged;
    return this.#apply(value, request, (script) => applyTask(script, value, this.#parts.now()));
  }

  #claim(body: Json, request: Request): Handled {
    const judged = judgeClaim(body);
    if (!judged.ok) return plain(judged.answer);
    const { value } = judged;
    return this.#apply(value, request, (script) => applyClaim(script, value, this.#parts.now()));
  }

  /** [TSP-20] The broker collects what is due for a site and delivers nothing: the Spine counts it as delivered. */
  swallow(holder: Holder, count: number): number {
    const now = this.#parts.now();
    const taken = this.scripts()
      .filter((one) => one.nominated === holder.ods && one.status === '0001' && one.downloadFrom <= now)
      .slice(0, count)
      .map((script): Script => ({ ...afterRelease(script, holder), stuck: true }));
    this.add(taken);
    return taken.length;
  }

  /** The broker lets go of what hangs in it: it may be asked for by id. */
  letGo(count: number): number {
    const freed = this.scripts()
      .filter((script) => script.stuck)
      .slice(0, count)
      .map((script): Script => ({ ...script, stuck: false }));
    this.add(freed);
    return freed.length;
  }

  /** [TSP-22] The prescriber sends a script again, nominated to the same pharmacy; its new id, or nothing. */
  sendAgain(shortId: string, nominated?: string): string {
    const script = this.scripts().find((one) => one.shortId === shortId);
    if (!script) return '';
    const again = sentAgain(script, this.#scripts.size, this.#parts.now());
    this.add([{ ...again, nominated: nominated ?? script.nominated }]);
    return again.shortId;
  }

  /** [TSP-18] The prescriber cancels: at once while nobody has it, remembered while somebody does (eps.md 5.4). */
  cancel(shortId: string): number {
    const changed = this.scripts()
      .filter((script) => script.shortId === shortId)
      .flatMap((script): Script[] => {
        if (['0000', '0001', '9000'].includes(script.status))
          return [{ ...script, status: '0005', cancelledAt: this.#parts.now() }];
        return ['0002', '0003'].includes(script.status) ? [{ ...script, cancelRemembered: true }] : [];
      });
    this.add(changed);
    return changed.length;
  }

  /** [TSP-10] A message that had its effect is answered again; nothing happens twice. */
  #apply(
    message: {
      readonly messageId: string;
      readonly shortId: string;
      readonly issue: number | undefined;
      readonly longId?: string;
    },
    request: Request,
    effectOn: (script: Script) => Effect,
  ): Handled {
    const { messageId, shortId, issue } = message;
    const { sha256 } = request;
    if (this.#messages.isUsedForAnother(messageId, sha256))
      return { answer: usedBefore(`The identifier ${messageId}`), messageId, replay: false };
    const issues = this.#issuesOf(shortId);
    const replayed = issues.flatMap((script) => script.applied).find((one) => one.messageId === messageId);
    if (replayed)
      return { answer: { status: replayed.status, body: replayed.body }, messageId, replay: true };
    if (!prescriptionIdIsRight(shortId) && issues.length === 0)
      return { answer: rejected('INVALID_CHECK_DIGIT'), messageId, replay: false };
    const script = issueOfMessage(issues, issue, message.longId);
    if (!script) return { answer: rejected('PRESCRIPTION_NOT_FOUND'), messageId, replay: false };
    const effect = effectOn(script);
    if (effect.kind === 'refused') return { answer: effect.answer, messageId, replay: false };
    const answer = accepted();
    const applied = [...script.applied, { messageId, ...answer, sha256 }];
    const changed = { ...effect.script, applied };
    this.add([...this.#withRecord(changed), ...this.#released(changed)]);
    return { answer, messageId, replay: false };
  }

  /** The next issue of repeat dispensing becomes available when this one is complete (eps.md 3.5). */
  #released(script: Script): readonly Script[] {
    if (script.status !== '0006' && script.status !== '0007') return [];
    const next = this.scripts().find(
      (one) =>
        one.shortId === script.shortId && one.longId === script.longId && one.issue === script.issue + 1,
    );
    return next?.status === '9000'
      ? [{ ...next, status: next.downloadFrom <= this.#parts.now() ? '0001' : '0000' }]
      : [];
  }
}
