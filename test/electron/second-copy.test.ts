import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecondCopyState } from '../../electron/contract/copy';
import { keptSchema, SecondCopy } from '../../electron/copy/second-copy';
import { answeredDialogs } from '../../electron/files/dialogs';
import { backUp } from '../../electron/files/back-up';
import { readMark } from '../../electron/files/put-back';
import { realDisk, type Disk } from '../../electron/journal/disk';
import type { Journal } from '../../electron/journal/journal';
import { deviceFile } from '../../electron/system/device-file';
import { anEntry, open, opened, readAllEntries } from '../support/journal';

const now = Date.UTC(2026, 10, 28, 10, 42);
const small = { segmentBytes: 1_000 };

let place: string;
let profile: string;
let journal: Journal;
/** Folders in which a copy that is ahead was found. */
let ahead: { readonly known: number; readonly folder: string }[];

const journalOf = (folder: string): string => join(folder, 'journal');
const write = async (from: number, count: number): Promise<void> => {
  for (let n = from; n < from + count; n += 1) await journal.append([anEntry(n)]);
};

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'holdfast-copy-'));
  profile = join(place, 'profile');
  await mkdir(profile);
  for (const name of ['profile.json', 'keys.json']) await writeFile(join(profile, name), `{ "${name}": 1 }`);
  await mkdir(join(place, 'stick'));
  journal = await opened(journalOf(profile), small);
  ahead = [];
});
afterEach(async () => {
  await journal.close();
  await rm(place, { recursive: true, force: true });
});

const aCopy = (disk: Disk = realDisk, stick = join(place, 'stick'), at = now): SecondCopy =>
  new SecondCopy({
    profile,
    journal,
    disk,
    setting: deviceFile(join(profile, 'second-copy.json'), keptSchema),
    dialogs: answeredDialogs(stick, undefined),
    now: () => at,
    ahead: (known, folder) => ahead.push({ known, folder }),
  });

const keptIn = async (copy: SecondCopy): Promise<Extract<SecondCopyState, { kind: 'kept' }>> => {
  const state = await copy.state();
  if (state.kind !== 'kept') throw new Error(state.kind);
  return state;
};

const begin = async (copy: SecondCopy, stick = join(place, 'stick')): Promise<string> => {
  await copy.ask();
  expect(await copy.keepIn(stick)).toEqual({ kind: 'kept' });
  await copy.look();
  return (await keptIn(copy)).folder;
};

/** What is in a copy, opened as a profile that was put back from it opens it. */
const subjectsIn = async (folder: string): Promise<readonly string[]> => {
  const mark = await readMark(journalOf(folder));
  const copied = await open(journalOf(folder), { ...small, lastOfCopy: mark?.lastSeq });
  if (copied.kind !== 'open') throw new Error(copied.kind);
  const entries = await readAllEntries(copied.journal);
  await copied.journal.close();
  return entries.map(({ subject }) => subject);
};

