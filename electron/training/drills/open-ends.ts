import { str } from '../json';
import type { JournalLine } from './model';

/** Something that begins with one entry about a subject and ends with another. */
type Matter = {
  readonly begins: readonly string[];
  readonly ends: readonly string[];
  /** By what it is counted: the script where it is about one. */
  readonly idOf: (line: JournalLine) => string;
};

const firstPart = (key: string): string => key.split('|')[0] ?? key;
const byScript = ({ subject }: JournalLine): string => firstPart(subject);

const matters: readonly Matter[] = [
  {
    begins: ['message.queued', 'message.parked', 'message.retried', 'message.unblocked'],
    // What a person took over is told by what the Spine has.
    ends: ['message.accepted', 'message.replaced', 'message.set-aside', 'message.handed-over'],
    idOf: ({ subject, data }) => (str(data, 'key') === '' ? subject : firstPart(str(data, 'key'))),
  },
  {
    begins: ['release.in-doubt', 'release.lost'],
    ends: ['release.closed', 'release.settled'],
    idOf: ({ subject }) => `release ${subject}`,
  },
  {
    begins: ['unscripted.proposed'],
    ends: [
      'unscripted.matched',
      'unscripted.proposal-ended',
      'unscripted.proposal-rejected',
      'unscripted.corrected',
    ],
    idOf: ({ subject }) => `supply ${subject}`,
  },
  {
    begins: ['prescription.conflicted'],
    ends: [
      'prescription.confirmed',
      'prescription.reconciled',
      'prescription.received',
      'prescription.received-again',
    ],
    idOf: byScript,
  },
  {
    begins: ['prescription.withdrawal-requested'],
    ends: ['prescription.supply-withdrawn', 'prescription.withdrawal-refused'],
    idOf: byScript,
  },
  {
    begins: ['prescription.return-requested'],
    ends: ['prescription.returned', 'prescription.return-refused'],
    idOf: byScript,
  },
  {
    begins: ['reissue.registered', 'reissue.suspected'],
    ends: ['reissue.ended'],
    idOf: ({ subject }) => `pair ${subject}`,
  },
];

const openOf = ({ begins, ends, idOf }: Matter, journal: readonly JournalLine[]): Iterable<string> => {
  const open = new Map<string, string>();
  for (const line of journal) {
    if (begins.includes(line.kind)) open.set(line.subject, idOf(line));
    if (ends.includes(line.kind)) open.delete(line.subject);
  }
  return open.values();
};

/** What the journal says was begun and never came to an end: messages, questions, conflicts, pairs. */
export const openEnds = (journal: readonly JournalLine[]): readonly string[] => [
  ...new Set(matters.flatMap((matter) => [...openOf(matter, journal)])),
];
