import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realDisk, type Disk } from '../../../electron/journal/disk';
import { salvageJournal } from '../../../electron/journal/salvage';
import { removeFolder, temporaryFolder } from '../../support/folder';
import { anEntry, editFile, open, opened, testKey } from '../../support/journal';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  const journal = await opened(folder, { segmentBytes: 500 });
  for (let n = 1; n <= 12; n += 1) await journal.append([anEntry(n)]);
  await journal.close();
});
afterEach(() => removeFolder(folder));

const flipIn = (name: string): Promise<void> =>
  editFile(join(folder, name), (bytes) => {
    const out = Buffer.from(bytes);
    out[200] = (out[200] ?? 0) ^ 1;
    return out;
  });

describe('journal: a long one', () => {
  it('[JRN-3] opens without reading the records of its full files', async () => {
    const read: string[] = [];
    const disk: Disk = {
      ...realDisk,
      readAll: (path) => (read.push(path), realDisk.readAll(path)),
    };
    const journal = await opened(folder, { disk, segmentBytes: 500 });
    const files = read.filter((path) => path.endsWith('.journal'));
    expect(files).toHaveLength(1);
    expect(files[0]).not.toContain('000001');
    expect(await journal.verify()).toEqual({ kind: 'whole' });
    expect(read.filter((path) => path.endsWith('.journal')).length).toBeGreaterThan(3);
    await journal.close();
  });

  it('[JRN-3] damage in a record of an old file is found right after the opening', async () => {
    await flipIn('000002.journal');
    const journal = await opened(folder, { segmentBytes: 500 });
    const found = await journal.verify();
    expect(found).toMatchObject({ kind: 'damaged' });
    expect(found.kind === 'damaged' && found.detail).toContain('000002.journal');
    await journal.close();
  });

  it('[JRN-3] an old file that is gone, or that the disk does not give, is damage too', async () => {
    const journal = await opened(folder, { segmentBytes: 500 });
    await removeFolder(join(folder, '000002.journal'));
    expect(await journal.verify()).toMatchObject({
      kind: 'damaged',
      detail: expect.stringContaining('000002.journal') as string,
    });
    await journal.close();
  });

  it('[JRN-3] a changed header, size or index is not believed', async () => {
    await editFile(join(folder, '000002.index'), (bytes) => {
      const out = Buffer.from(bytes);
      out[70] = (out[70] ?? 0) ^ 1;
      return out;
    });
    const journal = await opened(folder, { segmentBytes: 500 });
    expect((await journal.status()).lastSeq).toBe(12);
    await journal.close();
    await editFile(join(folder, '000001.journal'), (bytes) => {
      const out = Buffer.from(bytes);
      out[12] = (out[12] ?? 0) ^ 1;
      return out;
    });
    expect(await open(folder, { segmentBytes: 500 })).toMatchObject({
      kind: 'damaged',
      file: '000001.journal',
    });
  });

  it('[JRN-10] a salvage that the disk does not take changes nothing, and leaves no half journal', async () => {
    await flipIn('000003.journal');
    const kept = `${folder}-kept`;
    const before = await readdir(folder);
    let written = 0;
    const full: Disk = {
      ...realDisk,
      writeAll: (path, bytes) =>
        (written += 1) > 1 ? Promise.reject(new Error('ENOSPC')) : realDisk.writeAll(path, bytes),
    };
    await expect(salvageJournal(full, folder, testKey, kept)).rejects.toThrow('ENOSPC');
    expect(await readdir(folder)).toEqual(before);
    const stuck: Disk = {
      ...realDisk,
      move: (from, to) =>
        to === folder && from !== kept ? Promise.reject(new Error('EBUSY')) : realDisk.move(from, to),
    };
    await expect(salvageJournal(stuck, folder, testKey, kept)).rejects.toThrow('EBUSY');
    expect(await readdir(folder)).toEqual(before);
    const saved = await salvageJournal(realDisk, folder, testKey, kept);
    expect(saved).toBeGreaterThan(1);
    const journal = await opened(folder, { segmentBytes: 500 });
    expect(journal.lastSeq).toBe(saved);
    await journal.close();
    await removeFolder(kept);
  });

  it('[JRN-3] stops reading when it is closed', async () => {
    const journal = await opened(folder, { segmentBytes: 500 });
    const verifying = journal.verify();
    await journal.close();
    expect(['ended', 'whole']).toContain((await verifying).kind);
    expect(await journal.verify()).toEqual({ kind: 'ended' });
  });
});
