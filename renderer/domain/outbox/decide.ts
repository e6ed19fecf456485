import { isAboutTheScript } from '../fhir/codes/about-the-script';
import { assertNever } from '../kernel/assert-never';
import { refuse, type Refusal } from '../kernel/refusal';
import { asInstant, withinReach, type Instant } from '../kernel/instant';
import type { MessageId } from '../kernel/ids';
import type { PrescriptionEvent } from '../prescriptions/events';
import { longestRetryAfterMs, nextAttemptAt, surelyNotSent } from './backoff';
import type { OutboxEvent } from './events';
import { inOrder, type Message, type WaitReason } from './model';

/** What one attempt came to, once the answer was read. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly replay: boolean }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly sentence: string;
      readonly next: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'retry-later';
      readonly reason: WaitReason;
      readonly afterMs: number | undefined;
      readonly mayHaveArrived: boolean;
    }
  | { readonly kind: 'unreadable'; readonly sentence: string; readonly detail: string };

type AttemptContext = {
  readonly now: Instant;
  readonly chance: number;
  /** [PRX-22] What to do first about a notification that surely had no effect, where its hand-out time may be why. */
  readonly timeNext?: string | undefined;
};

/** A fact without an answer, read as a verdict. */
export const verdictWithoutAnswer = (
  fact: { readonly kind: 'unreachable'; readonly reason: string } | { readonly kind: 'timed-out' },
): Verdict =>
  fact.kind === 'unreachable'
    ? {
        kind: 'retry-later',
        reason: 'network',
        afterMs: undefined,
        mayHaveArrived: !surelyNotSent(fact.reason),
      }
    : { kind: 'retry-later', reason: 'broker', afterMs: undefined, mayHaveArrived: true };

/** How often an answer that nobody can read is asked for again before a person is called. */
const unreadableAgain = 2;

/** [OUT-8] What a script learns of its message. */
const settledBy = (message: Message, outcome: 'accepted' | 'parked' | 'refused'): PrescriptionEvent[] => {
  const { messageId, subject: key } = message;
  if (message.kind === 'notification')
    return [{ type: 'prescription.notification-settled', key, messageId, outcome }];
  if (message.kind === 'claim') return [{ type: 'prescription.claim-settled', key, messageId, outcome }];
  if (message.kind === 'return' && outcome === 'accepted')
    return [{ type: 'prescription.returned', key, messageId }];
  if (message.kind === 'withdraw' && outcome === 'accepted')
    return [{ type: 'prescription.supply-withdrawn', key, messageId }];
  return [];
};

/** What a script learns when EPS refuses to take it, or a notification, back. */
const refusedBy = (message: Message, sentence: string): PrescriptionEvent[] => {
  const about = { key: message.subject, messageId: message.messageId, sentence };
  if (message.kind === 'return') return [{ type: 'prescription.return-refused', ...about }];
  return message.kind === 'withdraw' ? [{ type: 'prescription.withdrawal-refused', ...about }] : [];
};

/**
 * A refused return, withdrawal, claim or amendment had no effect and is made anew. Other notifications are
 * corrected on their script; until then they hold back what follows from them.
 */
const isMadeAnew = (message: Message): boolean => message.kind !== 'notification' || message.amends === true;

/**
 * [OUT-11] Whether a refusal proves that the message had no effect. After an attempt that nobody answered only EPS's
 * word about this script does: a failure, or a sign-in turned away, says nothing of the attempt before it.
 */
const provesNoEffect = (message: Message, code: string): boolean =>
  message.doubtSince === undefined || isAboutTheScript(code);

const park = (
  message: Message,
  certain: boolean,
  why: { code: string; sentence: string; next: string; detail: string },
): (OutboxEvent | PrescriptionEvent)[] => [
  { type: 'message.parked', messageId: message.messageId, key: message.subject, certain, ...why },
  ...settledBy(message, certain ? 'refused' : 'parked'),
  ...(certain ? refusedBy(message, why.sentence) : []),
];

