import type { Instant } from '../kernel/instant';
import type { ItemId, MessageId } from '../kernel/ids';

/** DM-prescription-charge, for each line. */
export type Charge = 'paid-once' | 'paid-twice' | 'not-paid';

/** medicationdispense-endorsement with its supporting text, empty where none is asked for. */
export type ClaimEndorsement = { readonly code: string; readonly text: string };

export type ClaimLine = {
  readonly itemId: ItemId;
  readonly charge: Charge;
  readonly endorsements: readonly ClaimEndorsement[];
};

/** What a person says about the claim of one issue. */
export type ClaimDetails = {
  /** prescription-charge-exemption: 0001 paid, 0002 … exempt. */
  readonly exemption: string;
  readonly evidenceSeen: boolean;
  readonly lines: readonly ClaimLine[];
};

/** A claim made here and how it stands. */
export type Claim = {
  readonly messageId: MessageId;
  readonly at: Instant;
  readonly by: string;
  readonly details: ClaimDetails;
  /** The accepted claim that this one amends. */
  readonly replaces?: MessageId;
  readonly progress: 'waiting' | 'accepted' | 'parked' | 'refused' | 'replaced';
  /** [CLM-7] EPS took a correction of the notification after it, so it says something else. */
  readonly behind?: true;
};
