import { createHash } from 'node:crypto';
import {
  mayGoUnattended,
  pathOf,
  type AttemptFact,
  type BrokerAnswerData,
  type BrokerIntentData,
  type Envelope,
  type SendReply,
} from '../contract/envelope';
import type { NewEntry, WrittenEntry } from '../contract/journal-entry';
import type { Journal } from '../journal/journal';
import type { Race } from '../journal/race';
import type { Deadline } from '../system/deadline';
import { post, type Connect } from './transport';

type LocalRefusal = Extract<AttemptFact, { kind: 'refused-locally' }>;

/** What proves who we are on one attempt, or why there is no proof; `judged` hears what the broker made of it. */
export type Proof =
  | {
      readonly kind: 'proof';
      readonly headers: Readonly<Record<string, string>>;
      readonly judged?: (status: number) => void;
    }
  | { readonly kind: 'none'; readonly reason: LocalRefusal['reason']; readonly sentence: string };

/** Where the broker is and how it knows us. Credentials never leave main. */
export type BrokerAddress = {
  readonly name: string;
  readonly baseUrl: string;
  /** Path below the base URL that answers anybody and changes nothing. */
  readonly probePath: string;
  readonly prove: (behind: Envelope['session']) => Promise<Proof>;
};

type Parts = {
  readonly journal: Pick<Journal, 'append' | 'hasRoom'>;
  /** Undefined while there is no broker, or none is set up yet. */
  readonly address: () => Promise<BrokerAddress | undefined>;
  readonly connect: Connect;
  readonly now: () => number;
  /** The wait for the answer to a request; EPS's own limit unless given. */
  readonly deadline?: (requestId: string) => Deadline;
};

const refusedLocally = (reason: LocalRefusal['reason'], sentence: string): LocalRefusal => ({
  kind: 'refused-locally',
  reason,
  sentence,
});

/** The broker's door in main: one HTTP attempt for one envelope, journalled before and after. */
export class Broker {
  readonly #parts: Parts;
  #roleProfileId: string | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Who is signed in; null for nobody. */
  setSession(roleProfileId: string | null): void {
    this.#roleProfileId = roleProfileId;
  }

  /** [BRK-1] Intent on the disk, then the wire, then the raw answer on the disk, then the reply. */
  async send(envelope: Envelope): Promise<SendReply> {
    const refusal = await this.#check(envelope);
    if (refusal) return this.#nothingSent(refusal);
    const address = await this.#parts.address();
    if (!address)
      return this.#nothingSent(
        refusedLocally(
          'no-broker',
          'No broker is set up for this profile. Its address goes into Settings (F8), Connection.',
        ),
      );
    const proof = await address.prove(envelope.session);
    if (proof.kind === 'none') return this.#nothingSent(refusedLocally(proof.reason, proof.sentence));
    const intent = await this.#record(intentOf(envelope, this.#parts.now()), {
      kind: 'attempt',
      subject: envelope.subject,
    });
    if ('reason' in intent) return this.#nothingSent(intent);
    const { connect, deadline } = this.#parts;
    const fact = await post(
      connect,
      {
        url: `${address.baseUrl}${pathOf(envelope)}`,
        headers: { ...proof.headers, ...headersOf(envelope) },
        body: envelope.body,
      },
      deadline && (() => deadline(envelope.requestId)),
    );
    if (fact.kind === 'answered') proof.judged?.(fact.status);
    const at = this.#parts.now();
    const answer = await this.#record(answerOf(envelope, intent.seq, fact, at));
    return 'seq' in answer
      ? { fact, intentSeq: intent.seq, answerSeq: answer.seq, written: [intent, answer], at }
      : { fact, intentSeq: intent.seq, written: [intent], at };
  }

  /** [BRK-2] [BRK-3] What must be true before a byte leaves. */
  async #check(envelope: Envelope): Promise<LocalRefusal | undefined> {
    const { session, operation } = envelope;
    if (createHash('sha256').update(envelope.body).digest('hex') !== envelope.sha256)
      return refusedLocally('altered', 'This message is not the one that was frozen, so it was not sent.');
    if (session.kind === 'unattended' && !mayGoUnattended(envelope))
      return refusedLocally('not-signed-in', 'This needs somebody signed in.');
    if (session.kind === 'person' && session.roleProfileId !== this.#roleProfileId)
      return refusedLocally('not-signed-in', 'The person who asked is no longer signed in.');
    if (operation === 'release' && !(await this.#parts.journal.hasRoom()))
      return refusedLocally(
        'no-space',
        'Less than 512 MB are free on the disk, so nothing is downloaded. Make room, then download again.',
      );
    return undefined;
  }

  async #record(entry: NewEntry, race?: Race): Promise<WrittenEntry | LocalRefusal> {
    const reply = await this.#parts.journal.append([entry], race);
    if (reply.kind === 'overtaken')
      return refusedLocally('recalled', 'Another message took the place of this one before it was sent.');
    if (reply.kind === 'refused') return refusedLocally('journal', `${reply.sentence} ${reply.next}`);
    const { bytes: _bytes, ...rest } = entry;
    return { ...rest, seq: reply.firstSeq };
  }

  #nothingSent(fact: LocalRefusal): SendReply {
    return { fact, written: [], at: this.#parts.now() };
  }
}

const headersOf = (envelope: Envelope): Record<string, string> => ({
  'Content-Type': 'application/fhir+json',
  Accept: 'application/fhir+json',
  'X-Request-ID': envelope.requestId,
  'X-Correlation-ID': envelope.requestId,
  ...(envelope.session.kind === 'person' ? { 'NHSD-Session-URID': envelope.session.roleProfileId } : {}),
});

const intentOf = (envelope: Envelope, at: number): NewEntry => {
  const { operation, requestId, sha256, attempt, session } = envelope;
  const role = session.kind === 'person' ? { roleProfileId: session.roleProfileId } : {};
  const data: BrokerIntentData = { operation, requestId, sha256, path: pathOf(envelope), attempt, ...role };
  const entry = { at, by: envelope.by, kind: 'broker.intent', subject: envelope.subject, v: 1, data };
  return envelope.bytesInJournal ? entry : { ...entry, bytes: envelope.body };
};

const answerOf = (envelope: Envelope, intentSeq: number, fact: AttemptFact, at: number): NewEntry => {
  const { operation, requestId } = envelope;
  const entry = { at, by: envelope.by, kind: 'broker.answer', subject: envelope.subject, v: 1 };
  if (fact.kind === 'answered') {
    const { status, headers, body } = fact;
    const data: BrokerAnswerData = {
      operation,
      requestId,
      intentSeq,
      fact: { kind: 'answered', status, headers },
    };
    return body.byteLength > 0 ? { ...entry, data, bytes: body } : { ...entry, data };
  }
  if (fact.kind === 'refused-locally') throw new Error('a local refusal is not an attempt');
  return { ...entry, data: { operation, requestId, intentSeq, fact } satisfies BrokerAnswerData };
};
