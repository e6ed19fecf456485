import * as z from 'zod';
import type { FileRefused } from './files';

/** The place that a person chose last, as main answered it; main takes no other. */
export const keepCopySchema = z.strictObject({ folder: z.string().min(1).max(4_096) });

/** Why a second copy does not go on. `apart`: it is not a copy of this journal any more. */
export type CopyTrouble = {
  readonly kind: 'away' | 'apart';
  readonly sentence: string;
  readonly next: string;
};

/** How the second copy stands. Times are ms since 1970. */
export type SecondCopyState =
  /** `aloneSince`: when the last backup was made, or this profile if there is none. */
  | { readonly kind: 'none'; readonly aloneSince: number }
  | {
      readonly kind: 'kept';
      readonly folder: string;
      /** When it had everything last; when its place was chosen, before the first time. */
      readonly wholeAt: number;
      /** The last entry that is in it; 0 before the first time. */
      readonly lastSeq: number;
      /** How many entries are not in it. */
      readonly waiting: number;
      readonly trouble: CopyTrouble | null;
      /** Bytes of what is being written there. */
      readonly progress: { readonly done: number; readonly all: number } | null;
    };

export type CopyPlaceReply =
  /** `sameDisk`: one disk that fails takes both. */
  | { readonly kind: 'chosen'; readonly folder: string; readonly sameDisk: boolean }
  | { readonly kind: 'cancelled' }
  | FileRefused;
export type KeepCopyReply = { readonly kind: 'kept' } | FileRefused;
