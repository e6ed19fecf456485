import type { ClockFault } from '../../renderer/domain/kernel/clock-fault';
import { asReissueId, asRequestId } from '../../renderer/domain/kernel/ids';
import type { MessageId } from '../../renderer/domain/kernel/ids';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import {
  decideAfterAttempt,
  decideRetry,
  planOutbox,
  type Verdict,
} from '../../renderer/domain/outbox/decide';
import type { OutboxEvent } from '../../renderer/domain/outbox/events';
import { evolveMessage, messageSubject } from '../../renderer/domain/outbox/evolve';
import type { Message } from '../../renderer/domain/outbox/model';
import type {
  DecidedEvent,
  MessageDraft,
  PrescriptionCommand,
} from '../../renderer/domain/prescriptions/commands';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { PrescriptionEvent } from '../../renderer/domain/prescriptions/events';
import type { PrescriptionState, Supply, SuppliedLine } from '../../renderer/domain/prescriptions/model';
import { aContext, evolveAll, now, ready, uuids } from './builders';

/** How an attempt ends: answered, refused though it was right, applied without an answer, or never arrived. */
export type Weather = 'fair' | 'refused' | 'answer-lost' | 'lost';

type Told = Omit<Supply, 'notification'>;
type Event = DecidedEvent | OutboxEvent | PrescriptionEvent;

export const amountOf = ({ counts, products }: SuppliedLine): number =>
  counts ?? products.reduce((sum, { quantity }) => sum + quantity.value, 0);

/** What EPS holds of one script: the notifications that stand, oldest first, and its claim. */
class EpsRecord {
  readonly told: Told[] = [];
  readonly applied = new Set<MessageId>();
  claim: MessageId | undefined;
  gone = false;

  /** Why EPS could not take this message; the same id again changes nothing (eps.md 1.0). */
  refusalOf(draft: MessageDraft): string | undefined {
    if (this.applied.has(draft.messageId)) return undefined;
    const last = this.told.at(-1);
    if (this.gone) return 'not with this pharmacy';
    switch (draft.kind) {
      case 'notification': {
        const { replaces, prescriptionStatus } = draft.supply;
        if (replaces?.known) {
          if (replaces.messageId !== last?.messageId) return 'replaces another than the last';
          return draft.supply.handedOverAt === last.handedOverAt ? undefined : 'moves the hand-out time';
        }
        if (this.claim !== undefined) return 'told after its claim';
        if (last && last.prescriptionStatus !== '0003') return 'told of what is complete';
        return prescriptionStatus === '0003' ||
          draft.supply.lines.every(({ status }) => !/000[34]/.test(status))
          ? undefined
          : 'complete with something owed';
      }
      case 'withdraw':
        if (this.claim !== undefined) return 'withdrawn after its claim';
        return draft.of === last?.messageId ? undefined : 'withdraws another than the last';
      case 'return':
        return this.told.length === 0 ? undefined : 'returned after it was told of';
      case 'claim':
        if (draft.claim.replaces !== this.claim) return 'claimed twice, or in place of another';
        return last && last.prescriptionStatus !== '0003' ? undefined : 'claimed before it is complete';
    }
  }

  take(draft: MessageDraft): void {
    if (this.applied.has(draft.messageId)) return;
    this.applied.add(draft.messageId);
    if (draft.kind === 'return') this.gone = true;
    if (draft.kind === 'claim') this.claim = draft.messageId;
    if (draft.kind === 'withdraw') this.told.pop();
    if (draft.kind !== 'notification') return;
    if (draft.supply.replaces?.known) this.told.pop();
    this.told.push(draft.supply);
  }
}

/** One script, its messages and a small EPS, without a store or a network. */
export class OneScript {
  state: PrescriptionState = ready({ items: [{}, {}] });
  readonly eps = new EpsRecord();
  at: Instant = now;
  clock: ClockFault | undefined = undefined;
  #messages: Message[] = [];
  #drafts = new Map<MessageId, MessageDraft>();
  #newId = uuids('e');
  #seq = 1000;

  get messages(): readonly Message[] {
    return this.#messages;
  }

