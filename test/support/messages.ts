import type { Place } from '../../renderer/domain/broker-entries';
import { asMessageId, asRequestId, issueKeyOf } from '../../renderer/domain/kernel/ids';
import { decideAfterAttempt, type Verdict } from '../../renderer/domain/outbox/decide';
import { evolveMessage, messageSubject } from '../../renderer/domain/outbox/evolve';
import type { OutboxEvent } from '../../renderer/domain/outbox/events';
import type { Message, MessageKind } from '../../renderer/domain/outbox/model';
import type { PrescriptionEvent } from '../../renderer/domain/prescriptions/events';
import { now, uuids } from './builders';

const newId = uuids('1');
let seq = 100;

const place = (): Place => ({ seq: (seq += 1), at: now, by: 'Priya Shah' });

/** A message as it is made. */
export const queued = (
  kind: MessageKind = 'notification',
  script = 'A',
  more: { amends?: true; awaits?: 'confirmation' } = {},
): Message => {
  const message = evolveMessage(undefined, {
    ...place(),
    type: 'message.queued',
    messageId: asMessageId(newId()),
    requestId: asRequestId(newId()),
    kind,
    key: issueKeyOf(script, 'long', 1),
    author: { userId: 'u', name: 'Priya Shah', roleProfileId: '555' },
    sha256: 'ab',
    ...more,
  });
  if (!message) throw new Error('no message');
  return message;
};

/** After so many attempts that nobody has answered yet. */
export const sent = (message: Message, times = 1): Message => {
  let after = message;
  for (let i = 0; i < times; i += 1)
    after =
      evolveMessage(after, {
        ...place(),
        type: 'broker.intent',
        operation: message.kind,
        requestId: message.requestId,
        sha256: message.sha256,
        attempt: after.attempts + 1,
        subject: messageSubject(message.messageId),
      }) ?? after;
  return after;
};

export const attempt = { now, chance: 0.5 };
export const folded = (message: Message, events: readonly (OutboxEvent | PrescriptionEvent)[]): Message =>
  events
    .filter((event): event is OutboxEvent => event.type.startsWith('message.'))
    .reduce<Message>((state, event) => evolveMessage(state, { ...event, ...place() }) ?? state, message);
/** After the end of its attempt. */
export const after = (message: Message, verdict: Verdict): Message =>
  folded(message, decideAfterAttempt(message, verdict, attempt));

export const refusal = {
  kind: 'refused',
  code: 'X',
  sentence: 'No.',
  next: 'Ask.',
  detail: 'raw',
} as const satisfies Verdict;
export const later: Verdict = {
  kind: 'retry-later',
  reason: 'network',
  afterMs: undefined,
  mayHaveArrived: false,
};
export const doubt: Verdict = { ...later, mayHaveArrived: true };
export const accepted: Verdict = { kind: 'accepted', replay: false };
export const unreadable: Verdict = { kind: 'unreadable', sentence: 'Garbled.', detail: 'raw' };
