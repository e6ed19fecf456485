import type { ImportSource, LeftOut } from './import';
import type { KeySlot, ListCounts, PackFacts, SupplierKey } from './pack-model';

/** What happened to recovery packs and lists. `id` is the pack's. Stored: do not rename, only add. */
export type PackEvent =
  /** Written by main, with the part's JSON as its bytes. Counts for nothing until `pack.imported` names it. */
  | { readonly type: 'pack.part-stored'; readonly id: string; readonly part: number; readonly count: number }
  | (PackFacts & { readonly type: 'pack.imported' })
  | {
      readonly type: 'pack.part-listed';
      readonly id: string;
      readonly part: number;
      /** What of this part could not be used; absent where all could, and in journals of before. */
      readonly leftOut?: readonly LeftOut[];
    }
  | {
      readonly type: 'pack.refused';
      /** The name of the file: nothing inside a refused pack is believed. */
      readonly id: string;
      readonly code: string;
      readonly rule: string;
    }
  | (SupplierKey & { readonly type: 'pack.key-accepted'; readonly id: string; readonly slot: KeySlot })
  | { readonly type: 'pack.key-removed'; readonly id: string; readonly slot: KeySlot }
  | { readonly type: 'pack.key-promoted'; readonly id: string }
  | { readonly type: 'pack.folder-chosen'; readonly id: string; readonly folder: string | null }
  | {
      readonly type: 'list.imported';
      readonly id: string;
      readonly source: ImportSource;
      readonly counts: ListCounts;
    };
