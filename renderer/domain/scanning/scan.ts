import type { PrescriptionId } from '../kernel/ids';

/** What a scanner, a camera or a person at the keyboard brought, before anybody says what it means here and now. */
export type Scan =
  | { readonly kind: 'prescription'; readonly id: PrescriptionId }
  /** It has the form of a prescription id, yet is not one: nothing may be done with it. */
  | { readonly kind: 'prescription-wrong'; readonly text: string; readonly sentence: string }
  | {
      readonly kind: 'product';
      /** Fourteen digits, check digit true. */
      readonly gtin: string;
      readonly batch?: string;
      /** Last day, `2027-03-31`. */
      readonly expiry?: string;
      readonly serial?: string;
    }
  | { readonly kind: 'bag'; readonly code: string }
  | { readonly kind: 'user-card'; readonly code: string }
  | { readonly kind: 'unknown'; readonly text: string };
