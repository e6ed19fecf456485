import { assertNever } from '../kernel/assert-never';
import type { BrokerAnswer, BrokerIntent, Place } from '../broker-entries';
import type { DomainEvent } from '../events';
import type { OutboxEvent } from './events';
import type { Message, MessageProgress } from './model';

type MessageEvent = (OutboxEvent | BrokerIntent | BrokerAnswer) & Place;

const progressAfter = (
  message: Message,
  event: Exclude<MessageEvent, { type: 'message.queued' }>,
): MessageProgress => {
  switch (event.type) {
    case 'broker.intent':
      return message.progress.kind === 'accepted' ? message.progress : { kind: 'sending', sinceAt: event.at };
    case 'broker.answer':
      return message.progress;
    case 'message.delayed':
      // A try that never left does not lift the doubt of one before it.
      return message.doubtSince === undefined
        ? { kind: 'waiting', dueAt: event.dueAt, reason: event.reason }
        : { kind: 'in-doubt', sinceAt: message.doubtSince, dueAt: event.dueAt };
    case 'message.in-doubt':
      return { kind: 'in-doubt', sinceAt: message.doubtSince ?? event.at, dueAt: event.dueAt };
    case 'message.unblocked':
      // [DSK-12] What was set aside has never left: the same bytes go now.
      return message.progress.kind === 'set-aside'
        ? { kind: 'waiting', dueAt: event.at, reason: 'first-send' }
        : message.progress;
    case 'message.replaced':
      return {
        kind: 'replaced',
        at: event.at,
        corrected: event.corrected,
        ...(event.recalled ? { recalled: true } : {}),
      };
    case 'message.set-aside':
      return { kind: 'set-aside', at: event.at, by: event.by, reason: event.reason };
    case 'message.accepted':
      return { kind: 'accepted', at: event.at, replay: event.replay };
    case 'message.parked':
      return {
        kind: 'parked',
        at: event.at,
        certain: event.certain,
        code: event.code,
        sentence: event.sentence,
        next: event.next,
        detail: event.detail,
      };
    case 'message.handed-over': {
      const { by, at, note } = event;
      if (event.settles) return { kind: 'closed', at, by, note };
      return message.progress.kind === 'parked'
        ? { ...message.progress, taken: { by, at, note } }
        : message.progress;
    }
    case 'message.hurried':
      return 'dueAt' in message.progress ? { ...message.progress, dueAt: event.at } : message.progress;
    case 'message.retried':
      return { kind: 'waiting', dueAt: event.at, reason: 'first-send' };
    default:
      return assertNever(event);
  }
};

/**
 * An answer of EPS ends a doubt; nothing else does. An attempt after one whose end was never heard of, because the
 * program was struck down, is made in doubt of that one.
 */
const doubtAfter = ({ doubtSince: since, progress }: Message, event: MessageEvent): Message['doubtSince'] => {
  if (event.type === 'message.in-doubt') return since ?? event.at;
  if (event.type === 'broker.intent' && progress.kind === 'sending') return since ?? progress.sinceAt;
  return event.type === 'message.accepted' || (event.type === 'message.parked' && event.certain)
    ? undefined
    : since;
};

/** [OUT-5] What counts towards a person being called. */
const unreadableAfter = ({ unreadable: count }: Message, event: MessageEvent): Message['unreadable'] =>
  event.type === 'message.in-doubt' && event.because === 'unreadable' ? (count ?? 0) + 1 : count;

/** Folds an event, or main's note of an attempt, into a message. Its ids and bytes never change. */
export const evolveMessage = (state: Message | undefined, event: MessageEvent): Message | undefined => {
  if (event.type === 'message.queued') {
    return (
      state ?? {
        messageId: event.messageId,
        requestId: event.requestId,
        kind: event.kind,
        subject: event.key,
        author: event.author,
        sha256: event.sha256,
        ...(event.amends ? { amends: true } : {}),
        ...(event.awaits ? { awaits: event.awaits } : {}),
        bodySeq: event.seq,
        createdAt: event.at,
        attempts: 0,
        progress: { kind: 'waiting', dueAt: event.at, reason: 'first-send' },
      }
    );
  }
  if (state === undefined) return undefined;
  const attempts =
    event.type === 'broker.intent' ? Math.max(state.attempts + 1, event.attempt) : state.attempts;
  const { doubtSince: _before, awaits, ...rest } = state;
  const doubt = doubtAfter(state, event);
  const unreadable = unreadableAfter(state, event);
  return {
    ...rest,
    attempts,
    ...(awaits === undefined || event.type === 'message.unblocked' ? {} : { awaits }),
    ...(doubt === undefined ? {} : { doubtSince: doubt }),
    ...(unreadable === undefined ? {} : { unreadable }),
    progress: progressAfter(state, event),
  };
};

export const isAboutMessage = (event: DomainEvent): event is OutboxEvent => event.type.startsWith('message.');

/** Subject of the journal's entries about an attempt at a message, and back. */
export const messageSubject = (messageId: string): string => `message|${messageId}`;
export const messageIdOf = (subject: string): string | undefined =>
  subject.startsWith('message|') ? subject.slice('message|'.length) : undefined;
