import type { Backlog } from '../backlog/model';
import type { Brand } from '../kernel/brand';
import type { IssueKey } from '../kernel/ids';
import type { Instant } from '../kernel/instant';
import type { PartName } from '../watch/model';

export type IncidentId = Brand<string, 'IncidentId'>;
export type PromiseId = Brand<string, 'PromiseId'>;
export const asIncidentId = (uuid: string): IncidentId => uuid as IncidentId; // brand
export const asPromiseId = (uuid: string): PromiseId => uuid as PromiseId; // brand

/** As the NHS service desk grades an incident, from a total loss down. Stored: do not rename. */
export type Severity = 1 | 2 | 3 | 4;

/** What a supplier or the service desk said about when it will be over. Its time never moves. */
export type ClearingPromise = {
  readonly promiseId: PromiseId;
  readonly clearBy: Instant;
  readonly saidBy: string;
  readonly loggedAt: Instant;
  readonly end:
    | { readonly kind: 'open' }
    /** Its time passed while something still waited. */
    | { readonly kind: 'slipped'; readonly waiting: number }
    | { readonly kind: 'kept'; readonly at: Instant };
};

/** Whom the terms of service have a pharmacy tell of it (law.md 11). Stored: do not rename, only add. */
export const audiences = ['icb', 'dos', 'surgeries', 'patients', 'booked'] as const;
export type Audience = (typeof audiences)[number];

/** A page for one audience. Stored: do not rename, only add. */
export type Notice = 'icb' | 'patients';
/** What goes out of an incident: all of it, or a notice. */
export type Paper = 'report' | Notice;

/** What an incident has left behind that somebody or something must still end. Stored: do not rename. */
export type Left = { readonly what: string; readonly count: number };

/** What stands in the timeline. Stored: do not rename, only add. */
export type TimelineFact =
  | { readonly kind: 'detected'; readonly parts: readonly PartName[]; readonly reason: string }
  | { readonly kind: 'opened'; readonly title: string }
  | { readonly kind: 'joined'; readonly part: PartName; readonly reason: string }
  | {
      readonly kind: 'measured';
      readonly backlog: Backlog;
      readonly suppliedOffline: number;
      readonly open?: readonly Left[];
    }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'workaround'; readonly text: string; readonly scripts: number | undefined }
  | { readonly kind: 'told'; readonly audience: Audience; readonly text: string }
  | { readonly kind: 'severity'; readonly severity: Severity; readonly why: string }
  | { readonly kind: 'reference'; readonly reference: string; readonly from: string }
  | { readonly kind: 'promised'; readonly promiseId: PromiseId }
  | { readonly kind: 'slipped'; readonly promiseId: PromiseId; readonly waiting: number }
  | { readonly kind: 'kept'; readonly promiseId: PromiseId }
  | { readonly kind: 'expected'; readonly count: number; readonly source: string }
  | { readonly kind: 'fixed'; readonly measured: boolean; readonly text: string }
  | { readonly kind: 'failed-again'; readonly part: PartName; readonly reason: string }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'explained' }
  | {
      readonly kind: 'exported';
      /** Absent: the report, which was all that there was. */
      readonly paper?: Paper;
      readonly format: string;
      readonly withPatients: boolean;
    }
  | { readonly kind: 'closed' };

/** When it happened and when it was written down; nothing is back-dated (law.md 11). */
export type TimelineEntry = {
  readonly happenedAt: Instant;
  readonly enteredAt: Instant;
  readonly by: string;
  readonly fact: TimelineFact;
};

/** What only a person can say of an incident, for the report. */
export type Explanation = {
  readonly impact: string;
  readonly rootCause: string;
  readonly prevention: string;
};

export type Incident = {
  readonly id: IncidentId;
  readonly title: string;
  readonly openedBy: 'watch' | 'person';
  readonly openedAt: Instant;
  /** When the first part failed, or when a person says that it began. */
  readonly detectedAt: Instant;
  readonly parts: readonly PartName[];
  readonly severity: Severity;
  readonly reference: { readonly reference: string; readonly from: string } | undefined;
  readonly promises: readonly ClearingPromise[];
  readonly expected: { readonly count: number; readonly source: string } | undefined;
  /** Issues handed out while EPS could not be reached. */
  readonly suppliedOffline: readonly IssueKey[];
  readonly fixedAt: Instant | undefined;
  readonly clearedAt: Instant | undefined;
  readonly measuredAt: Instant | undefined;
  readonly explanation: Explanation;
  readonly closedAt: Instant | undefined;
  readonly closedBy: string | undefined;
  readonly timeline: readonly TimelineEntry[];
};
