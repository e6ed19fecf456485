import type { Instant } from '../kernel/instant';
import type { MessageId, IssueKey, ReissueId, UnscriptedId } from '../kernel/ids';
import type { Claim, ClaimDetails } from '../claims/model';
import type { Coded, LineInBag, Prescription, Source, SpineSays, Supply, Work } from './model';

/** What happened to one issue. Type names and fields are stored: do not rename, only add. */
export type PrescriptionEvent =
  | {
      readonly type: 'prescription.received';
      readonly key: IssueKey;
      readonly prescription: Prescription;
      readonly source: Source;
      readonly attended: boolean;
    }
  | {
      readonly type: 'prescription.received-again';
      readonly key: IssueKey;
      readonly source: Source;
      readonly releaseResponseId: string;
      /** As it came this time: items may have been cancelled since. */
      readonly prescription: Prescription;
    }
  | { readonly type: 'prescription.unlocked'; readonly key: IssueKey }
  | {
      readonly type: 'prescription.advanced';
      readonly key: IssueKey;
      readonly from: Work;
      readonly to: Work;
      /** At assembly: lines that are not in the bag whole, or not as prescribed. */
      readonly bag?: readonly LineInBag[];
    }
  | {
      readonly type: 'prescription.held';
      readonly key: IssueKey;
      readonly reason: string;
      /** Of which backup the journal was put back, where that is why. */
      readonly backupAt?: Instant;
    }
  | { readonly type: 'prescription.handed-out-since'; readonly key: IssueKey; readonly reason: string }
  /** EPS closed it by itself while something was owed; the reason says what was done for the patient. */
  | { readonly type: 'prescription.closed-by-eps'; readonly key: IssueKey; readonly reason: string }
  | { readonly type: 'prescription.hold-lifted'; readonly key: IssueKey; readonly reason: string }
  | {
      readonly type: 'prescription.superseded';
      readonly key: IssueKey;
      readonly reissueId: ReissueId;
      /** The script that takes its place; missing while that one is promised and not here. */
      readonly twin?: IssueKey;
    }
  | {
      readonly type: 'prescription.possible-duplicate';
      readonly key: IssueKey;
      readonly reissueId: ReissueId;
      readonly twin?: IssueKey;
    }
  | {
      readonly type: 'prescription.supplied-before';
      readonly key: IssueKey;
      readonly unscriptedId: UnscriptedId;
    }
  /** What held it by a pair or a supply without the script no longer does. */
  | {
      readonly type: 'prescription.cleared';
      readonly key: IssueKey;
      readonly because: ReissueId | UnscriptedId;
    }
  | {
      readonly type: 'prescription.supplied';
      readonly key: IssueKey;
      readonly supply: Omit<Supply, 'notification'>;
    }
  | {
      readonly type: 'prescription.notification-settled';
      readonly key: IssueKey;
      readonly messageId: MessageId;
      /**
       * `refused`: EPS said no, so it had no effect; `parked`: nobody could read the answer; `waiting`: a person
       * sends one that was refused once more.
       */
      readonly outcome: 'accepted' | 'parked' | 'refused' | 'waiting';
    }
  | {
      readonly type: 'prescription.claim-prepared';
      readonly key: IssueKey;
      readonly details: ClaimDetails;
    }
  | {
      readonly type: 'prescription.claimed';
      readonly key: IssueKey;
      readonly claim: Omit<Claim, 'progress' | 'by'>;
    }
  | {
      readonly type: 'prescription.claim-settled';
      readonly key: IssueKey;
      readonly messageId: MessageId;
      readonly outcome: 'accepted' | 'parked' | 'refused';
    }
  | {
      readonly type: 'prescription.return-requested';
      readonly key: IssueKey;
      readonly messageId: MessageId;
      readonly reason: Coded;
    }
  | {
      readonly type: 'prescription.withdrawal-requested';
      readonly key: IssueKey;
      readonly messageId: MessageId;
      /** The notification that is taken back. */
      readonly of: MessageId;
      readonly reason: Coded;
    }
  | {
      readonly type: 'prescription.supply-withdrawn';
      readonly key: IssueKey;
      readonly messageId: MessageId;
      /** EPS had refused it, so there was nothing that EPS could take back. */
      readonly untold?: true;
    }
  | {
      readonly type: 'prescription.withdrawal-refused';
      readonly key: IssueKey;
      readonly messageId: MessageId;
      readonly sentence: string;
    }
  | { readonly type: 'prescription.returned'; readonly key: IssueKey; readonly messageId: MessageId }
  /** Released from a recovery pack without the broker; the Spine is asked later. */
  | {
      readonly type: 'prescription.released-offline';
      readonly key: IssueKey;
      readonly prescription: Prescription;
      readonly source: Source;
      /** The pack, as a person knows it. */
      readonly pack: string;
    }
  | { readonly type: 'prescription.release-undone'; readonly key: IssueKey }
  /** The Spine counts it as ours: handed over anew, or said to be with us already. */
  | {
      readonly type: 'prescription.confirmed';
      readonly key: IssueKey;
      readonly handedOver?: { readonly prescription: Prescription; readonly source: Source };
    }
  | { readonly type: 'prescription.conflicted'; readonly key: IssueKey; readonly says: SpineSays }
  | { readonly type: 'prescription.confirmation-wanted'; readonly key: IssueKey }
  | {
      readonly type: 'prescription.reconciled';
      readonly key: IssueKey;
      /** Whose word stands. */
      readonly choice: 'spine' | 'ours';
      readonly reason: string;
    }
  | {
      readonly type: 'prescription.return-refused';
      readonly key: IssueKey;
      readonly messageId: MessageId;
      readonly sentence: string;
    };

/** An event with its place in the journal, as evolve sees it. */
export type Recorded<E> = E & { readonly at: Instant; readonly by: string; readonly seq: number };
