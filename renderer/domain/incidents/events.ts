import type { Backlog } from '../backlog/model';
import type { IssueKey } from '../kernel/ids';
import type { Instant } from '../kernel/instant';
import type { PartName } from '../watch/model';
import type { Audience, Explanation, IncidentId, Left, Paper, PromiseId, Severity } from './model';

type Of<Name extends string, Fields> = {
  readonly type: `incident.${Name}`;
  /** Which incident. */
  readonly id: IncidentId;
} & Fields;

/** What happened in an incident. Stored: do not rename, only add. */
export type IncidentEvent =
  | Of<
      'opened',
      {
        readonly openedBy: 'watch' | 'person';
        readonly title: string;
        readonly parts: readonly PartName[];
        readonly reason: string;
        readonly detectedAt: Instant;
        readonly severity: Severity;
      }
    >
  | Of<'part-joined', { readonly part: PartName; readonly reason: string; readonly detectedAt: Instant }>
  | Of<
      'measured',
      {
        readonly backlog: Backlog;
        readonly suppliedOffline: number;
        /** [INC-11] Only where there is no broker, in place of the other numbers. */
        readonly open?: readonly Left[];
      }
    >
  | Of<'noted', { readonly text: string; readonly happenedAt: Instant }>
  | Of<
      'workaround-logged',
      { readonly text: string; readonly scripts?: number; readonly happenedAt: Instant }
    >
  | Of<'told', { readonly audience: Audience; readonly text: string; readonly happenedAt: Instant }>
  | Of<'severity-set', { readonly severity: Severity; readonly why: string }>
  | Of<'reference-set', { readonly reference: string; readonly from: string }>
  | Of<
      'promise-logged',
      { readonly promiseId: PromiseId; readonly clearBy: Instant; readonly saidBy: string }
    >
  | Of<'promise-slipped', { readonly promiseId: PromiseId; readonly waiting: number }>
  | Of<'promise-kept', { readonly promiseId: PromiseId }>
  | Of<'expected-set', { readonly count: number; readonly source: string }>
  | Of<'supplied-offline', { readonly key: IssueKey }>
  | Of<'fixed', { readonly measured: boolean; readonly text: string; readonly happenedAt: Instant }>
  | Of<'failed-again', { readonly part: PartName; readonly reason: string; readonly detectedAt: Instant }>
  | Of<'backlog-cleared', { readonly happenedAt: Instant }>
  | Of<'explained', Explanation>
  | Of<
      'exported',
      {
        readonly format: string;
        readonly withPatients: boolean;
        /** Absent: the report, which was all that there was. */
        readonly paper?: Paper;
      }
    >
  | Of<'closed', object>;