  #write(events: readonly Event[]): void {
    const own = events.filter((event): event is PrescriptionEvent => event.type.startsWith('prescription.'));
    this.state = evolveAll(this.state, own, this.at);
    for (const event of events) if (event.type.startsWith('message.')) this.#happens(event as OutboxEvent); // by its name
  }

  #happens(event: OutboxEvent): void {
    const place = { at: this.at, by: 'Priya Shah', seq: (this.#seq += 1) };
    const before = this.#messages.find(({ messageId }) => messageId === event.messageId);
    const after = evolveMessage(before, { ...event, ...place });
    if (!after) return;
    this.#messages = before
      ? this.#messages.map((one) => (one === before ? after : one))
      : [...this.#messages, after];
  }

  ask(command: PrescriptionCommand): string {
    const context = { now: this.at, newId: this.#newId, ...(this.clock ? { clock: this.clock } : {}) };
    const decision = decidePrescription(this.state, command, aContext(context));
    if (decision.kind === 'refused') return decision.code;
    const { key } = this.state.prescription;
    this.#write(decision.events);
    for (const draft of decision.messages) {
      this.#drafts.set(draft.messageId, draft);
      this.#happens({
        type: 'message.queued',
        messageId: draft.messageId,
        requestId: asRequestId(this.#newId()),
        kind: draft.kind,
        key,
        author: { userId: 'u', name: 'Priya Shah', roleProfileId: '555' },
        sha256: 'ab',
        ...(draft.kind === 'notification' && draft.supply.replaces?.known ? { amends: true } : {}),
      });
    }
    return 'decided';
  }

  /** The next message that may go, and what became of it; false where none may. */
  send(weather: Weather): boolean {
    const [due] = planOutbox(this.#messages, { now: this.at, roleProfileId: '555' }).flatMap((one) =>
      one.kind === 'send' ? [one.message] : [],
    );
    const draft = due && this.#drafts.get(due.messageId);
    if (!due || !draft) return false;
    const attempt = due.attempts + 1;
    const { messageId, requestId, sha256, kind: operation } = due;
    const sent = evolveMessage(due, {
      type: 'broker.intent',
      operation,
      requestId,
      sha256,
      attempt,
      subject: messageSubject(messageId),
      at: this.at,
      by: 'Priya Shah',
      seq: (this.#seq += 1),
    });
    this.#messages = this.#messages.map((one) => (one === due ? (sent ?? one) : one));
    const verdict = this.#answerTo(draft, weather);
    this.#write(decideAfterAttempt(sent ?? due, verdict, { now: this.at, chance: 0 }));
    this.at = asInstant(this.at + 60_000);
    return true;
  }

  #answerTo(draft: MessageDraft, weather: Weather): Verdict {
    const noAnswer: Verdict = {
      kind: 'retry-later',
      reason: 'broker',
      afterMs: undefined,
      mayHaveArrived: true,
    };
    if (weather === 'lost') return noAnswer;
    const wrong = this.eps.refusalOf(draft);
    if (wrong !== undefined) throw new Error(`EPS would refuse this ${draft.kind}: ${wrong}`);
    if (weather === 'refused' && !this.eps.applied.has(draft.messageId))
      return {
        kind: 'refused',
        code: 'PRESCRIPTION_INVALID_STATE_TRANSITION',
        sentence: 'No.',
        next: 'Ask.',
        detail: '',
      };
    this.eps.take(draft);
    return weather === 'answer-lost' ? noAnswer : { kind: 'accepted', replay: false };
  }

  /** A person has each parked message sent again. */
  retry(): void {
    for (const message of this.#messages) {
      const decision = message.progress.kind === 'parked' ? decideRetry(message) : undefined;
      if (decision?.kind === 'decided') this.#write(decision.events);
    }
  }

  /** Another script takes its place. */
  supersede(): void {
    const { key } = this.state.prescription;
    this.#write([{ type: 'prescription.superseded', key, reissueId: asReissueId('pair'), twin: key }]);
  }

  /** Everything that may go goes, and is answered. */
  drain(): void {
    for (let i = 0; i < 200 && this.send('fair'); i += 1) this.at = asInstant(this.at + 600_000);
  }
}
