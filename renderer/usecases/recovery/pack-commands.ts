import type { Refusal } from '../../domain/kernel/refusal';
import type { PackPreview } from '../../domain/recovery/decide-pack';
import type { SupplierKeyFound } from '../../domain/recovery/decide-trust';
import type { ImportEntry, ImportSource, LeftOut } from '../../domain/recovery/import';
import type { KeySlot, ListCounts } from '../../domain/recovery/pack-model';

/** What a person asks for about packs and lists. */
export type PackCommand =
  | { readonly kind: 'ImportPack'; readonly offerId: string; readonly packId: string }
  | {
      readonly kind: 'ImportList';
      readonly source: ImportSource;
      readonly entries: readonly ImportEntry[];
      readonly counts: ListCounts;
    }
  | {
      readonly kind: 'AcceptSupplierKey';
      readonly slot: KeySlot;
      readonly supplier: string;
      readonly fingerprint: string;
      /** The key file as the supplier sent it. */
      readonly text: string;
    }
  | { readonly kind: 'RemoveSupplierKey'; readonly slot: KeySlot }
  | { readonly kind: 'PromoteSupplierKey' }
  | { readonly kind: 'WatchPackFolder'; readonly folder: string | null };

export type PackQuestion =
  | { readonly kind: 'PreviewPack'; readonly offerId: string; readonly name: string }
  | { readonly kind: 'ReadSupplierKey'; readonly text: string };
export type PackAnswers = {
  readonly PreviewPack: PackPreview | Refusal;
  readonly ReadSupplierKey: SupplierKeyFound | undefined;
};

/** What an import came to; `leftOut` is what it could not use. */
export type ImportReply =
  { readonly kind: 'done'; readonly sentence: string; readonly leftOut: readonly LeftOut[] } | Refusal;
/** [PCK-25] The same, of one that nobody looked on; of a pack the last one counts. `id` tells one end from another. */
export type ImportEnd = {
  readonly id: string;
  readonly name: string;
  readonly packId?: string;
  readonly reply: ImportReply;
};

/** How far an import has come; shown in the frame until it is done. */
export type ImportProgress = {
  readonly name: string;
  /** `storing` writes the pack to the journal, `listing` puts its scripts on the desk. */
  readonly doing: 'storing' | 'listing';
  readonly done: number;
  readonly total: number;
};
