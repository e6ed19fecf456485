import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveKeys } from '../../electron/keys/derive';
import {
  keepKeys,
  makeWithPassphrase,
  openKeys,
  unlockWithCode,
  unlockWithPassphrase,
  type NewKeys,
} from '../../electron/keys/key-store';
import type { Keychain } from '../../electron/keys/locks';
import { newRecoveryCode, stretchPin } from '../../electron/keys/wrap';
import { removeFolder, temporaryFolder } from '../support/folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

const file = () => readFile(join(folder, 'keys.json'), 'utf8');
/** A keychain that turns its secrets round: enough to see whether the key itself is on the disk. */
const keychain: Keychain = {
  seal: (secret) => Buffer.from([...secret].reverse().join('')),
  open: (sealed) => [...sealed.toString()].reverse().join(''),
};
const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex');

/** Its code is proved as it was shown. */
const kept = async (keys: NewKeys): Promise<Uint8Array> => {
  const dataKey = await keepKeys(folder, keys, keys.code);
  if (!dataKey) throw new Error('not its code');
  return dataKey;
};

describe('keys', () => {
  it('[KEY-1] one data key gives three that differ, and always the same', () => {
    const keys = deriveKeys(new Uint8Array(32).fill(9));
    expect(new Set([keys.journal, keys.projection, keys.index].map(hex)).size).toBe(3);
    expect(deriveKeys(new Uint8Array(32).fill(9))).toEqual(keys);
  });

  it('[KEY-2] a training profile keeps its key beside it and says so; no other kind accepts such a file', async () => {
    const first = await openKeys(folder, true, undefined);
    const again = await openKeys(folder, true, undefined);
    expect(first).toEqual(again);
    expect(await file()).toContain('nothing real belongs here');
    expect((await openKeys(folder, false, keychain)).kind).toBe('damaged');
  });

  it('[KEY-3] a keychain seals it, and the recovery code opens it where the keychain is gone', async () => {
    const created = await openKeys(folder, false, keychain);
    if (created.kind !== 'created') throw new Error(created.kind);
    const dataKey = await kept(created);
    expect(await file()).not.toContain(Buffer.from(dataKey).toString('base64'));
    expect(await openKeys(folder, false, keychain)).toEqual({ kind: 'open', dataKey });
    expect((await openKeys(folder, false, undefined)).kind).toBe('needs-code');
    const typed = created.code.toLowerCase().replaceAll('-', ' ');
    expect(hex(await unlockWithCode(folder, typed))).toBe(hex(dataKey));
  });

  it('[KEY-3] a recovery code has none of the signs that are mistaken for others', () => {
    const codes = Array.from({ length: 50 }, newRecoveryCode).join('');
    expect(codes).not.toMatch(/[01IO]/);
  });

  it('[KEY-3] [KEY-4] a passphrase where there is no keychain; a wrong one opens nothing and changes nothing', async () => {
    expect((await openKeys(folder, false, undefined)).kind).toBe('choose-passphrase');
    const created = await makeWithPassphrase('correct horse battery staple');
    const dataKey = await kept(created);
    const text = await file();
    expect(text).not.toContain(Buffer.from(dataKey).toString('base64'));
    expect((await openKeys(folder, false, undefined)).kind).toBe('needs-passphrase');
    expect(await unlockWithPassphrase(folder, 'correct horse battery stapler')).toBeUndefined();
    expect(
      await unlockWithCode(
        folder,
        created.code.replace(/^./, (c) => (c === '2' ? '3' : '2')),
      ),
    ).toBeUndefined();
    expect(hex(await unlockWithPassphrase(folder, 'correct horse battery staple'))).toBe(hex(dataKey));
    expect(await file()).toBe(text);
  });

  it('[KEY-5] a damaged or newer key file stops, and is never replaced', async () => {
    for (const [text, kind] of [
      ['', 'damaged'],
      ['{"v":1', 'damaged'],
      ['{"v":1,"kind":"training","note":"x","dataKey":"AAAA"}', 'damaged'],
      ['{"v":2}', 'newer'],
    ] as const) {
      await writeFile(join(folder, 'keys.json'), text);
      expect((await openKeys(folder, true, undefined)).kind).toBe(kind);
      expect((await openKeys(folder, false, keychain)).kind).toBe(kind);
      expect(await file()).toBe(text);
    }
  });

  it('a PIN is stretched with its salt', async () => {
    expect(await stretchPin('1111', 'a')).toBe(await stretchPin('1111', 'a'));
    expect(await stretchPin('1111', 'b')).not.toBe(await stretchPin('1111', 'a'));
  });
});
