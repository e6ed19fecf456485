import type { Claim, ClaimDetails } from '../claims/model';
import type { Instant } from '../kernel/instant';
import type { TokenPrint } from '../prints/model';
import type { ClockFault } from '../kernel/clock-fault';
import type { IssueKey, ItemId, MessageId, PrescriptionId, ReissueId, UnscriptedId } from '../kernel/ids';

/** A code as it came, with the words that came with it or ours for it. Unknown codes stay as they are. */
export type Coded = { readonly code: string; readonly display: string };

/** Something in a script that is not as it should be, yet does not make it unusable. */
export type Warning = {
  readonly code: string;
  readonly sentence: string;
  /** Where in the message, as a FHIR path. */
  readonly place: string;
};

export type Patient = {
  /** Ten digits, or undefined where the script has none. */
  readonly nhsNumber?: string;
  readonly family: string;
  readonly given: string;
  readonly title: string;
  /** ISO date as it came (`1950-03-12`, or less). */
  readonly birthDate: string;
  readonly gender: string;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  readonly phone: string;
};

export type Prescriber = {
  readonly name: string;
  readonly phone: string;
  readonly organisation: string;
  readonly organisationOds: string;
  readonly organisationPhone: string;
  readonly address: string;
  /** GMC, NMC, GPhC … as it came, `C1234567`; with the code of NHSBSA where there is one, `C1234567, 977677`. */
  readonly professionalCode: string;
};

/** EPS line status, medicationdispense-type: 0001 … 0008. A code we do not know stays as it came. */
export type LineStatus = string;

export type Quantity = { readonly value: number; readonly unit: string; readonly code: string };

/** What a quantity counts: the word and its dm+d code. */
export type Unit = Pick<Quantity, 'unit' | 'code'>;

export type Item = {
  readonly itemId: ItemId;
  /** Position on the script, from 1. */
  readonly line: number;
  readonly medication: Coded;
  readonly quantity: Quantity;
  /** For controlled drugs, "twenty-eight"; empty where the script has none. */
  readonly quantityWords: string;
  readonly directions: string;
  readonly additionalInstructions: string;
  readonly endorsements: readonly Coded[];
  /** CD1 … CD5, CD4-1, CD4-2; CD: of Schedule 2 or 3, not said which; empty where nothing tells of a controlled drug. */
  readonly schedule: string;
  readonly status: LineStatus;
  /** 23:59:59 in England on the last day it may be dispensed. */
  readonly expiresAt?: Instant;
  /** Issues prescribed and issues allowed for this line, both one-based, for eRD and repeats. */
  readonly repeat?: { readonly issued: number; readonly allowed: number };
};

export type Treatment = 'acute' | 'repeat' | 'erd';

/** Bytes of an entry, from 0. */
export type Span = { readonly from: number; readonly length: number };

/**
 * Where the script's own words are: the journal entry that brought it and its place in it. Of a part of a pack,
 * which holds many, the bytes of this one.
 */
export type Source = { readonly seq: number; readonly path: string; readonly span?: Span };

/** A script as it was received: never changes after release (SCAL 1.5.4). */
export type Prescription = {
  readonly key: IssueKey;
  readonly shortId: PrescriptionId;
  readonly longId: string;
  /** One-based; 1 for acute and repeat. */
  readonly issue: number;
  /** One-based number of issues; 1 for acute and repeat. */
  readonly issues: number;
  readonly treatment: Treatment;
  readonly type: Coded;
  readonly nominatedOds: string;
  readonly patient: Patient;
  readonly prescriber: Prescriber;
  readonly items: readonly Item[];
  /** When it was signed (Provenance) or, failing that, valid from. */
  readonly signedAt?: Instant;
  /** First day of the script's life; the start of every expiry. */
  readonly startDate: string;
  /** Last day on which this issue is meant to be dispensed, where the script says one. */
  readonly endDate?: string;
  /** Days that one issue lasts, where the script says so. */
  readonly daysSupply?: number;
  readonly reviewDate: string;
  readonly lastDispensedDate: string;
  readonly patientInstructions: readonly string[];
  /** The patient's authorised repeats, for re-ordering, where the prescriber sent the list. */
  readonly repeatList?: readonly string[];
  readonly signature: 'passed' | 'failed';
  /** `passedPrescriptions` or `failedPrescriptions` Bundle.identifier: echoed in return and notification. */
  readonly releaseResponseId: string;
  /** The prescription message's own Bundle.identifier. */
  readonly messageId: string;
  readonly warnings: readonly Warning[];
};

