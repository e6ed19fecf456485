import type { Entry, JournalPort, StorePort } from '../usecases/ports';
import type { EngineStatus } from '../usecases/views';
import { deleteDatabase, openDatabase, type Database } from '../store/schema';
import { readLastSeq } from '../store/store';

export type OpenIndex =
  | { readonly kind: 'open'; readonly db: Database; readonly lastSeq: number; readonly why: string }
  | { readonly kind: 'stopped'; readonly sentence: string; readonly next: string };

const newer: OpenIndex = {
  kind: 'stopped',
  sentence:
    'A newer version of Holdfast has written the index of this profile, so this version does not touch it.',
  next: 'Install the newer version. Nothing is lost.',
};
const ahead: OpenIndex = {
  kind: 'stopped',
  sentence:
    'The journal ends earlier than it did: entries that were confirmed are missing from it. Nothing was changed.',
  next: 'Put the journal folder back from the last backup, and call the supplier before work goes on.',
};

const fresh = async (why: string): Promise<OpenIndex> => {
  await deleteDatabase();
  const opened = await openDatabase();
  return opened.kind === 'open'
    ? { kind: 'open', db: opened.db, lastSeq: 0, why }
    : {
        kind: 'stopped',
        sentence: 'The index of this profile cannot be made anew.',
        next: 'Start Holdfast again. If this stays, the disk may be full or failing.',
      };
};

/** [STO-2] Opens the index; one that is missing or damaged is begun anew, to be filled from the journal. */
export const openIndex = async (journalLastSeq: number, rebuild: boolean): Promise<OpenIndex> => {
  if (rebuild) return fresh('the index was damaged');
  const opened = await openDatabase();
  switch (opened.kind) {
    case 'newer':
      return newer;
    case 'damaged':
      return fresh('the index was damaged');
    case 'open': {
      const lastSeq = await readLastSeq(opened.db);
      if (lastSeq > journalLastSeq) return ahead;
      // Rows without the mark how far they go: nobody knows what is among them.
      if (lastSeq === 0 && (await opened.db.scripts.count()) > 0) {
        opened.db.close();
        return fresh('the index was damaged');
      }
      return {
        kind: 'open',
        db: opened.db,
        lastSeq,
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