/**
 * [OUT-2] [OUT-5] After one attempt: accepted, parked for a person, or due again with the same bytes.
 * A refusal is never repeated by itself; a failure to answer is never taken for an answer.
 */
export const decideAfterAttempt = (
  message: Message,
  verdict: Verdict,
  context: AttemptContext,
): readonly (OutboxEvent | PrescriptionEvent)[] => {
  const { messageId, subject: key } = message;
  switch (verdict.kind) {
    case 'accepted':
      return [
        { type: 'message.accepted', messageId, key, replay: verdict.replay || message.attempts > 1 },
        ...settledBy(message, 'accepted'),
      ];
    case 'refused': {
      const certain = provesNoEffect(message, verdict.code);
      const { timeNext } = context;
      const next = certain && timeNext ? `${timeNext} If that is refused too: ${verdict.next}` : verdict.next;
      return park(message, certain, { ...verdict, next });
    }
    case 'retry-later': {
      const dueAt = nextAttemptAt(context.now, message.attempts, context.chance, verdict.afterMs);
      return verdict.mayHaveArrived
        ? [{ type: 'message.in-doubt', messageId, key, dueAt }]
        : [{ type: 'message.delayed', messageId, key, dueAt, reason: verdict.reason }];
    }
    case 'unreadable':
      // Only answers that came count; an attempt without one was no answer that could not be read.
      if ((message.unreadable ?? 0) < unreadableAgain)
        return [
          {
            type: 'message.in-doubt',
            messageId,
            key,
            dueAt: nextAttemptAt(context.now, message.attempts, context.chance, undefined),
            because: 'unreadable',
          },
        ];
      return park(message, false, {
        code: 'UNREADABLE',
        sentence: verdict.sentence,
        next: 'It may or may not have arrived. Try again: EPS recognises a repeat. If it stays, call the supplier with the details.',
        detail: verdict.detail,
      });
    default:
      return assertNever(verdict);
  }
};

const overKinds: readonly Message['progress']['kind'][] = ['accepted', 'replaced', 'closed', 'set-aside'];
const isOver = ({ progress }: Message): boolean => overKinds.includes(progress.kind);

/** [OUT-14] Whether it surely never left: by the journal no attempt at it was ever begun. */
export const wasNeverTried = ({ attempts, progress }: Message): boolean =>
  attempts === 0 && progress.kind === 'waiting';

/** How long a message rests after this computer itself could not send it. */
const localPauseMs = 30_000;

/**
 * [OUT-9] Nothing left this computer. Who must sign in is planned anew; anything else rests a while. [OUT-14] What was
 * recalled in between does not wait again.
 */
export const decideAfterNothingLeft = (
  message: Message,
  reason: string,
  now: Instant,
): readonly OutboxEvent[] => {
  const { messageId, subject: key, progress } = message;
  if (reason === 'sign-in-again' || reason === 'not-signed-in' || isOver(message)) return [];
  const dueAt = asInstant(now + localPauseMs);
  // An attempt before this one that had no answer may have arrived.
  return progress.kind === 'sending'
    ? [{ type: 'message.in-doubt', messageId, key, dueAt }]
    : [{ type: 'message.delayed', messageId, key, dueAt, reason: 'network' }];
};

/** What a person does with a parked message. */
export type PersonsDecision =
  { readonly kind: 'decided'; readonly events: readonly (OutboxEvent | PrescriptionEvent)[] } | Refusal;

/**
 * [OUT-6] A person sends a parked message again, the same bytes. A refused return is made anew instead. A notification
 * that EPS had refused may now be taken, so its script waits for the answer and is not corrected before it (PRX-17).
 */
export const decideRetry = (message: Message): PersonsDecision => {
  const { messageId, subject: key } = message;
  if (message.progress.kind !== 'parked')
    return refuse(
      'NotParked',
      'OUT-6',
      'This message is not waiting for a person.',
      'It is sent by itself when its turn comes.',
    );
  if (isMadeAnew(message) && message.progress.certain)
    return refuse(
      'ReturnAnew',
      'OUT-6',
      'EPS refused this, so the script stands as it did.',
      'Open the script and do it again if that is still wanted.',
    );
  const anew: PrescriptionEvent[] =
    message.kind === 'notification' && message.progress.certain
      ? [{ type: 'prescription.notification-settled', key, messageId, outcome: 'waiting' }]
      : [];
  return { kind: 'decided', events: [{ type: 'message.retried', messageId, key }, ...anew] };
};

