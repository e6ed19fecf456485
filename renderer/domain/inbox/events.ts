import type { Instant } from '../kernel/instant';
import type { RequestId } from '../kernel/ids';
import type { Source } from '../prescriptions/model';
import type { ReleaseOutcome } from './model';

/** What happened to a request for prescriptions. Stored: do not rename, only add. */
export type InboxEvent =
  | {
      readonly type: 'release.in-doubt';
      readonly requestId: RequestId;
      readonly dueAt: Instant;
      /** `unreadable`: an answer came; `not-asked`: this attempt surely asked for nothing. Missing: no answer. */
      readonly because?: 'unreadable' | 'not-asked';
    }
  | { readonly type: 'release.lost'; readonly requestId: RequestId }
  | { readonly type: 'release.closed'; readonly requestId: RequestId; readonly reason: string }
  | { readonly type: 'release.settled'; readonly requestId: RequestId; readonly outcome: ReleaseOutcome }
  | {
      readonly type: 'script.quarantined';
      readonly source: Source;
      readonly shortId: string;
      readonly sentence: string;
    };
