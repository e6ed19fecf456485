import type { Instant } from '../kernel/instant';
import type { IssueKey } from '../kernel/ids';
import type { PrintUse } from '../kernel/print-page';

/** What can be printed. Stored: do not rename, only add. */
export type PrintKind =
  | 'token'
  | 'labels'
  | 'bag-label'
  | 'result-sheet'
  | 'incident-report'
  | 'set-up-codes'
  | 'supply-record'
  | 'barcode-sheet'
  | 'drill-result'
  | 'waiting-list'
  | 'refusal-record'
  | 'supply-labels'
  | 'patient-record';

/** Which printer of this computer takes it. */
export const printUses: Readonly<Record<PrintKind, PrintUse>> = {
  token: 'token',
  labels: 'label',
  'bag-label': 'label',
  'result-sheet': 'sheet',
  'incident-report': 'sheet',
  'set-up-codes': 'sheet',
  'supply-record': 'sheet',
  'barcode-sheet': 'sheet',
  'drill-result': 'sheet',
  'waiting-list': 'sheet',
  'refusal-record': 'sheet',
  'supply-labels': 'label',
  'patient-record': 'sheet',
};

/** How a print ended. Stored: do not rename. */
export type PrintEnd = 'printed' | 'saved' | 'stopped' | 'failed';

/** A token that left the printer, or may have. Stored: do not rename. */
export type TokenPrint = { readonly printId: string; readonly at: Instant; readonly by: string };

/** What is about to be printed. */
export type PrintOrder = {
  readonly of: PrintKind;
  readonly to: 'paper' | 'pdf';
  /** The script that it is about. */
  readonly key?: IssueKey;
};

/** The leave to print, once it is in the journal. */
export type PrintTicket = PrintOrder & {
  readonly printId: string;
  /** Tokens of the same script before this one, oldest first. */
  readonly before: readonly TokenPrint[];
};
