import type { Refusal } from '../domain/kernel/refusal';
import type { ImportEntry, ImportSource } from '../domain/recovery/import';
import type { Deps } from './deps';

/** What came of an import: every entry is in exactly one of these. */
export type ImportReport = {
  readonly kind: 'imported';
  /** New rows of the desk. */
  readonly added: number;
  /** Rows that were on the desk already, and learned of this source too. */
  readonly known: number;
  /** Said twice by the same source. */
  readonly repeated: number;
  /** Not an id, or its prescription does not belong to it: left out, each with its reason. */
  readonly refused: readonly {
    readonly shortId: string;
    readonly place: string;
    readonly sentence: string;
  }[];
};

export type ImportProgress = (done: number, total: number) => void;

/** Takes entries in, in batches; what is already in stays in when it is stopped, and the same again adds nothing. */
export type ImportToDesk = (
  deps: Deps,
  source: ImportSource,
  entries: readonly ImportEntry[],
  onProgress: ImportProgress,
) => Promise<ImportReport | Refusal>;
