import type { PackOffer } from '../../../electron/contract/packs';
import type { Refusal } from '../../domain/kernel/refusal';
import type { FileLeftOut } from '../../domain/recovery/given-files';
import type { ListReport } from '../../domain/recovery/list-report';

/** A file of ids that a person opened or dropped. */
export type GivenList = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** Of files that were opened or dropped together: those that were not taken, and whether others were. */
export type LeftFiles = { readonly files: readonly FileLeftOut[]; readonly others: boolean };

/** What waits to be looked at. */
export type Intake =
  | { readonly kind: 'left'; readonly id: string; readonly left: LeftFiles }
  | { readonly kind: 'pack'; readonly id: string; readonly offer: PackOffer }
  | { readonly kind: 'list'; readonly id: string; readonly list: GivenList };

export type ReadingProgress = { readonly page: number; readonly pages: number; readonly found: number };
/** Reads a list in its own Worker; `cancel` ends it. */
export type ReadList = (
  list: GivenList,
  tell: (progress: ReadingProgress) => void,
) => { readonly done: Promise<ListReport | Refusal>; readonly cancel: () => void };
