import type { IssueKey, PrescriptionId } from '../kernel/ids';
import type { ScriptEnd } from '../prescriptions/ended';
import type { Holder, Span } from '../prescriptions/model';
import type { ImportSource } from '../recovery/import';
import type { Hint, Packed } from './model';

/** What a person says has become of a script, where the Spine cannot be asked or was asked elsewhere. */
export type DeskOutcome =
  | { readonly kind: 'released-there' }
  | { readonly kind: 'elsewhere'; readonly holder: Holder }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'needs-gp' }
  | { readonly kind: 'closed' }
  /** Not so after all: back to the list. */
  | { readonly kind: 'listed' };

/** What happened at the desk. Stored: do not rename, only add. */
export type DeskEvent =
  /**
   * A pack, a list or a person named this id. The prescription, where one came along, lies in the entry of the
   * pack's part that `inPart` names; in journals of before it is this entry's bytes.
   */
  | {
      readonly type: 'desk.listed';
      readonly id: PrescriptionId;
      readonly source: ImportSource;
      readonly place: string;
      readonly hint?: Hint;
      readonly packed?: Omit<Packed, 'source' | 'pack' | 'packId' | 'ods'> & {
        readonly path: string;
        readonly inPart?: { readonly seq: number; readonly span: Span };
      };
    }
  /** A script of an id that was just named is here already: its row follows it from now on. */
  | { readonly type: 'desk.found-here'; readonly id: PrescriptionId; readonly key: IssueKey }
  /** A scan found that what lies in the pack has ended since it was taken in. */
  | {
      readonly type: 'desk.ended-in-pack';
      readonly id: PrescriptionId;
      readonly end: ScriptEnd;
      readonly pack: string;
    }
  | { readonly type: 'desk.request-queued'; readonly id: PrescriptionId; readonly first: boolean }
  | { readonly type: 'desk.request-dropped'; readonly id: PrescriptionId }
  | {
      readonly type: 'desk.outcome-recorded';
      readonly id: PrescriptionId;
      readonly outcome: DeskOutcome;
      readonly note: string;
    };

/** What a row takes in by itself; what is found here it takes from the script. */
export type RowEvent = Exclude<DeskEvent, { type: 'desk.found-here' }>;
