import type { Instant } from '../kernel/instant';
import type { Span } from '../prescriptions/model';

/** Where ids for the desk come from. Stored: do not rename, only add. */
export type ImportSource = {
  readonly kind: 'pack' | 'csv' | 'text' | 'pdf' | 'picture' | 'scan' | 'typed' | 'spine';
  /** As a person knows it: `Pack 17`, `barcodes.pdf`. Never a patient's name. */
  readonly name: string;
  /** Present for a recovery pack. */
  readonly packId?: string;
  /** The pharmacy that a pack was made for. */
  readonly ods?: string;
  /** When its supplier made a pack: of two copies of a prescription the later one says more. */
  readonly issuedAt?: Instant;
};

/** Something of an import that could not be used, and why: the whole entry, or only the prescription that came with it. */
export type LeftOut = {
  readonly what: 'entry' | 'prescription';
  readonly shortId: string;
  readonly place: string;
  readonly sentence: string;
};

/** One script that a pack, a list or a picture names. Nothing of it is trusted yet. */
export type ImportEntry = {
  /** Short form id, with or without hyphens. */
  readonly shortId: string;
  /** One-based issue of a repeat dispensing script, where the source says. */
  readonly issue?: number;
  /** What a release of it would be answered with, where the supplier knows (eps.md 1.2). */
  readonly releaseReference?: string;
  readonly hint?: { readonly name?: string; readonly birthDate?: string; readonly items?: string };
  /** The prescription itself: a FHIR prescription-order message. */
  readonly bundle?: unknown;
  /** Where the journal holds it already. */
  readonly inPart?: { readonly seq: number; readonly span: Span };
  /** Where in the source: `page 3, 2nd from above`, `row 17`. */
  readonly place?: string;
};
