import type { Instant } from '../kernel/instant';
import type { Holder, Prescription, Source } from '../prescriptions/model';

/** One entry of a release answer, as it was read. */
export type Arrival =
  | { readonly kind: 'script'; readonly prescription: Prescription; readonly source: Source }
  | {
      readonly kind: 'quarantined';
      readonly source: Source;
      readonly shortId: string;
      readonly sentence: string;
    };

/** When the Spine made an answer, by our clock, and how old it was when it came. */
export type Made = { readonly at: Instant; readonly agoMs: number };

/** Kept by the broker for so long, an answer is surely none to a request of this moment. */
export const keptMs = 60_000;

/** A whole answer to `$release`, as it was read. */
export type ReleaseAnswer =
  | { readonly kind: 'arrivals'; readonly arrivals: readonly Arrival[]; readonly made?: Made }
  | { readonly kind: 'no-more' }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly sentence: string;
      readonly next: string;
      readonly holder?: Holder;
    }
  | {
      readonly kind: 'retry-later';
      readonly afterMs: number | undefined;
      /** Whether EPS may have seen the request. */
      readonly mayHaveArrived: boolean;
    }
  /** The sign-in was not accepted: EPS has not seen this attempt. */
  | { readonly kind: 'turned-away'; readonly sentence: string; readonly next: string }
  | { readonly kind: 'unreadable'; readonly sentence: string };

export type Arrivals = Extract<ReleaseAnswer, { kind: 'arrivals' }>;
