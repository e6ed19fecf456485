import type { Instant } from '../kernel/instant';
import type { RequestId } from '../kernel/ids';
import type { Source } from '../prescriptions/model';
import type { Again, ReleaseOutcome } from './model';

/** What happened to a request for prescriptions. Stored: do not rename, only add. */
export type InboxEvent =
  | {
      readonly type: 'release.in-doubt';
      readonly requestId: RequestId;
      readonly dueAt: Instant;
      /** `unreadable`: an answer came; `not-asked`: this attempt surely asked for nothing. Missing: no answer. */
      readonly because?: 'unreadable' | 'not-asked';
    }
  /** Also each time that it was asked for once more in vain. Without `again` it is asked for no more. */
  | {
      readonly type: 'release.lost';
      readonly requestId: RequestId;
      readonly again?: Again;
      readonly because?: 'unreadable' | 'not-asked';
    }
  | { readonly type: 'release.closed'; readonly requestId: RequestId; readonly reason: string }
  | { readonly type: 'release.settled'; readonly requestId: RequestId; readonly outcome: ReleaseOutcome }
  | {
      readonly type: 'script.quarantined';
      readonly source: Source;
      readonly shortId: string;
      readonly sentence: string;
    }
  /** A named person has dealt with one that could not be used. `keptId`: as `keptIdOf` makes it. */
  | {
      readonly type: 'script.quarantine-closed';
      readonly keptId: string;
      readonly shortId: string;
      readonly reason: string;
    };

/** What is about one request, not about what came in its answer. */
export type ReleaseEvent = Exclude<InboxEvent, { type: 'script.quarantined' | 'script.quarantine-closed' }>;
