import { createHash } from 'node:crypto';
import type { MemoryJournal } from './memory-journal';
import type { Spine } from '../../electron/training/spine';
import type { Instant } from '../../renderer/domain/kernel/instant';
import type {
  AttemptFact,
  BrokerPort,
  JournalPort,
  SendRequest,
  SendResult,
} from '../../renderer/usecases/ports';

/** What happens to one attempt, in the order of the attempts; `ok` when the list is used up. */
export type Weather =
  'ok' | 'refused' | 'lost-request' | 'lost-answer' | 'busy' | 'garbled' | 'error' | 'new-code';

export type Sent = { readonly requestId: string; readonly sha256: string; readonly subject: string };

export const paths: Readonly<Record<SendRequest['operation'], string>> = {
  release: '/FHIR/R4/Task/$release',
  notification: '/FHIR/R4/$process-message',
  return: '/FHIR/R4/Task',
  withdraw: '/FHIR/R4/Task',
  claim: '/FHIR/R4/Claim',
};

/** A refusal with a code that is not known here. */
const newCode = JSON.stringify({
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'processing',
      details: { coding: [{ code: 'NOT_ON_A_THURSDAY', display: 'Not on a Thursday' }] },
    },
  ],
});

/** Main's door without the door: intent and answer into the journal, the training Spine behind it. */
export class SpineBroker implements BrokerPort {
  readonly sent: Sent[] = [];
  weather: Weather[] = [];

  constructor(
    readonly journal: JournalPort & Pick<MemoryJournal, 'begin'>,
    readonly spine: Spine,
    readonly now: () => Instant,
    /** Called between any two steps; may throw to end the program there. */
    readonly step: () => void = () => undefined,
  ) {}

  async send(request: SendRequest): Promise<SendResult> {
    const { operation, requestId, subject, by, body, sha256, attempt, bytesInJournal, roleProfileId, door } =
      request;
    const entry = { at: this.now(), by, subject, v: 1 };
    const role = roleProfileId === undefined ? {} : { roleProfileId };
    const data = {
      operation,
      requestId,
      sha256,
      path: `${paths[operation]}${door ? '-unattended' : ''}`,
      attempt,
      ...role,
    };
    this.step();
    await this.proof();
    this.step();
    const intent = await this.journal.begin({
      ...entry,
      kind: 'broker.intent',
      data,
      ...(bytesInJournal ? {} : { bytes: body }),
    });
    if (intent.kind !== 'appended')
      return {
        fact:
          intent.kind === 'overtaken'
            ? { kind: 'refused-locally', reason: 'recalled', sentence: '' }
            : { kind: 'refused-locally', reason: 'journal', sentence: intent.sentence },
        intentSeq: undefined,
        answerSeq: undefined,
        at: this.now(),
      };
    this.step();
    const fact = await this.attempt(request);
    this.step();
    const bytes = fact.kind === 'answered' ? new TextEncoder().encode(fact.bodyText ?? '') : undefined;
    const told =
      fact.kind === 'answered' ? { kind: fact.kind, status: fact.status, headers: fact.headers } : fact;
    const answer = await this.journal.append([
      {
        ...entry,
        kind: 'broker.answer',
        data: { operation, requestId, intentSeq: intent.firstSeq, fact: told },
        ...(bytes ? { bytes } : {}),
      },
    ]);
    this.step();
    return {
      fact,
      intentSeq: intent.firstSeq,
      answerSeq: answer.kind === 'appended' ? answer.firstSeq : undefined,
      at: this.now(),
    };
  }

  /** What takes its time before the attempt is written down: main gets a proof of who asks. */
  proof: () => Promise<void> = () => Promise.resolve();

  /** What comes of one attempt on its way there and back. */
  protected attempt(request: SendRequest): AttemptFact | Promise<AttemptFact> {
    return this.meet(request, this.weather.shift() ?? 'ok');
  }

  protected meet({ operation, requestId, subject, body }: SendRequest, weather: Weather): AttemptFact {
    const answered = (status: number, bodyText: string): AttemptFact => ({
      kind: 'answered',
      status,
      headers: {},
      bodyText,
    });
    if (weather === 'refused') return { kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' };
    if (weather === 'lost-request') return { kind: 'timed-out', afterMs: 30_000 };
    if (weather === 'busy') return answered(429, '');
    if (weather === 'error') return answered(503, 'no');
    if (weather === 'new-code') return answered(400, newCode);
    this.sent.push({ requestId, sha256: createHash('sha256').update(body).digest('hex'), subject });
    const { answer } = this.spine.handle(
      paths[operation],
      JSON.parse(new TextDecoder().decode(body)),
      requestId,
    );
    const text = JSON.stringify(answer.body);
    if (weather === 'lost-answer') return { kind: 'unreachable', reason: 'ERR_CONNECTION_RESET' };
    return answered(answer.status, weather === 'garbled' ? text.slice(0, text.length / 2) : text);
  }
}
