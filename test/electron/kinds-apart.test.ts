import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWithPassphrase, openKeys } from '../../electron/keys/key-store';
import { openProfile } from '../../electron/system/profile';
import { removeFolder, temporaryFolder } from '../support/folder';

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
        else await createWithPassphrase(place, 'correct horse battery staple');
        const before = await textOf(place);
        expect(Object.keys(before)).toEqual(['keys.json', 'profile.json']);
        expect(await openProfile(place, wanted)).toEqual({ kind: 'other-kind', is });
        if ((is === 'training') !== (wanted === 'training'))
          expect(await openKeys(place, wanted === 'training', undefined)).toEqual({ kind: 'damaged' });
        expect(await textOf(place)).toEqual(before);
      });
});
