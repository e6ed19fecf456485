import type { ImportEntry, ImportSource } from './import';

/** Something on a list that is no id that can be used, with where it stands. */
export type Trouble = {
  readonly text: string;
  readonly place: string;
  readonly sentence: string;
};

/** What reading a file of ids came to (LST-6). Nothing of it is on the desk yet. */
export type ListReport = {
  readonly kind: 'report';
  readonly source: ImportSource;
  readonly entries: readonly ImportEntry[];
  readonly malformed: readonly Trouble[];
  readonly duplicated: readonly Trouble[];
  readonly unreadable: readonly Trouble[];
  /** Where the text of a page and its barcodes do not say the same. */
  readonly disagreeing: readonly Trouble[];
  /** How many there are of each kind, also where not all are listed. */
  readonly counts: Readonly<Record<'malformed' | 'duplicated' | 'unreadable' | 'disagreeing', number>>;
  readonly pages: number;
};

/** One id or would-be id, as it was met. */
export type Met =
  | { readonly kind: 'id'; readonly shortId: string; readonly place: string }
  | { readonly kind: 'malformed'; readonly trouble: Trouble }
  | { readonly kind: 'unreadable'; readonly trouble: Trouble }
  | { readonly kind: 'disagreeing'; readonly trouble: Trouble };

/** Entries that a report holds at most: as many as a pack. */
export const maxListed = 20_000;
/** Troubles of one kind that are listed; what comes after is counted by the last. */
const maxTroubles = 1_000;

const capped = (troubles: readonly Trouble[]): readonly Trouble[] =>
  troubles.length <= maxTroubles
    ? troubles
    : [
        ...troubles.slice(0, maxTroubles),
        { text: '', place: '', sentence: `And ${troubles.length - maxTroubles} more of this kind.` },
      ];

const ofKind = (met: readonly Met[], kind: Exclude<Met['kind'], 'id'>): readonly Trouble[] =>
  met.flatMap((one) => ('trouble' in one && one.kind === kind ? [one.trouble] : []));

/** [LST-3] [LST-6] Sums up what was met in a file, each id once. */
export const reportOf = (source: ImportSource, met: readonly Met[], pages: number): ListReport => {
  const first = new Map<string, string>();
  const duplicated: Trouble[] = [];
  const beyond: Trouble[] = [];
  for (const one of met) {
    if (one.kind !== 'id') continue;
    const { shortId, place } = one;
    const before = first.get(shortId);
    if (before !== undefined)
      duplicated.push({ text: shortId, place, sentence: `It stood before at ${before}.` });
    else if (first.size < maxListed) first.set(shortId, place);
    else
      beyond.push({
        text: shortId,
        place,
        sentence: `One file may bring ${maxListed} ids; this one was left out. Split the file.`,
      });
  }
  const malformed = ofKind(met, 'malformed');
  const unreadable = [...ofKind(met, 'unreadable'), ...beyond];
  const disagreeing = ofKind(met, 'disagreeing');
  return {
    kind: 'report',
    source,
    entries: [...first].map(([shortId, place]) => ({ shortId, place })),
    malformed: capped(malformed),
    duplicated: capped(duplicated),
    unreadable: capped(unreadable),
    disagreeing: capped(disagreeing),
    counts: {
      malformed: malformed.length,
      duplicated: duplicated.length,
      unreadable: unreadable.length,
      disagreeing: disagreeing.length,
    },
    pages,
  };
};
