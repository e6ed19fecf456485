import type { Instant } from '../kernel/instant';
import type { Custody, Hold } from '../prescriptions/model';

/** One kind of medicine that cannot wait: by its name, its dm+d code or its schedule. Stored: only add. */
export type CriticalClass = {
  readonly name: string;
  /** Each is one or more whole words that all stand in a medicine's name, in whatever order. */
  readonly words: readonly string[];
  /** dm+d codes as the script carries them. */
  readonly codes: readonly string[];
  /** CD1 … CD5, CD4-1, CD4-2; a list of before has none. */
  readonly schedules?: readonly string[];
};

/** The pharmacy's list, the most urgent first. */
export type UrgentList = readonly CriticalClass[];

/** The list as it was last changed. Stored: do not rename. */
export type UrgentMedicines = {
  readonly id: 'urgent-medicines';
  readonly classes: UrgentList;
  readonly changedAt: Instant;
  readonly changedBy: string;
  /** As it was before the last change. */
  readonly before: UrgentList;
};

/** A medicine that is still to be handed out. */
export type Medicine = { readonly code: string; readonly display: string; readonly schedule: string };

/** What of a script says how much it is needed. */
export type Waiting = {
  readonly medicines: readonly Medicine[];
  /** The end of the first last day of an item. */
  readonly expiresAt?: Instant;
  /** Present where something is owed. */
  readonly owedUntil?: Instant;
  readonly custody: Custody['kind'];
  readonly hold: Hold['kind'];
};

/** Why a script stands before others. */
export type Reason =
  | { readonly kind: 'owed' }
  /** Days left until the last one; 0 is today. */
  | { readonly kind: 'ends'; readonly days: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'urgent'; readonly name: string }
  /** Nobody knows for sure whether it is ours. */
  | { readonly kind: 'unsure' };