type DueContext = {
  readonly now: Instant;
  /** Of whoever may speak to EPS. */
  readonly roleProfileId: string | undefined;
  /** What is missing where nobody may: somebody at all, or their smartcard. */
  readonly missing?: 'person' | 'smartcard';
};
/** A person takes a parked message into their own hands, and says what they do about it. */
export type HandOver = { readonly kind: 'HandOver'; readonly messageId: MessageId; readonly note: string };

/** [OUT-10] In the name of the person; one that surely had no effect is thereby settled, a doubtful one stays open. */
export const decideHandOver = (message: Message, note: string): PersonsDecision => {
  if (message.progress.kind !== 'parked')
    return refuse(
      'NotParked',
      'OUT-10',
      'This message is not waiting for a person.',
      'It is sent by itself when its turn comes.',
    );
  if (note.trim() === '')
    return refuse(
      'NoteMissing',
      'OUT-10',
      'Whoever takes this over says what they do about it.',
      'Write it down, for the next person who looks.',
    );
  const { messageId, subject: key } = message;
  const settles = message.progress.certain && isMadeAnew(message);
  return {
    kind: 'decided',
    events: [{ type: 'message.handed-over', messageId, key, note: note.trim(), settles }],
  };
};

export type Due =
  | { readonly kind: 'send'; readonly message: Message }
  | {
      readonly kind: 'wait';
      readonly messageId: MessageId;
      readonly reason: WaitReason;
      readonly until: Instant | undefined;
    };

/** [OUT-12] A first sending waits for no time, any other at most for the longest `Retry-After`. */
const dueAtOf = ({ progress }: Message, now: Instant): Instant | undefined => {
  if (progress.kind !== 'waiting' && progress.kind !== 'in-doubt') return undefined;
  const isFirst = progress.kind === 'waiting' && progress.reason === 'first-send';
  return withinReach(progress.dueAt, now, isFirst ? 0 : longestRetryAfterMs);
};

/**
 * [OUT-1] Whether what follows on the same script waits for it. What EPS refused for good had no effect, so that what
 * follows may go; a doubtful one holds the rest.
 */
export const holdsBack = (message: Message): boolean =>
  !isOver(message) &&
  !(message.progress.kind === 'parked' && message.progress.certain && isMadeAnew(message));

/**
 * [OUT-1] [OUT-7] First in, first out for each prescription; a parked or unanswered one holds back only those
 * behind it on the same prescription. What needs a person waits for somebody signed in.
 */
export const planOutbox = (messages: readonly Message[], context: DueContext): readonly Due[] => {
  const blocked = new Set<string>();
  const plan: Due[] = [];
  for (const message of [...messages].sort(inOrder)) {
    const { messageId, progress, subject } = message;
    if (isOver(message)) continue;
    const first = !blocked.has(subject);
    if (holdsBack(message)) blocked.add(subject);
    if (progress.kind === 'parked') continue;
    if (!first) plan.push({ kind: 'wait', messageId, reason: 'before-it', until: undefined });
    else if (message.awaits !== undefined)
      plan.push({ kind: 'wait', messageId, reason: message.awaits, until: undefined });
    else if (context.roleProfileId === undefined)
      plan.push({ kind: 'wait', messageId, reason: context.missing ?? 'person', until: undefined });
    else {
      const dueAt = dueAtOf(message, context.now);
      if (dueAt !== undefined && dueAt > context.now)
        plan.push({
          kind: 'wait',
          messageId,
          reason: progress.kind === 'waiting' ? progress.reason : 'broker',
          until: dueAt,
        });
      else plan.push({ kind: 'send', message });
    }
  }
  return plan;
};
