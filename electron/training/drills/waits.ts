import type { JournalLine } from './model';
import { hourMs } from '../spans';

/** What the program itself writes is written under this name. */
const program = 'Holdfast';

/** Entries by which the program says: this needs a person. */
const asks: readonly string[] = [
  'reissue.suspected',
  'reissue.proposed',
  'reissue.both-supplied',
  'reissue.return-refused',
  'message.parked',
  'release.lost',
  'script.quarantined',
  'prescription.conflicted',
  'prescription.return-refused',
  'prescription.withdrawal-refused',
  'unscripted.proposed',
];
/** Entries by which it has come to an end without one. */
const ends: readonly string[] = [
  'reissue.ended',
  'reissue.paired',
  'reissue.proposal-deferred',
  'message.accepted',
  'unscripted.proposal-ended',
];

/** Whether it settles what was asked about `subject`; of a script that could not be read, only its id is known. */
const settles = ({ kind, by, subject }: JournalLine, about: string): boolean =>
  (subject === about || (about !== '' && subject.includes(about))) &&
  (ends.includes(kind) || (by !== program && !asks.includes(kind)));

const rounded = (ms: number): number => Math.round((ms / hourMs) * 10) / 10;

/** The time without a decision: from the entry that asks for a person to the first deed of one, or until now. */
export const waitsOf = (
  journal: readonly JournalLine[],
  now: number,
): { readonly longestWaitHours: number; readonly medianWaitHours: number } => {
  const since = new Map<string, number>();
  const waits: number[] = [];
  for (const entry of journal) {
    for (const [about, from] of since)
      if (settles(entry, about)) {
        waits.push(entry.at - from);
        since.delete(about);
      }
    if (asks.includes(entry.kind) && !since.has(entry.subject)) since.set(entry.subject, entry.at);
  }
  waits.push(...[...since.values()].map((from) => now - from));
  waits.sort((a, b) => a - b);
  return {
    longestWaitHours: rounded(waits.at(-1) ?? 0),
    medianWaitHours: rounded(waits[Math.floor(waits.length / 2)] ?? 0),
  };
};
