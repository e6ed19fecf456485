import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProfileKind } from '../../electron/contract/channels';
import { openJournal } from '../../electron/journal/open-journal';
import { keepKeys, makeWithPassphrase, openKeys } from '../../electron/keys/key-store';
import { openProfile } from '../../electron/system/profile';
import { removeFolder, temporaryFolder } from '../support/folder';
import { anEntry, editFile, opened, testKey } from '../support/journal';

const kinds = ['training', 'live', 'companion'] as const;
let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

const textOf = async (inFolder: string): Promise<Record<string, string>> => {
  const names = (await readdir(inFolder)).sort();
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(inFolder, name), 'utf8')] as const),
    ),
  );
};

describe('kinds of profiles never mix', () => {
  for (const is of kinds)
    for (const wanted of kinds.filter((kind) => kind !== is))
      it(`[PRF-1] [PRF-3] [KEY-5] a ${is} profile is opened neither as ${wanted} nor by the key of one, and stays as it was`, async () => {
        const place = join(folder, is);
        expect(await openProfile(place, is)).toMatchObject({ kind: 'ok', created: true });
        if (is === 'training') await openKeys(place, true, undefined);
        else {
          const made = await makeWithPassphrase('correct horse battery staple');
          await keepKeys(place, made, made.code);
        }
        const before = await textOf(place);
        expect(Object.keys(before)).toEqual(['keys.json', 'profile.json']);
        expect(await openProfile(place, wanted)).toEqual({ kind: 'other-kind', is });
        if ((is === 'training') !== (wanted === 'training'))
          expect(await openKeys(place, wanted === 'training', undefined)).toEqual({ kind: 'damaged' });
        expect(await textOf(place)).toEqual(before);
      });
});

describe('the journal knows its kind', () => {
  const open = async (kind: ProfileKind, as: ProfileKind, key = testKey) => {
    const options = { folder: join(folder, kind, 'journal'), key, terminal: 'T', owner: as };
    const opened = await openJournal(options);
    if (opened.kind !== 'open') return opened;
    await opened.journal.append([anEntry(1)]);
    await opened.journal.close();
    return { kind: opened.kind, lastSeq: opened.journal.lastSeq };
  };

  for (const is of kinds)
    for (const said of kinds.filter((kind) => kind !== is))
      it(`[PRF-6] that of a ${is} profile is not opened by a profile.json that says ${said}`, async () => {
        await mkdir(join(folder, is));
        expect(await open(is, is)).toMatchObject({ lastSeq: 1 });
        const before = await readFile(join(folder, is, 'journal', '000001.journal'));
        expect(await open(is, said)).toEqual({ kind: 'other-owner', owner: is });
        expect(await readFile(join(folder, is, 'journal', '000001.journal'))).toEqual(before);
        expect(await open(is, is)).toMatchObject({ lastSeq: 2 });
      });

  it('[PRF-6] an older one is bound at its next opening, with all that is in it, and an unfinished end cut off', async () => {
    const place = join(folder, 'live', 'journal');
    const older = await opened(place);
    await older.append([anEntry(1)]);
    await older.close();
    await editFile(join(place, '000001.journal'), (bytes) => Buffer.concat([bytes, Buffer.alloc(100)]));
    expect(await open('live', 'live')).toMatchObject({ lastSeq: 2 });
    expect(await open('live', 'companion')).toEqual({ kind: 'other-owner', owner: 'live' });
    expect(await open('live', 'live')).toMatchObject({ lastSeq: 3 });
    const names = (await readdir(place)).filter((name) => name.endsWith('.journal'));
    expect(names).toEqual(['000001.journal', '000002.journal']);
  });
});