describe('second copy', () => {
  it('[CPY-1] [CPY-2] has all that was confirmed, and what is new at the next look', async () => {
    await write(1, 30);
    const copy = aCopy();
    const folder = await begin(copy);
    expect(dirname(folder)).toBe(join(place, 'stick'));
    expect(await keptIn(copy)).toMatchObject({ lastSeq: 30, waiting: 0, wholeAt: now, trouble: null });
    await write(31, 30);
    expect(await keptIn(copy)).toMatchObject({ lastSeq: 30, waiting: 30 });
    await copy.look();
    expect(await keptIn(copy)).toMatchObject({ lastSeq: 60, waiting: 0, progress: null });
    for (const { path, bytes } of journal.files().files) {
      const theirs = await readFile(path.replace(profile, folder));
      expect(theirs.equals((await readFile(path)).subarray(0, bytes))).toBe(true);
    }
    expect(await readFile(join(folder, 'keys.json'), 'utf8')).toContain('keys.json');
    expect(await subjectsIn(folder)).toHaveLength(60);
  });

  it('[CPY-2] goes on where it was after a new start, and at the end takes what came last', async () => {
    await write(1, 10);
    const folder = await begin(aCopy());
    await write(11, 10);
    const again = aCopy();
    await again.load();
    expect(await keptIn(again)).toMatchObject({ folder, lastSeq: 10, waiting: 10 });
    await again.end();
    expect(await subjectsIn(folder)).toHaveLength(20);
  });

  it('[CPY-2] takes keys that were changed along', async () => {
    await write(1, 1);
    const copy = aCopy();
    const folder = await begin(copy);
    await writeFile(join(profile, 'keys.json'), 'another passphrase');
    await writeFile(join(profile, 'pack-key.json'), 'a pack key');
    await write(2, 1);
    await copy.look();
    expect(await readFile(join(folder, 'keys.json'), 'utf8')).toBe('another passphrase');
    expect(await readFile(join(folder, 'pack-key.json'), 'utf8')).toBe('a pack key');
  });

  it('[CPY-3] wherever it is interrupted it opens, with every entry up to some one', async () => {
    await write(1, 40);
    let calls = 0;
    let failsAt = Number.MAX_SAFE_INTEGER;
    const step = (): void => {
      calls += 1;
      if (calls >= failsAt) throw Object.assign(new Error('pulled out'), { code: 'EIO' });
    };
    const pulled: Disk = {
      ...realDisk,
      writeAll: async (path, bytes) => {
        step();
        await realDisk.writeAll(path, bytes);
      },
      openAppend: async (path) => {
        const file = await realDisk.openAppend(path);
        return {
          ...file,
          write: async (bytes, at) => {
            // The half of it arrives.
            await file.write(bytes.subarray(0, bytes.byteLength / 2), at);
            step();
            await file.write(bytes, at);
          },
        };
      },
    };
    const copy = aCopy(pulled);
    const folder = await begin(copy);
    for (let round = 1, whole = 0; whole < 3; round += 1) {
      await write(40 + round * 3, 3);
      calls = 0;
      failsAt = round;
      await copy.look();
      const { trouble, lastSeq } = await keptIn(copy);
      whole = trouble ? 0 : whole + 1;
      const subjects = await subjectsIn(folder);
      expect(subjects.length).toBeGreaterThanOrEqual(lastSeq);
      expect(subjects[0]).toBe('subject 1');
      if (!trouble) expect(subjects).toHaveLength(journal.lastSeq);
    }
  });

  it('[CPY-3] what is not an earlier state of this journal is never written into', async () => {
    await write(1, 20);
    const copy = aCopy();
    const folder = await begin(copy);
    const [last] = (await readdir(journalOf(folder))).filter((name) => name.endsWith('.journal')).slice(-1);
    const path = join(journalOf(folder), last ?? '');
    const other = (await readFile(path)).map((byte, i, all) => (i === all.length - 5 ? byte ^ 1 : byte));
    await writeFile(path, other);
    await write(21, 5);
    await copy.look();
    expect(await keptIn(copy)).toMatchObject({ lastSeq: 20, trouble: { kind: 'apart' } });
    expect((await readFile(path)).equals(other)).toBe(true);
    expect(ahead).toEqual([]);
  });

  it('[CPY-4] whose disk is gone waits, is not made anew, and goes on when it is back', async () => {
    await write(1, 5);
    const copy = aCopy();
    const folder = await begin(copy);
    await rename(join(place, 'stick'), join(place, 'drawer'));
    await mkdir(join(place, 'stick'));
    await write(6, 5);
    await copy.look();
    expect(await keptIn(copy)).toMatchObject({
      lastSeq: 5,
      waiting: 5,
      trouble: { kind: 'away', sentence: 'Its disk or folder is not there.' },
    });
    expect(await readdir(join(place, 'stick'))).toEqual([]);
    await rm(join(place, 'stick'), { recursive: true });
    await rename(join(place, 'drawer'), join(place, 'stick'));
    await copy.look();
    expect(await keptIn(copy)).toMatchObject({ lastSeq: 10, waiting: 0, trouble: null });
    expect(await subjectsIn(folder)).toHaveLength(10);
  });

  it('[CPY-4] says of a full disk and of a closed one what to do', async () => {
    await write(1, 1);
    const failing = (code: string): Disk => ({
      ...realDisk,
      writeAll: () => Promise.reject(Object.assign(new Error(code), { code })),
    });
    for (const [code, sentence] of [
      ['ENOSPC', 'Its disk is full.'],
      ['EROFS', 'Its folder does not let Holdfast write.'],
      ['EIO', 'It cannot be written.'],
    ] as const) {
      const copy = aCopy(failing(code), join(place, 'stick'), now + code.length * 60_000);
      await begin(copy);
      expect((await keptIn(copy)).trouble).toMatchObject({ kind: 'away', sentence });
    }
  });

  it('[CPY-5] that has entries which are not here tells that an older state was put back under the program', async () => {
    await write(1, 10);
    const before = await readFile(join(journalOf(profile), '000001.journal'));
    const folder = await begin(aCopy());
    await write(11, 10);
    const copy = aCopy();
    await copy.load();
    await copy.look();
    await journal.close();
    for (const name of await readdir(journalOf(profile))) await rm(join(journalOf(profile), name));
    await writeFile(join(journalOf(profile), '000001.journal'), before);
    journal = await opened(journalOf(profile), small);
    expect(journal.lastSeq).toBeLessThan(20);
    const after = aCopy();
    await after.load();
    await after.look();
    expect(ahead).toEqual([{ known: 20, folder }]);
    expect((await keptIn(after)).trouble).toMatchObject({ kind: 'apart' });
    expect(await subjectsIn(folder)).toHaveLength(20);
  });

  it('[CPY-5] where that was put back knowingly a new copy is begun beside it, and the longer one stays', async () => {
    await write(1, 5);
    const made = await backUp({ profile, journal, dialogs: answeredDialogs(place, undefined), now });
    if (made.kind !== 'saved') throw new Error(made.kind);
    const folder = await begin(aCopy());
    await write(6, 5);
    const copy = aCopy();
    await copy.load();
    await copy.look();
    await journal.close();
    await rm(journalOf(profile), { recursive: true });
    await rename(journalOf(made.folder), journalOf(profile));
    await rename(join(journalOf(profile), 'from-backup.json'), join(profile, 'put-back.json'));
    journal = await opened(journalOf(profile), small);
    const after = aCopy(realDisk, join(place, 'stick'), now + 3_600_000);
    await after.load();
    await after.look();
    const { folder: beside, ...rest } = await keptIn(after);
    expect(rest).toMatchObject({ lastSeq: 5, waiting: 0, trouble: null });
    expect(beside).not.toBe(folder);
    expect(await subjectsIn(beside)).toHaveLength(5);
    expect(await subjectsIn(folder)).toHaveLength(10);
    expect(ahead).toEqual([]);
  });

  it('[CPY-1] is not kept within the profile, in a folder nobody chose here, or in one that is gone', async () => {
    expect(await aCopy(realDisk, profile).ask()).toMatchObject({ kind: 'refused' });
    expect(await aCopy(realDisk, journalOf(profile)).ask()).toMatchObject({ kind: 'refused' });
    expect(await aCopy(realDisk, join(place, 'gone')).ask()).toMatchObject({ kind: 'refused' });
    const copy = aCopy();
    expect(await copy.ask()).toEqual({ kind: 'chosen', folder: join(place, 'stick'), sameDisk: true });
    expect(await copy.keepIn(join(place, 'profile'))).toMatchObject({ kind: 'refused' });
    expect(await copy.state()).toMatchObject({ kind: 'none' });
    const nobody = new SecondCopy({
      ...{ profile, journal, disk: realDisk, now: () => now, ahead: () => undefined },
      setting: deviceFile(join(profile, 'second-copy.json'), keptSchema),
      dialogs: answeredDialogs(undefined, undefined),
    });
    expect(await nobody.ask()).toEqual({ kind: 'cancelled' });
  });

  it('[CPY-1] is kept no more once somebody says so, and what is there stays', async () => {
    await write(1, 3);
    const copy = aCopy();
    const folder = await begin(copy);
    await copy.stop();
    await write(4, 3);
    await copy.look();
    expect(await copy.state()).toMatchObject({ kind: 'none' });
    const again = aCopy();
    await again.load();
    expect(await again.state()).toMatchObject({ kind: 'none' });
    expect(await subjectsIn(folder)).toHaveLength(3);
  });
});
