import type { ClockFault } from '../kernel/clock-fault';
import type { LocalDate } from '../kernel/instant';
import type { ItemId, IssueKey, PrescriptionId, UnscriptedId } from '../kernel/ids';
import type { Entry } from './model';

/** What happened to an entry of the register of supplies without the script. Stored: do not rename, only add. */
export type UnscriptedEvent =
  | {
      readonly type: 'unscripted.supplied';
      readonly id: UnscriptedId;
      readonly entry: Entry;
      /** What was known to be wrong with this computer's clock when it was entered. */
      readonly clock?: ClockFault;
    }
  | {
      readonly type: 'unscripted.proposed';
      readonly id: UnscriptedId;
      readonly key: IssueKey;
      readonly shortId: PrescriptionId;
      /** Where a person named it: its line for each item of the entry, in their order. */
      readonly lines?: readonly ItemId[];
      /** Of which items these lines are, counted from 0; absent: of all. */
      readonly items?: readonly number[];
    }
  /** The script left us before anybody said whether it was the one. */
  | { readonly type: 'unscripted.proposal-ended'; readonly id: UnscriptedId; readonly key: IssueKey }
  /** The notification for it was withdrawn: the medicine did leave, so its script is asked for again. */
  | { readonly type: 'unscripted.match-undone'; readonly id: UnscriptedId; readonly key: IssueKey }
  | { readonly type: 'unscripted.proposal-rejected'; readonly id: UnscriptedId; readonly key: IssueKey }
  | {
      readonly type: 'unscripted.matched';
      readonly id: UnscriptedId;
      readonly key: IssueKey;
      readonly shortId: PrescriptionId;
      readonly how: 'notified' | 'returned';
      /** The items that it stands for, counted from 0; absent: all. */
      readonly items?: readonly number[];
    }
  | {
      readonly type: 'unscripted.prescription-recorded';
      readonly id: UnscriptedId;
      readonly writtenOn: LocalDate;
      readonly receivedOn: LocalDate;
      readonly note: string;
    }
  /** A person said that no script will come for it, and why; one that comes all the same is proposed. */
  | { readonly type: 'unscripted.closed'; readonly id: UnscriptedId; readonly reason: string }
  /** That was not so. */
  | { readonly type: 'unscripted.reopened'; readonly id: UnscriptedId; readonly reason: string }
  /** Another entry says what this one should have said; this one stays as it is. */
  | {
      readonly type: 'unscripted.corrected';
      readonly id: UnscriptedId;
      readonly correction: UnscriptedId;
      readonly reason: string;
    };
