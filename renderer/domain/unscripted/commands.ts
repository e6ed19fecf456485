import type { IssueKey, ItemId, RefusalId, UnscriptedId } from '../kernel/ids';
import type { LocalDate } from '../kernel/instant';
import type { Entry } from './model';
import type { RefusedSupply } from './refused';

/** What a pharmacist may do with the register of supplies without the script. */
export type UnscriptedCommand =
  | {
      readonly kind: 'RecordSupply';
      readonly entry: Entry;
      /** A script of the patient that is here: the patient is taken from it. */
      readonly patientOf?: IssueKey;
    }
  | {
      readonly kind: 'RecordRefusal';
      readonly refused: RefusedSupply;
      /** As above. */
      readonly patientOf?: IssueKey;
    }
  | {
      readonly kind: 'CorrectRefusal';
      readonly id: RefusalId;
      readonly reason: string;
      readonly refused: RefusedSupply;
    }
  | {
      readonly kind: 'NameSupplyScript';
      readonly id: UnscriptedId;
      readonly key: IssueKey;
      /** Its line for each item of the entry, in their order. */
      readonly lines: readonly ItemId[];
      /** Of which items these lines are, counted from 0, where it is not for all. */
      readonly items?: readonly number[];
    }
  | {
      readonly kind: 'ConfirmSupplyMatch';
      readonly id: UnscriptedId;
      readonly how: 'notified' | 'returned';
    }
  | { readonly kind: 'RejectSupplyMatch'; readonly id: UnscriptedId }
  | {
      readonly kind: 'RecordPrescriptionDates';
      readonly id: UnscriptedId;
      readonly writtenOn: LocalDate;
      readonly receivedOn: LocalDate;
      readonly note: string;
    }
  /** No script will come for it. */
  | { readonly kind: 'CloseSupply'; readonly id: UnscriptedId; readonly reason: string }
  | { readonly kind: 'ReopenSupply'; readonly id: UnscriptedId; readonly reason: string }
  | {
      readonly kind: 'CorrectSupply';
      readonly id: UnscriptedId;
      readonly reason: string;
      readonly entry: Entry;
    };
