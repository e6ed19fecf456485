import type { Instant } from '../kernel/instant';

/** What became of a script that is not here, as a person saw it, or the desk heard. */
export type ReissueMark =
  'came' | 'supplied' | 'returned' | 'cancelled' | 'expired' | 'elsewhere' | 'dispensed';

/** Stored: do not rename. */
export const markWords: Readonly<Record<ReissueMark, string>> = {
  came: 'Came in the other system',
  supplied: 'Supplied in the other system',
  returned: 'Returned in the other system',
  cancelled: 'Cancelled by the prescriber',
  expired: 'Expired',
  elsewhere: 'With another pharmacy',
  dispensed: 'Dispensed by another pharmacy',
};

/** [RSU-22] Heard at the desk: when, and from whom; `who`: the pharmacy that has it. */
export type Heard = {
  readonly at: Instant;
  readonly by: string;
  readonly says: 'spine' | 'person' | 'pack';
  readonly who: string;
};

/** `heard`: absent where a pharmacist said it of the pair itself. */
export type Mark = {
  readonly at: Instant;
  readonly by: string;
  readonly words: string;
  readonly heard?: Pick<Heard, 'says' | 'who'>;
};
type Marked = { readonly mark?: Mark };

const says =
  (...marks: readonly ReissueMark[]) =>
  ({ mark }: Marked): boolean =>
    marks.some((one) => mark?.words === markWords[one]);

/** [RSU-14] [RSU-22] Its medicine was handed out elsewhere. */
export const markedSupplied = says('supplied', 'dispensed');

/** [RSU-14] [RSU-22] Nothing comes of this script any more. */
export const markedOver = says('returned', 'cancelled', 'expired');

/** [RSU-22] Another pharmacy has it, and may supply it. */
export const markedElsewhere = says('elsewhere');

/** A mark with who said so, and the pharmacy that has it. */
export const markSentence = ({ words, by, heard }: Mark, when: string): string =>
  `${words}${heard && heard.who !== '' ? ` (${heard.who})` : ''}, ${when}, ${by}.`;
