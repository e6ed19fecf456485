import { applyNotification, type Effect } from './apply-notification';
import { aged } from './age';
import { applyClaim } from './apply-claim';
import { applyTask } from './apply-task';
import { prescriptionIdIsRight } from './check-digits';
import { isJson, type Json, type Answer } from './json';
import { judgeClaim } from './judge-claim';
import { judgeNotification } from './judge-notification';
import { judgeRelease, type ReleaseRequest } from './judge-release';
import { judgeTask } from './judge-task';
import { scriptKey, type Holder, type Memory, type Script } from './model';
import { accepted, malformed, noMore, rejected, serverError, withAnotherDispenser } from './outcome';
import { afterRelease, releaseAnswer } from './release';
import { sentAgain } from './send-again';

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
  /** Told of all that changed, before the answer leaves. */
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
  #drip: Drip | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes in scripts and answers without telling anyone: how the state is filled at start. */
  restore(scripts: Memory['scripts'], releases: Memory['releases'] = []): void {
    for (const script of scripts) this.#scripts.set(scriptKey(script), script);
    for (const { requestId, answer } of releases)
      if (answer) this.#releases.set(requestId, answer);
      else this.#releases.delete(requestId);
  }

  #change(changed: Memory): void {
    this.restore(changed.scripts, changed.releases);
    this.#parts.changed(changed);
  }

  /** Adds or replaces scripts. */
  add(scripts: readonly Script[]): void {
    this.#change({ scripts, releases: [] });
  }

  scripts(): readonly Script[] {
    return [...this.#scripts.values()];
  }

  /** `requestId`: the header by which a release that is asked for again is told apart (TSP-23). */
  handle(path: string, body: unknown, requestId = ''): Handled {
    if (!isJson(body)) return plain(malformed('Failed to parse JSON encoded FHIR content'));
    // A resource that no interaction knows trips the real proxy before it looks at the path.
    if (!['Parameters', 'Bundle', 'Task', 'Claim'].includes(String(body.resourceType)))
      return plain(serverError());
    switch (path) {
      case '/FHIR/R4/Task/$release':
        return this.#releaseOnce(body, requestId);
      case '/FHIR/R4/$process-message':
        return this.#notification(body);
      case '/FHIR/R4/Task':
        return this.#task(body);
      case '/FHIR/R4/Claim':
        return this.#claim(body);
      default:
        return plain(malformed(`There is no ${path}.`));
    }
  }

  /** [TSP-23] The same request once more brings the same answer, for as long as it is remembered. */
  #releaseOnce(body: Json, requestId: string): Handled {
    const before = this.#releases.get(requestId);
    if (before) return { answer: before, messageId: '', replay: true };
    const { answer, scripts } = this.#release(body);
    if (scripts.length > 0)
      this.#change({ scripts, releases: requestId === '' ? [] : [{ requestId, answer }] });
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

  #release(body: Json): Released {
    const judged = judgeRelease(body);
    if (!judged.ok) return nothing(judged.answer);
    const { shortId, asker } = judged.value;
    if (shortId === '') return this.#nominated(asker);
    const found = this.#byId(judged.value);
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

  /** The script that is handed over to who asks by its id, or why none is. */
  #byId({ shortId, asker }: ReleaseRequest): Script | Answer {
    const issues = this.scripts()
      .filter((script) => script.shortId === shortId)
      .map((script) => this.#aged(script))
      .sort((a, b) => a.issue - b.issue);
    const script =
      issues.find((one) => ['0000', '0001', '0002', '0003'].includes(one.status)) ?? issues.at(-1);
    if (!script) return rejected('RESOURCE_NOT_FOUND');
    switch (script.status) {
      case '0000':
      case '0001':
        return script;
      case '0002':
        // The holder may ask again; everybody else learns who the holder is.
        if (script.holder?.ods === asker.ods && !script.stuck) return script;
        return withAnotherDispenser(script.holder ?? unknownHolder);
      case '0003':
        return script.holder?.ods === asker.ods
          ? rejected('PRESCRIPTION_DISPENSED')
          : withAnotherDispenser(script.holder ?? unknownHolder);
      case '0004':
        return rejected('PRESCRIPTION_EXPIRED');
      case '0005':
        return rejected('PRESCRIPTION_CANCELLED');
      case '0006':
      case '0007':
      case '0008':
      case '0009':
      case '9000':
        return rejected('PRESCRIPTION_DISPENSED');
    }
  }

  #handOver(scripts: readonly Script[], asker: Holder): Released {
    const answer = releaseAnswer(scripts, this.#parts.now(), this.#parts.newId?.());
    return { answer, scripts: scripts.map((script) => afterRelease(script, asker)) };
  }

  #aged(script: Script): Script {
    return aged(script, this.#parts.now());
  }

  #notification(body: Json): Handled {
    const judged = judgeNotification(body);
    if (!judged.ok) return plain(judged.answer);
    const { value } = judged;
    return this.#apply(value, (script) => applyNotification(script, value));
  }

  #task(body: Json): Handled {
    const judged = judgeTask(body);
    if (!judged.ok) return plain(judged.answer);
    const { value } = judged;
    return this.#apply(value, (script) => applyTask(script, value));
  }

  #claim(body: Json): Handled {
    const judged = judgeClaim(body);
    if (!judged.ok) return plain(judged.answer);
    const { value } = judged;
    return this.#apply(value, (script) => applyClaim(script, value, this.#parts.now()));
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
        if (['0000', '0001', '9000'].includes(script.status)) return [{ ...script, status: '0005' }];
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
    effectOn: (script: Script) => Effect,
  ): Handled {
    const { messageId, shortId, issue } = message;
    const issues = this.scripts().filter((script) => script.shortId === shortId);
    const replayed = issues.flatMap((script) => script.applied).find((one) => one.messageId === messageId);
    if (replayed)
      return { answer: { status: replayed.status, body: replayed.body }, messageId, replay: true };
    if (!prescriptionIdIsRight(shortId) && issues.length === 0)
      return { answer: rejected('INVALID_CHECK_DIGIT'), messageId, replay: false };
    const found = pick(issues, issue, message.longId);
    const script = found && this.#aged(found);
    if (!script) return { answer: rejected('PRESCRIPTION_NOT_FOUND'), messageId, replay: false };
    const effect = effectOn(script);
    if (effect.kind === 'refused') return { answer: effect.answer, messageId, replay: false };
    const answer = accepted();
    const applied = [...script.applied, { messageId, ...answer }];
    this.add([{ ...effect.script, applied }, ...this.#released(effect.script)]);
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

const unknownHolder: Holder = { ods: 'UNKNOWN', name: 'UNKNOWN', phone: '', lines: [], postcode: '' };

const pick = (
  issues: readonly Script[],
  issue: number | undefined,
  longId: string | undefined,
): Script | undefined => {
  const same = issues.filter((script) => !longId || script.longId === longId);
  return issue === undefined
    ? (same.find((script) => script.holder !== undefined) ?? same[0])
    : same.find((script) => script.issue === issue);
};