export type Custody =
  | { readonly kind: 'ours'; readonly sinceAt: Instant }
  | { readonly kind: 'ours-unconfirmed'; readonly sinceAt: Instant; readonly pack: string }
  /** Released offline and put back into its pack, untouched. */
  | { readonly kind: 'sealed'; readonly sinceAt: Instant; readonly pack: string }
  | { readonly kind: 'requested'; readonly sinceAt: Instant }
  | { readonly kind: 'in-doubt'; readonly sinceAt: Instant }
  | { readonly kind: 'stuck'; readonly sinceAt: Instant }
  | { readonly kind: 'elsewhere'; readonly holder: Holder; readonly sinceAt: Instant }
  | {
      readonly kind: 'returning';
      readonly sinceAt: Instant;
      readonly reason: Coded;
      readonly messageId: MessageId;
    }
  | { readonly kind: 'returned'; readonly at: Instant; readonly reason: Coded }
  | {
      readonly kind: 'ended';
      readonly at: Instant;
      readonly how: 'cancelled' | 'expired' | 'dispensed-elsewhere' | 'not-known' | 'handed-out-since';
    };

export type Holder = {
  readonly ods: string;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
};

/** What the Spine said of a script that was released offline, where it does not confirm it. Stored: do not rename. */
export type SpineSays =
  | { readonly kind: 'cancelled' | 'expired' | 'dispensed' | 'not-found' }
  | { readonly kind: 'elsewhere'; readonly holder: Holder }
  /** Under this id it handed over a script with another long form id. */
  | { readonly kind: 'another-script' }
  | { readonly kind: 'signature-failed' }
  /** It is ours, and not as it was in the pack: each difference in a sentence. */
  | { readonly kind: 'changed'; readonly differences: readonly string[] }
  /** It handed the script over after a person had let its earlier word stand; differences as above, or none. */
  | { readonly kind: 'ours-after-all'; readonly differences: readonly string[] };

/** [PRX-4] Which checks the script has passed: the clinical one, or also that of what was assembled. */
export type Checks = 'none' | 'clinical' | 'both';

/** How far the pharmacy's own work has come. Stored: do not rename. */
export type Work =
  | 'locked'
  | 'to-check'
  | 'to-assemble'
  | 'to-accuracy-check'
  | 'ready'
  | 'part-supplied'
  | 'supplied'
  | 'not-dispensed';

export type Hold =
  | { readonly kind: 'none' }
  /** Must go back; `by` is missing while its replacement is promised and not here. */
  | {
      readonly kind: 'superseded';
      readonly reissueId: ReissueId;
      readonly by?: IssueKey;
      readonly under?: PersonHold | SuppliedBeforeHold;
    }
  | {
      readonly kind: 'possible-duplicate';
      readonly reissueId: ReissueId;
      readonly of?: IssueKey;
      readonly under?: PersonHold | SuppliedBeforeHold;
    }
  | SuppliedBeforeHold
  | { readonly kind: 'signature-failed' }
  | { readonly kind: 'cancelled-upstream' }
  | PersonHold
  /** Released offline, and the Spine says otherwise: a person decides. `before` comes back when it is asked again. */
  | {
      readonly kind: 'conflict';
      readonly says: SpineSays;
      readonly sinceAt: Instant;
      readonly before: Exclude<Hold, { kind: 'conflict' }>;
    };

/** Its medicine may have been handed out before it came. */
export type SuppliedBeforeHold = {
  readonly kind: 'supplied-before';
  readonly unscriptedId: UnscriptedId;
  readonly under?: PersonHold;
};

/** A hold by hand; it comes back when one that lay over it is lifted. */
export type PersonHold = { readonly kind: 'person'; readonly reason: string; readonly by: string };

/** One line of one supply event. `status` is the line's EPS status after the event. */
export type SuppliedLine = {
  readonly itemId: ItemId;
  readonly status: '0001' | '0002' | '0003' | '0004' | '0005' | '0006';
  /** medicationdispense-status-reason when not dispensed. */
  readonly reason?: Coded;
  /** What left the pharmacy in this event; empty when nothing did. */
  readonly products: readonly SuppliedProduct[];
  /** How much of the prescribed quantity that was, where other products were supplied. */
  readonly counts?: number;
  /** [PRX-23] More left than was said to be in the bag: whoever handed it out said that the rest is in it. */
  readonly restIsIn?: true;
};

