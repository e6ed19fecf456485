import type { Instant } from '../kernel/instant';
import type { IssueKey, MessageId, RequestId } from '../kernel/ids';
import type { Author, MessageKind, WaitReason } from './model';

/** What happened to a message. Stored: do not rename, only add. `message.queued` carries the body as its bytes. */
export type OutboxEvent =
  | {
      readonly type: 'message.queued';
      readonly messageId: MessageId;
      readonly requestId: RequestId;
      readonly kind: MessageKind;
      readonly key: IssueKey;
      readonly author: Author;
      readonly sha256: string;
      /** True where it takes the place of one that EPS accepted. */
      readonly amends?: boolean;
      /** What must be settled before it may be sent at all. */
      readonly awaits?: 'confirmation';
    }
  /** What it awaited is settled: it goes in its turn. */
  | {
      readonly type: 'message.unblocked';
      readonly messageId: MessageId;
      readonly key: IssueKey;
      /** It had been set aside, and joins the queue again. */
      readonly setAside?: true;
    }
  /** A person decided that it is not sent. */
  | {
      readonly type: 'message.set-aside';
      readonly messageId: MessageId;
      readonly key: IssueKey;
      readonly reason: string;
      /** It stood in the queue until now. */
      readonly waited?: true;
    }
  | {
      readonly type: 'message.delayed';
      readonly messageId: MessageId;
      readonly key: IssueKey;
      readonly dueAt: Instant;
      readonly reason: WaitReason;
    }
  | {
      readonly type: 'message.in-doubt';
      readonly messageId: MessageId;
      readonly key: IssueKey;
      readonly dueAt: Instant;
      /** An answer came that nobody can read. Missing: no answer. */
      readonly because?: 'unreadable';
    }
  | {
      readonly type: 'message.accepted';
      readonly messageId: MessageId;
      readonly key: IssueKey;
      readonly replay: boolean;
    }
  | {
      readonly type: 'message.parked';
      readonly messageId: MessageId;
      readonly key: IssueKey;
      /** True where EPS refused it: it had no effect. False where the answer could not be understood. */
      readonly certain: boolean;
      readonly code: string;
      readonly sentence: string;
      readonly next: string;
      readonly detail: string;
    }
  /** A corrected one took its place: it is never sent again. */
  | {
      readonly type: 'message.replaced';
      readonly messageId: MessageId;
      readonly key: IssueKey;
      readonly corrected: MessageId;
      /** It stood in the queue until now, behind the one that EPS refused. */
      readonly waited?: true;
      /** [OUT-14] No attempt at it was ever begun: a person had it made anew. */
      readonly recalled?: true;
    }
  /** A person took it over; `settles` where it surely had no effect, so that nothing is left of it. */
  | {
      readonly type: 'message.handed-over';
      readonly messageId: MessageId;
      readonly key: IssueKey;
      readonly note: string;
      readonly settles: boolean;
    }
  | { readonly type: 'message.retried'; readonly messageId: MessageId; readonly key: IssueKey }
  /** A person did not want to wait for the next try: it is due now, with all that was known of it. */
  | { readonly type: 'message.hurried'; readonly messageId: MessageId; readonly key: IssueKey };
