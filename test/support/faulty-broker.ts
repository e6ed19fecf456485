import { createHash } from 'node:crypto';
import { rejected } from '../../electron/training/outcome';
import type { Spine } from '../../electron/training/spine';
import type { Instant } from '../../renderer/domain/kernel/instant';
import type { AttemptFact, SendRequest } from '../../renderer/usecases/ports';
import type { Seeded } from '../../electron/training/seeded';
import type { MemoryJournal } from './memory-journal';
import { paths, SpineBroker } from './spine-broker';

/** Everything that can happen to one attempt. */
const faults = [
  'no-connection',
  'lost-request',
  'late-request',
  'lost-answer',
  'cut-in-tls',
  'late-answer',
  'twice',
  'cut',
  'busy',
  'status',
  'html',
  'outcome',
  'forbidden',
  'redirect',
  'other-answer',
  'half-unpacked',
  'no-text',
] as const;

const answered = (status: number, bodyText: string, headers: Record<string, string> = {}): AttemptFact => ({
  kind: 'answered',
  status,
  headers,
  bodyText,
});

/** EPS mirrors the ids of a request in its answer. */
const mirrored = (requestId: string): Record<string, string> => ({
  'x-request-id': requestId,
  'x-correlation-id': requestId,
});

/** A turn or two of the program, so that what goes in parallel overtakes. */
export const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i += 1) await new Promise((turn) => setImmediate(turn));
};

type FaultyParts = {
  readonly journal: MemoryJournal;
  readonly spine: Spine;
  readonly now: () => Instant;
  readonly step: () => void;
  readonly seeded: Seeded;
};

/** The way to the Spine in every weather, by a seed. What is adrift arrives later, after others. */
export class FaultyBroker extends SpineBroker {
  readonly #seeded: Seeded;
  readonly #adrift: SendRequest[] = [];
  /** What was answered to the request before, whose ever it was. */
  #last: AttemptFact | undefined;
  /** Share of attempts that meet a fault. */
  storm = 0;

  constructor({ journal, spine, now, step, seeded }: FaultyParts) {
    super(journal, spine, now, step);
    this.#seeded = seeded;
    // What was taken in hand may be recalled before it is written down that it goes.
    this.proof = () => turns(seeded.below(4));
  }

  /** What was delayed past its time-out arrives after all; nobody waits for the answer. */
  land(): void {
    for (const request of this.#adrift.splice(0)) this.#deliver(request);
  }

  protected override async attempt(request: SendRequest): Promise<AttemptFact> {
    const { pick, below, chance } = this.#seeded;
    await turns(below(3));
    // A release is asked for again only after the time in which the first could still arrive.
    for (const late of this.#adrift.splice(0))
      if (late.operation === 'release') this.#deliver(late);
      else this.#adrift.push(late);
    const fault = chance(this.storm) ? pick(faults) : 'none';
    const fact = this.#meet(request, fault);
    await turns(below(3));
    return fact;
  }

  #meet(request: SendRequest, fault: (typeof faults)[number] | 'none'): AttemptFact {
    const { pick, below, chance } = this.#seeded;
    switch (fault) {
      case 'none':
        return this.#answer(request);
      case 'no-connection':
        return { kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' };
      case 'late-request':
        this.#adrift.push(request);
        return { kind: 'timed-out', afterMs: 30_000 };
      case 'lost-request':
        return { kind: 'timed-out', afterMs: 30_000 };
      case 'lost-answer':
        this.#deliver(request);
        return { kind: 'unreachable', reason: 'ERR_CONNECTION_RESET' };
      case 'cut-in-tls':
        this.#deliver(request);
        return { kind: 'unreachable', reason: 'ERR_SSL_PROTOCOL_ERROR' };
      case 'late-answer':
        this.#deliver(request);
        return { kind: 'timed-out', afterMs: 30_000 };
      case 'twice':
        this.#deliver(request);
        return this.#answer(request);
      case 'cut': {
        const { status, body } = this.#deliver(request);
        const text = JSON.stringify(body);
        return answered(status, text.slice(0, below(text.length)), { 'x-holdfast-cut': 'cut' });
      }
      case 'half-unpacked': {
        // A compressed body that broke off, or one that never ends: whole in what it says, cut in what it is.
        const { status, body } = this.#deliver(request);
        return answered(status, chance(0.5) ? '' : JSON.stringify(body), { 'x-holdfast-cut': 'cut' });
      }
      case 'no-text': {
        // In another character set: bytes that are no UTF-8.
        const { status } = this.#deliver(request);
        return { kind: 'answered', status, headers: mirrored(request.requestId), bodyText: undefined };
      }
      case 'redirect':
        return { kind: 'unreachable', reason: 'the connection failed' };
      case 'other-answer': {
        const other = this.#last;
        const own = this.#answer(request);
        return other ?? own;
      }
      case 'busy':
        return answered(429, '', this.#retryAfter());
      case 'status': {
        const status = pick([500, 502, 503, 504]);
        if (status !== 503 && chance(0.5)) this.#deliver(request);
        return answered(status, 'no answer for you', this.#retryAfter());
      }
      case 'html':
        return answered(200, '<!doctype html><title>Log in</title>', { 'content-type': 'text/html' });
      case 'outcome':
        return answered(200, JSON.stringify(rejected('FAILURE_TO_PROCESS_MESSAGE').body));
      case 'forbidden':
        // Turned away at the gate: another role, or a proxy in between.
        return answered(403, '');
    }
  }

  /** Seconds, a moment, and what makes no sense. */
  #retryAfter(): Record<string, string> {
    const { pick, below, chance } = this.#seeded;
    if (chance(0.5)) return {};
    const soon = new Date(this.now() + 1000 * below(300)).toUTCString();
    const past = 'Mon, 01 Jan 2001 00:00:00 GMT';
    return { 'retry-after': pick([String(1 + below(30)), soon, past, 'soon', '-1', '1e9', '']) };
  }

  #answer(request: SendRequest): AttemptFact {
    const { status, body } = this.#deliver(request);
    const fact = answered(status, JSON.stringify(body), mirrored(request.requestId));
    this.#last = fact;
    return fact;
  }

  #deliver({ operation, requestId, subject, body }: SendRequest) {
    const sha256 = createHash('sha256').update(body).digest('hex');
    this.sent.push({ requestId, sha256, subject });
    const json: unknown = JSON.parse(new TextDecoder().decode(body));
    return this.spine.handle(paths[operation], json, requestId).answer;
  }
}
