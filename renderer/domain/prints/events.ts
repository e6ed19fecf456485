import type { IssueKey } from '../kernel/ids';
import type { PrintEnd, PrintKind } from './model';

/** What was printed. Type names and fields are stored: do not rename, only add. */
export type PrintEvent =
  | {
      readonly type: 'print.asked';
      readonly printId: string;
      readonly of: PrintKind;
      readonly to: 'paper' | 'pdf';
      readonly key?: IssueKey;
      /** Of a token: 2 is its first reprint. */
      readonly copy?: number;
    }
  | {
      readonly type: 'print.ended';
      readonly printId: string;
      readonly of: PrintKind;
      readonly end: PrintEnd;
      readonly key?: IssueKey;
      /** The printer, or why it was not done. */
      readonly said?: string;
    };
