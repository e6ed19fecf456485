import { appendFile, mkdir, readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppendReply } from '../../../electron/contract/journal-entry';
import { realDisk, type Disk } from '../../../electron/journal/disk';
import { refusalOf, refusals } from '../../../electron/journal/refusals';
import { anEntry, opened, readAllEntries } from '../../support/journal';
import { removeFolder, temporaryFolder } from '../../support/folder';

let place: string;
let folder: string;
beforeEach(async () => {
  place = await temporaryFolder();
  folder = join(place, 'journal');
});
afterEach(() => removeFolder(place));

const subjectsIn = async (at: string): Promise<readonly string[]> => {
  const journal = await opened(at);
  const subjects = (await readAllEntries(journal)).map((entry) => entry.subject);
  await journal.close();
  return subjects;
};

describe('journal: a disk that fails', () => {
  type Mode = { fail: 'none' | 'write' | 'half' | 'sync' | 'cut' | 'locked' };
  const failing = (mode: Mode): Disk => ({
    ...realDisk,
    openAppend: async (path) => {
      const file = await realDisk.openAppend(path);
      return {
        ...file,
        write: async (bytes, at) => {
          if (mode.fail === 'half') {
            await file.write(bytes.subarray(0, bytes.byteLength / 2), at);
            throw new Error('ENOSPC: no space left on device');
          }
          if (mode.fail === 'write') throw new Error('ENOSPC: no space left on device');
          if (mode.fail === 'locked') throw new Error('EPERM: operation not permitted');
          await file.write(bytes, at);
        },
        sync: async () => {
          if (mode.fail === 'sync' || mode.fail === 'cut') throw new Error('EIO');
          await file.sync();
        },
        cut: async (length) => {
          if (mode.fail === 'cut' || mode.fail === 'locked') throw new Error('EIO');
          await file.cut(length);
        },
      };
    },
  });

  it('[JRN-8] a full disk refuses the append, changes nothing, and the next one succeeds', async () => {
    const mode: Mode = { fail: 'none' };
    const journal = await opened(folder, { disk: failing(mode) });
    await journal.append([anEntry(1)]);
    const refused: AppendReply[] = [];
    for (const fail of ['write', 'half', 'sync'] as const) {
      mode.fail = fail;
      refused.push(await journal.append([anEntry(2), anEntry(3)]));
    }
    expect(refused).toEqual([refusals.full, refusals.full, refusals.notTaken]);
    mode.fail = 'none';
    expect(await journal.append([anEntry(4)])).toEqual({ kind: 'appended', firstSeq: 2, lastSeq: 2 });
    await journal.close();
    expect(await subjectsIn(folder)).toEqual(['subject 1', 'subject 4']);
  });

  it('[JRN-8] when the file cannot be put back either, it says that nobody knows, and takes nothing more', async () => {
    const mode: Mode = { fail: 'none' };
    const journal = await opened(folder, { disk: failing(mode) });
    mode.fail = 'cut';
    expect(await journal.append([anEntry(1)])).toEqual(refusals.unsure);
    mode.fail = 'none';
    expect(await journal.append([anEntry(2)])).toEqual(refusals.failed);
    await journal.close();
    // What could not be put back is there after all.
    expect(await subjectsIn(folder)).toEqual(['subject 1']);
  });

  it('[JRN-8] a file that somebody else holds for a moment takes the next one', async () => {
    const mode: Mode = { fail: 'none' };
    const journal = await opened(folder, { disk: failing(mode) });
    await journal.append([anEntry(1)]);
    mode.fail = 'locked';
    expect(await journal.append([anEntry(2)])).toEqual(refusals.notTaken);
    mode.fail = 'none';
    expect((await journal.append([anEntry(3)])).kind).toBe('appended');
    await journal.close();
    expect(await subjectsIn(folder)).toEqual(['subject 1', 'subject 3']);
  });

  it('[JRN-7] less than 512 MB free is no room for downloads', async () => {
    const journal = await opened(folder, {
      disk: { ...realDisk, freeBytes: async () => 511 * 1024 * 1024 },
    });
    expect((await journal.status()).hasRoom).toBe(false);
    expect((await journal.append([anEntry(1)])).kind).toBe('appended');
    await journal.close();
  });
});

describe('journal: somebody else in its folder', () => {
  it('[JRN-13] what another program wrote into it is not written over, and nothing more is accepted', async () => {
    const journal = await opened(folder);
    await journal.append([anEntry(1)]);
    const file = join(folder, '000001.journal');
    await appendFile(file, 'from another computer');
    const found = await readFile(file);
    expect(await journal.append([anEntry(2)])).toEqual(refusals.taken);
    expect(await readFile(file)).toEqual(found);
    expect(await journal.append([anEntry(3)])).toEqual(refusals.taken);
    await journal.close();
  });

  it('[JRN-13] nothing is written into a folder that was moved, nor into the one that took its place', async () => {
    const journal = await opened(folder);
    await journal.append([anEntry(1)]);
    const moved = join(place, 'moved');
    await rename(folder, moved);
    expect(await journal.append([anEntry(2)])).toEqual(refusals.taken);
    await mkdir(folder);
    expect(await journal.append([anEntry(3)])).toEqual(refusals.taken);
    await journal.close();
    expect(await readdir(folder)).toEqual([]);
    expect(await subjectsIn(moved)).toEqual(['subject 1']);
  });

  it('[JRN-13] a place that cannot be looked at takes nothing now, and may later', async () => {
    let gone = false;
    const disk: Disk = {
      ...realDisk,
      openAppend: async (path) => {
        const file = await realDisk.openAppend(path);
        const lengthInPlace = () => (gone ? Promise.reject(new Error('EIO')) : file.lengthInPlace());
        return { ...file, lengthInPlace };
      },
    };
    const journal = await opened(folder, { disk, segmentBytes: 100 });
    await journal.append([anEntry(1)]);
    gone = true;
    expect(await journal.append([anEntry(2)])).toEqual(refusals.notTaken);
    gone = false;
    expect((await journal.append([anEntry(3)])).kind).toBe('appended');
    await journal.close();
    expect(await subjectsIn(folder)).toEqual(['subject 1', 'subject 3']);
  });
});

describe('journal: what a refusal says', () => {
  it('[JRN-8] tells a full disk from one that does not take it', () => {
    for (const code of ['ENOSPC', 'EDQUOT']) expect(refusalOf(new Error(`${code}: x`))).toBe(refusals.full);
    for (const code of ['EROFS', 'EACCES', 'EIO'])
      expect(refusalOf(new Error(`${code}: x`))).toBe(refusals.notTaken);
  });
});
