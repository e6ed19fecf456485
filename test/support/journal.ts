import { readFile, writeFile } from 'node:fs/promises';
import type { JournalEntry, NewEntry } from '../../electron/contract/journal-entry';
import { openJournal, type JournalOptions, type OpenJournal } from '../../electron/journal/open-journal';
import type { Journal } from '../../electron/journal/journal';

export const testKey = new Uint8Array(32).fill(7);

export const anEntry = (n: number, extra: Partial<NewEntry> = {}): NewEntry => ({
  at: 1_790_000_000_000 + n,
  by: 'Priya Shah',
  kind: 'test.noted',
  subject: `subject ${n}`,
  v: 1,
  data: { n, text: 'Amoxicillin 500 mg capsules' },
  ...extra,
});

export const open = (folder: string, options: Partial<JournalOptions> = {}): Promise<OpenJournal> =>
  openJournal({ folder, key: testKey, terminal: 'T1', ...options });

export const opened = async (folder: string, options: Partial<JournalOptions> = {}): Promise<Journal> => {
  const result = await open(folder, options);
  if (result.kind !== 'open') throw new Error(`expected an open journal, got ${result.kind}`);
  return result.journal;
};

export const readAllEntries = async (journal: Journal): Promise<readonly JournalEntry[]> => {
  const all: JournalEntry[] = [];
  for (;;) {
    const some = await journal.read({
      from: all.length + 1,
      maxEntries: 1000,
      maxBytes: 1 << 20,
      withBytes: true,
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
};

export const editFile = async (path: string, edit: (bytes: Buffer) => Buffer): Promise<void> =>
  writeFile(path, edit(await readFile(path)));
