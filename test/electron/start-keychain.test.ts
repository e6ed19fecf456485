import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProfileInfo } from '../../electron/contract/channels';
import type { Journal } from '../../electron/journal/journal';
import type { Keychain } from '../../electron/keys/key-store';
import { openProfile } from '../../electron/system/profile';
import { Start } from '../../electron/system/start';
import { removeFolder, temporaryFolder } from '../support/folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

const journals: Journal[] = [];
const closeAll = async (): Promise<void> => {
  for (const journal of journals.splice(0)) await journal.close();
};

const aStart = async (keychain: Keychain): Promise<Start> => {
  const opened = await openProfile(folder, 'live');
  if (opened.kind !== 'ok') throw new Error(opened.kind);
  const runtime = { version: '45', older: false };
  const about = { appVersion: '0', runtime, terminal: 'T', loopback: false, drill: '' };
  const info: ProfileInfo = { kind: 'live', folder, ...about };
  return new Start({
    profile: opened.profile,
    info,
    keychain,
    now: () => 0,
    onOpen: async ({ journal }) => {
      journals.push(journal);
      return [];
    },
    onOtherJournal: async () => undefined,
  });
};

it('[KEY-3] where the keychain is gone the recovery code alone is asked for', async () => {
  const kept: string[] = [];
  const keychain: Keychain = {
    seal: (secret) => Buffer.from(String(kept.push(secret) - 1)),
    open: (sealed) => kept[Number(sealed)] ?? '',
  };
  const first = await aStart(keychain);
  const shown = await first.begin();
  if (shown.kind !== 'show-recovery-code') throw new Error(shown.kind);
  await first.codeKept();
  expect((await first.proveCode(shown.code)).kind).toBe('ready');
  await closeAll();
  kept.length = 0;
  const second = await aStart(keychain);
  expect(await second.begin()).toMatchObject({
    kind: 'needs-passphrase',
    codeOnly: true,
    sentence: 'The keychain of this computer does not open this profile any more.',
  });
  expect(await second.unlockWithCode('2222')).toMatchObject({ codeOnly: true });
  expect((await second.unlockWithCode(shown.code)).kind).toBe('ready');
  await closeAll();
});
