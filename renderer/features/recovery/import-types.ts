import type { PackOffer } from '../../../electron/contract/packs';
import type { Refusal } from '../../domain/kernel/refusal';
import type { ListReport } from '../../domain/recovery/list-report';

/** A file of ids that a person opened or dropped. */
export type GivenList = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** What waits to be looked at. */
export type Intake =
  { readonly kind: 'pack'; readonly offer: PackOffer } | { readonly kind: 'list'; readonly list: GivenList };

export type ReadingProgress = { readonly page: number; readonly pages: number; readonly found: number };
/** Reads a list in its own Worker; `cancel` ends it. */
export type ReadList = (
  list: GivenList,
  tell: (progress: ReadingProgress) => void,
) => { readonly done: Promise<ListReport | Refusal>; readonly cancel: () => void };
