import type { Instant } from '../kernel/instant';
import type { PrescriptionId, RequestId } from '../kernel/ids';
import type { Holder, Source } from '../prescriptions/model';

/** What came of one `$release`. Stored: do not rename. */
export type ReleaseOutcome =
  | {
      readonly kind: 'scripts';
      readonly received: number;
      readonly again: number;
      readonly quarantined: number;
    }
  | { readonly kind: 'no-more' }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly sentence: string;
      readonly next: string;
      /** Who has it, where the Spine says so. */
      readonly holder?: Holder;
      /** True where the holder is ourselves. */
      readonly stuck?: boolean;
    }
  | { readonly kind: 'unreadable'; readonly sentence: string }
  | { readonly kind: 'not-sent'; readonly sentence: string };

/**
 * [INB-13] When a lost request is asked for once more: at `dueAt`; once answers come again already from `soonestAt`
 * on. Stored: do not rename.
 */
export type Again = { readonly dueAt: Instant; readonly soonestAt: Instant };

export type ReleaseProgress =
  | { readonly kind: 'asked'; readonly sinceAt: Instant }
  | {
      readonly kind: 'answered';
      readonly answerSeq: number;
      readonly at: Instant;
      /** When it was first asked for. */
      readonly sinceAt: Instant;
    }
  | { readonly kind: 'in-doubt'; readonly sinceAt: Instant; readonly dueAt: Instant }
  /** Re-sent in vain: up to 25 scripts may be with us and unseen, until a named person closes it. */
  | {
      readonly kind: 'lost';
      readonly sinceAt: Instant;
      readonly again?: Again & { readonly triedAt: Instant };
    }
  | { readonly kind: 'settled'; readonly at: Instant; readonly outcome: ReleaseOutcome };

/** One `$release` request. One at a time per site; its id and bytes never change on a re-send. */
export type Release = {
  readonly requestId: RequestId;
  /** Present when one script was asked for by its id. */
  readonly shortId?: PrescriptionId;
  readonly attended: boolean;
  /** Who asked, and in which role, where a person did; requests of older programs do not say so. */
  readonly askedBy?: string;
  readonly roleProfileId?: string;
  readonly intentSeq: number;
  readonly sha256: string;
  readonly attempts: number;
  /** Of the attempts, those that surely asked for nothing; and answers that nobody could read. */
  readonly notAsked?: number;
  readonly unreadable?: number;
  /** It was lost, and is so also while it is asked for once more. */
  readonly lost?: true;
  /** How it was settled, where an answer came or it was sent again all the same. */
  readonly settledBefore?: ReleaseOutcome;
  readonly progress: ReleaseProgress;
};

/** Something received that could not be used as a script, kept raw in the journal. */
export type Quarantined = {
  /** As `keptIdOf` makes it. */
  readonly id: string;
  readonly source: Source;
  readonly at: Instant;
  readonly shortId: string;
  readonly sentence: string;
};

/** What came and could not be used, by its place in the journal: `12:entry/3`. Stored: do not change. */
export const keptIdOf = ({ seq, path }: Pick<Source, 'seq' | 'path'>): string => `${seq}:${path}`;