export type SuppliedProduct = {
  readonly dispenseItemId: string;
  readonly medication: Coded;
  readonly quantity: Quantity;
};

/** A product that is in the bag, or leaves, in place of the one prescribed or beside another. */
export type ChosenProduct = {
  readonly medication: Coded;
  readonly quantity: number;
  /** [PRX-26] What that counts where it is not what the script counts. Stored: do not rename. */
  readonly unit?: Unit;
};

/**
 * [PRX-23] What was said at assembly to be in the bag of a line, in its own unit: 0 for nothing of it. Lines of which
 * all is in the bag, as prescribed, are not named. Stored: do not rename.
 */
export type LineInBag = {
  readonly itemId: ItemId;
  readonly quantity: number;
  readonly products?: readonly ChosenProduct[];
};

/** When something was handed out, as a person says it in the place of a clock. */
export type SaidTime = { readonly at: Instant; readonly reason: string };

/** [PRX-24] Its check counts for what was owed then: it stands, or falls once the correction counts. Stored: do not rename. */
export type RestAfter = 'stands' | 'falls';

/** A dispense notification made here and how it stands. */
export type Supply = {
  readonly messageId: MessageId;
  readonly handedOverAt: Instant;
  readonly lines: readonly SuppliedLine[];
  /** EPS prescription status sent: 0003, 0006 or 0007. */
  readonly prescriptionStatus: '0003' | '0006' | '0007';
  readonly by: string;
  /** The notification that this one takes the place of. */
  readonly replaces?: {
    readonly messageId: MessageId;
    /** EPS had accepted it. */
    readonly known: boolean;
    /** [OUT-14] It was never sent, and what waited behind it is made anew by itself. */
    readonly recalled?: true;
    /** [PRX-24] What becomes of a rest that was assembled meanwhile; missing where there was none. */
    readonly rest?: RestAfter;
  };
  readonly notification: NotificationState;
  /** [PRX-21] How far the work had come where the whole script was recorded as not dispensed before its checks. */
  readonly stoppedAt?: Work;
  /** [PRX-22] What was known to be wrong with this computer's clock when it was recorded. */
  readonly clock?: ClockFault;
  /** [PRX-22] A person said when it was: in place of which time, and why. */
  readonly said?: { readonly insteadOf: Instant; readonly by: string; readonly reason: string };
  /** Id of the message that takes it back. */
  readonly withdrawal?: MessageId;
};

/**
 * `parked`: nobody could read the answer, so it may stand. `refused`: EPS refused it, and it must be corrected.
 * `amending`: another is on its way to take its place; `replaced`: it has. `void`: an amendment that EPS refused.
 * `withheld`: not sent, by a person's decision, for the Spine does not count the script as ours; what was
 * handed out was handed out, and is told after all where the Spine hands the script over later.
 */
export type NotificationState =
  | 'waiting'
  | 'accepted'
  | 'parked'
  | 'refused'
  | 'withdrawing'
  | 'withdrawn'
  | 'amending'
  | 'replaced'
  | 'void'
  | 'withheld';

/** The whole state of one issue: fold of its events. */
export type PrescriptionState = {
  readonly prescription: Prescription;
  readonly source: Source;
  readonly receivedAt: Instant;
  /** Downloaded unattended or asked for by a person. */
  readonly attended: boolean;
  readonly custody: Custody;
  readonly work: Work;
  readonly hold: Hold;
  readonly supplies: readonly Supply[];
  readonly claims: readonly Claim[];
  /** What somebody filled in for the claim and did not send yet. */
  readonly claimDraft?: ClaimDetails;
  readonly checks: Checks;
  /** What was said at the last assembly: lines that are not in the bag whole, and that it was of what had stayed owed. */
  readonly bag?: { readonly lines: readonly LineInBag[]; readonly ofRest?: true };
  /** Dispensing tokens that were printed, or may have been. */
  readonly tokens?: readonly TokenPrint[];
  /** [PRX-25] Repeat dispensing of which a notification was taken back: EPS keeps it as with dispenser, active. */
  readonly staysActive?: true;
  /** [WIN-7] EPS closed it with something owed, as a pharmacist noted, with what was done for the patient. */
  readonly closed?: { readonly at: Instant; readonly by: string; readonly reason: string };
  /** [PRX-20] When the backup was made from which the journal was put back while this was open. */
  readonly putBackAt?: Instant;
  readonly lastChangedAt: Instant;
};
