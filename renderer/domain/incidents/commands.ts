import type { Instant } from '../kernel/instant';
import type { PartName } from '../watch/model';
import type { Audience, Explanation, Notice, Severity } from './model';

/** Opening one by hand. */
export type OpenIncident = {
  readonly title: string;
  readonly parts: readonly PartName[];
  readonly severity: Severity;
  /** When it began, as far as the person knows. */
  readonly beganAt: Instant;
};

/** What a person can do in an incident. */
export type IncidentCommand =
  | { readonly kind: 'Note'; readonly text: string; readonly happenedAt?: Instant }
  | {
      readonly kind: 'LogWorkaround';
      readonly text: string;
      readonly scripts?: number;
      readonly happenedAt?: Instant;
    }
  | {
      readonly kind: 'Tell';
      readonly audience: Audience;
      readonly text: string;
      readonly happenedAt?: Instant;
    }
  | { readonly kind: 'SetSeverity'; readonly severity: Severity; readonly why: string }
  | { readonly kind: 'SetReference'; readonly reference: string; readonly from: string }
  | { readonly kind: 'LogPromise'; readonly clearBy: Instant; readonly saidBy: string }
  | { readonly kind: 'SetExpected'; readonly count: number; readonly source: string }
  | { readonly kind: 'MarkFixed'; readonly text: string; readonly happenedAt?: Instant }
  | ({ readonly kind: 'Explain' } & Explanation)
  | {
      readonly kind: 'NoteExport';
      readonly paper: 'report';
      readonly format: 'paper' | 'pdf' | 'markdown' | 'json';
      readonly withPatients: boolean;
    }
  | {
      readonly kind: 'NoteExport';
      readonly paper: Notice;
      readonly format: 'paper' | 'pdf';
      /** [INC-13] A notice names nobody. */
      readonly withPatients: false;
    }
  | { readonly kind: 'Close' };
