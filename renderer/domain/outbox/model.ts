import type { Instant } from '../kernel/instant';
import type { IssueKey, MessageId, RequestId } from '../kernel/ids';

/** EPS interactions that leave through the outbox. `release` has its own way, the inbox. */
export type MessageKind = 'notification' | 'return' | 'withdraw' | 'claim';

/** What a waiting message waits for, so that the screen can say it. Stored: do not rename. */
export type WaitReason =
  'first-send' | 'network' | 'broker' | 'busy' | 'person' | 'smartcard' | 'before-it' | 'confirmation';

/** Who froze the message; their role is checked again when it is sent. */
export type Author = { readonly userId: string; readonly name: string; readonly roleProfileId: string };

/** Where a message stands. `sending` after a restart means: no answer yet, it may have arrived. */
export type MessageProgress =
  | { readonly kind: 'waiting'; readonly dueAt: Instant; readonly reason: WaitReason }
  | { readonly kind: 'sending'; readonly sinceAt: Instant }
  | { readonly kind: 'in-doubt'; readonly sinceAt: Instant; readonly dueAt: Instant }
  | { readonly kind: 'accepted'; readonly at: Instant; readonly replay: boolean }
  /** EPS refused it and a corrected one was made in its place; `recalled`: it was never sent. */
  | {
      readonly kind: 'replaced';
      readonly at: Instant;
      readonly corrected: MessageId;
      readonly recalled?: true;
    }
  /** EPS refused it, and a named person has dealt with that. */
  | { readonly kind: 'closed'; readonly at: Instant; readonly by: string; readonly note: string }
  /** Not sent, by a person's decision. */
  | { readonly kind: 'set-aside'; readonly at: Instant; readonly by: string; readonly reason: string }
  | {
      readonly kind: 'parked';
      readonly at: Instant;
      readonly certain: boolean;
      readonly code: string;
      readonly sentence: string;
      readonly next: string;
      readonly detail: string;
      /** Who has taken it over, and what they do about it. */
      readonly taken?: { readonly by: string; readonly at: Instant; readonly note: string };
    };

/** One message to EPS: ids and bytes are fixed when it is made and the same on every attempt. */
export type Message = {
  readonly messageId: MessageId;
  readonly requestId: RequestId;
  readonly kind: MessageKind;
  readonly subject: IssueKey;
  readonly author: Author;
  readonly sha256: string;
  /** True where it takes the place of one that EPS accepted: refused, that one stands. */
  readonly amends?: boolean;
  /** Present while the Spine has not confirmed the release of its script: until then it is not sent. */
  readonly awaits?: 'confirmation';
  /** Journal entry whose bytes are the body. */
  readonly bodySeq: number;
  readonly createdAt: Instant;
  readonly attempts: number;
  /** Answers that nobody could read, and that were asked for again. */
  readonly unreadable?: number;
  /** Since when an attempt may have arrived that nobody answered; gone once EPS has answered. */
  readonly doubtSince?: Instant;
  readonly progress: MessageProgress;
};

/** Messages in the order in which they were made. */
export const inOrder = (a: Message, b: Message): number => a.bodySeq - b.bodySeq;
