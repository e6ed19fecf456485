import { createHash } from 'node:crypto';
import { rejected } from '../../electron/training/outcome';
import type { Spine } from '../../electron/training/spine';
import type { Instant } from '../../renderer/domain/kernel/instant';
import type { AttemptFact, JournalPort, SendRequest } from '../../renderer/usecases/ports';
import type { Seeded } from '../../electron/training/seeded';
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
] as const;

const answered = (status: number, bodyText: string, headers: Record<string, string> = {}): AttemptFact => ({
  kind: 'answered',
  status,
  headers,
  bodyText,
});

/** A turn or two of the program, so that what goes in parallel overtakes. */
const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i += 1) await new Promise((turn) => setImmediate(turn));
};

type FaultyParts = {
  readonly journal: JournalPort;
  readonly spine: Spine;
  readonly now: () => Instant;
  readonly step: () => void;
  readonly seeded: Seeded;
};

/** The way to the Spine in every weather, by a seed. What is adrift arrives later, after others. */
export class FaultyBroker extends SpineBroker {
  readonly #seeded: Seeded;
  readonly #adrift: SendRequest[] = [];
  /** Share of attempts that meet a fault. */
  storm = 0;

  constructor({ journal, spine, now, step, seeded }: FaultyParts) {
    super(journal, spine, now, step);
    this.#seeded = seeded;
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
      case 'busy':
        return answered(429, '', chance(0.5) ? { 'retry-after': String(1 + below(30)) } : {});
      case 'status': {
        const status = pick([500, 502, 503, 504]);
        if (status !== 503 && chance(0.5)) this.#deliver(request);
        return answered(status, 'no answer for you');
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

  #answer(request: SendRequest): AttemptFact {
    const { status, body } = this.#deliver(request);
    return answered(status, JSON.stringify(body));
  }

  #deliver({ operation, requestId, subject, body }: SendRequest) {
    const sha256 = createHash('sha256').update(body).digest('hex');
    this.sent.push({ requestId, sha256, subject });
    const json: unknown = JSON.parse(new TextDecoder().decode(body));
    return this.spine.handle(paths[operation], json, requestId).answer;
  }
}
