import { afterEach, describe, expect, it } from 'vitest';
import { openIndex } from '../../renderer/engine/open-index';
import { openDatabase } from '../../renderer/store/schema';
import { filledWorld } from '../support/filled-world';
import { MemoryJournal } from '../support/memory-journal';
import { forget, testKeys } from '../support/world';

/** The program's own index. */
const name = 'holdfast';
afterEach(() => forget(name));

/** An index of a journal, closed. */
const indexed = async (): Promise<MemoryJournal> => {
  const journal = new MemoryJournal();
  (await filledWorld(name, journal)).close();
  return journal;
};

const opened = async (journal: MemoryJournal) => {
  const index = await openIndex(
    { lastSeq: journal.entries.length, read: (from, options) => journal.read(from, options) },
    testKeys(),
    false,
  );
  if (index.kind === 'open') index.db.close();
  return index;
};

describe('an index beside another journal', () => {
  it('[STO-15] goes on with its own, also where that has grown meanwhile', async () => {
    const journal = await indexed();
    const { length } = journal.entries;
    expect(await opened(journal)).toMatchObject({ kind: 'open', lastSeq: length });
    const last = journal.entries.at(-1);
    if (last) journal.entries.push({ ...last, seq: length + 1 });
    expect(await opened(journal)).toMatchObject({ kind: 'open', lastSeq: length });
  });

  it('[STO-15] is not used for one that ends earlier', async () => {
    const journal = await indexed();
    const known = journal.entries.length;
    journal.entries.pop();
    expect(await opened(journal)).toEqual({ kind: 'other-journal', lastSeq: known });
  });

  it('[STO-15] is not used for one that is as long, or longer, and went another way', async () => {
    const journal = await indexed();
    const known = journal.entries.length;
    const last = journal.entries[known - 1];
    if (!last) throw new Error('no entry');
    for (const other of [
      { at: last.at + 1 },
      { subject: 'another' },
      { kind: 'another' },
      { by: 'another' },
    ]) {
      journal.entries.splice(known - 1, 2, { ...last, ...other } as typeof last, { ...last, seq: known + 1 });
      expect(await opened(journal)).toEqual({ kind: 'other-journal', lastSeq: known });
    }
  });

  it('[STO-15] that does not say which entry was its last is believed, as of an older program', async () => {
    const journal = await indexed();
    const index = await openDatabase();
    if (index.kind !== 'open') throw new Error(index.kind);
    await index.db.meta.put({ name: 'lastSeq', value: journal.entries.length });
    index.db.close();
    expect(await opened(journal)).toMatchObject({ kind: 'open' });
  });
});
