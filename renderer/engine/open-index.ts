import type { Entry, JournalPort, StorePort } from '../usecases/ports';
import type { EngineStatus } from '../usecases/views';
import { deleteDatabase, openDatabase, type Database } from '../store/schema';
import { entryMark, type StoreKeys } from '../store/sealing';
import { readEnd } from '../store/loads';

export type OpenIndex =
  | {
      readonly kind: 'open';
      readonly db: Database;
      readonly lastSeq: number;
      readonly why: string;
      /** The journal's newest entry. */
      readonly newest: Entry | undefined;
    }
  /** The index is of another journal, or of a longer one: entries that were confirmed are missing from this one. */
  | { readonly kind: 'other-journal'; readonly lastSeq: number }
  | { readonly kind: 'stopped'; readonly sentence: string; readonly next: string };

const newer: OpenIndex = {
  kind: 'stopped',
  sentence:
    'A newer version of Holdfast has written the index of this profile, so this version does not touch it.',
  next: 'Install the newer version. Nothing is lost.',
};
const fresh = async (why: string, newest: Entry | undefined): Promise<OpenIndex> => {
  await deleteDatabase();
  const opened = await openDatabase();
  return opened.kind === 'open'
    ? { kind: 'open', db: opened.db, lastSeq: 0, why, newest }
    : {
        kind: 'stopped',
        sentence: 'The index of this profile cannot be made anew.',
        next: 'See that the disk has room, then start Holdfast again. If this stays, call the supplier.',
      };
};

type Journal = { readonly lastSeq: number; readonly read: JournalPort['read'] };

const entryAt = async ({ read }: Journal, seq: number): Promise<Entry | undefined> =>
  seq === 0 ? undefined : (await read(seq, { withBytes: false, atMost: 1 }))[0];

/** [STO-15] Whether the journal holds the last entry that is in the index; an older index does not say which. */
const holds = async (
  journal: Journal,
  newest: Entry | undefined,
  keys: Promise<StoreKeys>,
  { lastSeq, mark }: Awaited<ReturnType<typeof readEnd>>,
): Promise<boolean> => {
  if (lastSeq > journal.lastSeq) return false;
  if (mark === undefined) return true;
  const entry = newest?.seq === lastSeq ? newest : await entryAt(journal, lastSeq);
  return entry !== undefined && (await entryMark(await keys, entry)) === mark;
};

/** [STO-2] Opens the index; one that is missing or damaged is begun anew, to be filled from the journal. */
export const openIndex = async (
  journal: Journal,
  keys: Promise<StoreKeys>,
  rebuild: boolean,
): Promise<OpenIndex> => {
  // Most often the journal's newest entry is the index's last, so it is asked for meanwhile.
  const [opened, newest] = await Promise.all([
    rebuild ? { kind: 'damaged' as const } : openDatabase(),
    entryAt(journal, journal.lastSeq),
  ]);
  switch (opened.kind) {
    case 'newer':
      return newer;
    case 'damaged':
      return fresh('the index was damaged', newest);
    case 'open': {
      const end = await readEnd(opened.db);
      const { lastSeq } = end;
      if (!(await holds(journal, newest, keys, end))) {
        opened.db.close();
        return { kind: 'other-journal', lastSeq };
      }
      // Rows without the mark how far they go: nobody knows what is among them.
      if (lastSeq === 0 && (await opened.db.scripts.count()) > 0) {
        opened.db.close();
        return fresh('the index was damaged', newest);
      }
      return {
        kind: 'open',
        db: opened.db,
        lastSeq,
        newest,
        why: lastSeq === 0 ? 'the index was missing' : 'the index was behind',
      };
    }
  }
};

/** Fewer entries than this are taken in before anybody could read a progress bar. */
const quick = 200;

/** Takes in what the index lacks, with progress. */
export const fillIndex = async (
  {
    journal,
    store,
  }: {
    readonly journal: Pick<JournalPort, 'read'>;
    readonly store: Pick<StorePort, 'lastSeq' | 'project'>;
  },
  total: number,
  why: string,
  show: (status: EngineStatus) => void,
): Promise<void> => {
  const readFrom = async (from: number): Promise<readonly Entry[]> =>
    from > total ? [] : journal.read(from, { withBytes: false });
  let entries = await readFrom(store.lastSeq() + 1);
  while (store.lastSeq() < total) {
    if (total - store.lastSeq() > quick) show({ kind: 'rebuilding', done: store.lastSeq(), total, why });
    const last = entries.at(-1);
    if (!last) throw new Error('the journal ends before its last entry');
    // What follows is read while this is taken in.
    [entries] = await Promise.all([readFrom(last.seq + 1), store.project(entries)]);
  }
};
