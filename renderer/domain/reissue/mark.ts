import type { Instant } from '../kernel/instant';

/** What a person saw in another system. */
export type ReissueMark = 'came' | 'supplied' | 'returned' | 'cancelled';

/** Stored: do not rename. */
export const markWords: Readonly<Record<ReissueMark, string>> = {
  came: 'Came in the other system',
  supplied: 'Supplied in the other system',
  returned: 'Returned in the other system',
  cancelled: 'Cancelled by the prescriber',
};

export type Mark = { readonly at: Instant; readonly by: string; readonly words: string };
type Marked = { readonly mark?: Mark };

/** [RSU-14] A person saw in another system that its medicine was handed out there. */
export const markedSupplied = ({ mark }: Marked): boolean => mark?.words === markWords.supplied;

/** [RSU-14] Nothing comes of this script any more. */
export const markedOver = ({ mark }: Marked): boolean =>
  mark?.words === markWords.returned || mark?.words === markWords.cancelled;
