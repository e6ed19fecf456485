import { mkdir, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Keychain } from '../../electron/keys/locks';
import { aKeychain, proveCode, Starts } from '../support/starts';
import { editFile } from '../support/journal';

const before = 'correct horse battery';
const after = 'staple and paper clip';

let starts: Starts;
beforeEach(async () => {
  starts = await Starts.make();
});
afterEach(() => starts.end());

const tryCode = async (code: string, keychain?: Keychain) => {
  const start = await starts.start(keychain);
  await start.begin();
  return { start, state: await start.unlockWithCode(code) };
};
describe('a profile that its recovery code opened', () => {
  it('[KEY-7] [KEY-8] takes a new passphrase in the place of the forgotten one, and the code still opens it', async () => {
    const code = await proveCode(await starts.start(), before);
    const old = await starts.keys();
    const { start, state } = await tryCode(code);
    expect(state).toMatchObject({ kind: 'renew-lock', keychain: false, refusal: '' });
    expect(await start.renew({ by: 'passphrase', passphrase: 'short' })).toEqual({
      ...state,
      refusal: 'A passphrase needs at least 12 characters. Choose a longer one, such as three or four words.',
    });
    expect(await starts.keys()).toEqual(old);
    const held = await open(starts.keysPath);
    expect((await start.renew({ by: 'passphrase', passphrase: after })).kind).toBe('ready');
    // Put in its place, not written over: whoever reads the old file still reads all of it.
    expect(JSON.parse(await held.readFile('utf8'))).toEqual(old);
    await held.close();
    // Once: what is open is not sealed anew by whoever asks later.
    const renewed = await starts.keys();
    expect((await start.renew({ by: 'passphrase', passphrase: before })).kind).toBe('ready');
    expect(await starts.keys()).toEqual(renewed);
    expect({ ...renewed, passphrase: old.passphrase }).toEqual(old);
    expect((await starts.unlock(before)).kind).toBe('needs-passphrase');
    expect((await starts.unlock(after)).kind).toBe('ready');
    expect((await tryCode(code)).state.kind).toBe('renew-lock');
  });

  it('[KEY-7] opens as it is for whoever declines, and no other way of opening it asks', async () => {
    const code = await proveCode(await starts.start(), before);
    const old = await starts.keys();
    const { start } = await tryCode(code);
    expect((await start.renew({ by: 'nothing' })).kind).toBe('ready');
    expect(await starts.keys()).toEqual(old);
    expect((await starts.unlock(before)).kind).toBe('ready');
  });

  it('[KEY-4] [KEY-7] a wrong code renews nothing, and slows down', async () => {
    const code = await proveCode(await starts.start(), before);
    const old = await starts.keys();
    const start = await starts.start();
    await start.begin();
    for (let i = 0; i < 3; i += 1)
      expect((await start.unlockWithCode('2222-2222')).kind).toBe('needs-passphrase');
    expect((await start.renew({ by: 'passphrase', passphrase: after })).kind).toBe('needs-passphrase');
    expect(await start.unlockWithCode(code)).toMatchObject({ kind: 'needs-passphrase', waitMs: 5000 });
    expect(await starts.keys()).toEqual(old);
    starts.clock.at += 5000;
    expect((await start.unlockWithCode(code)).kind).toBe('renew-lock');
  });

  it('[KEY-7] [KEY-8] is sealed anew by the keychain that works now, once it gave the key back', async () => {
    const lost = aKeychain();
    const code = await proveCode(await starts.start(lost));
    const old = await starts.keys();
    const keychain = aKeychain();
    const { start, state } = await tryCode(code, keychain);
    expect(state).toMatchObject({ kind: 'renew-lock', keychain: true });
    expect((await start.renew({ by: 'keychain' })).kind).toBe('ready');
    expect({ ...(await starts.keys()), keychain: old.keychain }).toEqual(old);
    expect((await (await starts.start(keychain)).begin()).kind).toBe('ready');
    expect((await tryCode(code)).state.kind).toBe('renew-lock');
  });

  it('[KEY-8] a keychain that refuses, or gives back another key, changes nothing; a passphrase is taken instead', async () => {
    const code = await proveCode(await starts.start(), before);
    const old = await starts.keys();
    const refusing: Keychain = {
      seal: () => {
        throw new Error('locked');
      },
      open: () => '',
    };
    const forgetful: Keychain = { seal: (secret) => Buffer.from(secret), open: () => 'A'.repeat(43) + '=' };
    for (const keychain of [refusing, forgetful]) {
      const { start } = await tryCode(code, keychain);
      expect(await start.renew({ by: 'keychain' })).toMatchObject({
        kind: 'renew-lock',
        keychain: false,
        refusal: expect.stringContaining('Choose a passphrase instead.') as string,
      });
      expect(await starts.keys()).toEqual(old);
    }
    // One that is not there is not taken at its word.
    const { start } = await tryCode(code);
    expect(await start.renew({ by: 'keychain' })).toMatchObject({ keychain: false });
    expect((await start.renew({ by: 'passphrase', passphrase: after })).kind).toBe('ready');
    expect((await starts.unlock(after)).kind).toBe('ready');
  });

  it('[KEY-8] wherever it is killed, the profile opens by what opened it before or by what was chosen, and by its code', async () => {
    const code = await proveCode(await starts.start(), before);
    await starts.close();
    const old = await readFile(starts.keysPath);
    const { start } = await tryCode(code);
    await start.renew({ by: 'passphrase', passphrase: after });
    await starts.close();
    const renewed = await readFile(starts.keysPath);
    const half = renewed.subarray(0, renewed.length / 2);
    // Before, while and after the new file is written beside; then in its place, and the next one begun.
    for (const [beside, inPlace, opens] of [
      [undefined, old, before],
      [Buffer.alloc(0), old, before],
      [half, old, before],
      [renewed, old, before],
      [undefined, renewed, after],
      [half, renewed, after],
    ] as const) {
      await rm(`${starts.keysPath}.part`, { force: true });
      if (beside) await writeFile(`${starts.keysPath}.part`, beside);
      await writeFile(starts.keysPath, inPlace);
      expect((await starts.unlock(opens)).kind).toBe('ready');
      expect((await tryCode(code)).state.kind).toBe('renew-lock');
    }
    // What was left beside is in nobody's way.
    const again = await tryCode(code);
    expect((await again.start.renew({ by: 'passphrase', passphrase: before })).kind).toBe('ready');
    expect((await starts.unlock(before)).kind).toBe('ready');
    expect(await readdir(starts.folder)).not.toContain('keys.json.part');
  });

  it('[KEY-8] a folder that takes nothing leaves the old file, says what to do, and lets the work go on', async () => {
    const code = await proveCode(await starts.start(), before);
    const old = await starts.keys();
    const { start } = await tryCode(code);
    await mkdir(`${starts.keysPath}.part`);
    const refused = await start.renew({ by: 'passphrase', passphrase: after });
    expect(refused).toMatchObject({ kind: 'renew-lock' });
    expect(refused.kind === 'renew-lock' && refused.refusal).toBe(
      `It could not be written. The recovery code opens this profile as before. Check that the disk has room and that you may write to ${starts.folder}, then try again.`,
    );
    expect(await starts.keys()).toEqual(old);
    await rm(`${starts.keysPath}.part`, { recursive: true });
    expect((await start.renew({ by: 'passphrase', passphrase: after })).kind).toBe('ready');
    expect((await starts.unlock(after)).kind).toBe('ready');
  });

  it('[KEY-5] [KEY-8] a key file that went or was damaged meanwhile is not made up', async () => {
    const code = await proveCode(await starts.start(), before);
    const { start } = await tryCode(code);
    for (const text of ['', '{"v":2}', undefined]) {
      if (text === undefined) await rm(starts.keysPath);
      else await writeFile(starts.keysPath, text);
      expect(await start.renew({ by: 'passphrase', passphrase: after })).toMatchObject({
        kind: 'renew-lock',
      });
      expect(await readFile(starts.keysPath, 'utf8').catch(() => undefined)).toBe(text);
    }
  });

  it('[KEY-7] [JRN-3] of a journal that does not open, or is found damaged meanwhile, nothing is renewed', async () => {
    const code = await proveCode(await starts.start(), before);
    await starts.close();
    const old = await starts.keys();
    const { start } = await tryCode(code);
    start.foundDamage('000001.journal, byte 7: why');
    expect(await start.renew({ by: 'passphrase', passphrase: after })).toMatchObject({
      kind: 'stopped',
      salvage: true,
    });
    await starts.close();
    await editFile(join(starts.folder, 'journal', '000001.journal'), (bytes) =>
      Buffer.from(bytes.map((byte, i) => (i === 9 ? byte ^ 1 : byte))),
    );
    const { start: damaged, state } = await tryCode(code);
    expect(state).toMatchObject({ kind: 'stopped' });
    expect((await damaged.renew({ by: 'passphrase', passphrase: after })).kind).toBe('stopped');
    expect(await starts.keys()).toEqual(old);
  });

  it('[KEY-7] [KEY-8] a key file of an older Holdfast, with both ways in it, keeps the one that was not renewed', async () => {
    const keychain = aKeychain();
    const code = await proveCode(await starts.start(keychain));
    const sealed = await starts.keys();
    const { start } = await tryCode(code);
    await start.renew({ by: 'passphrase', passphrase: before });
    expect(await starts.keys()).toEqual({ ...sealed, passphrase: (await starts.keys()).passphrase });
    // The keychain is back: it opens it without a question.
    expect((await (await starts.start(keychain)).begin()).kind).toBe('ready');
    keychain.empty();
    const both = await starts.start(keychain);
    expect(await both.begin()).toMatchObject({ kind: 'needs-passphrase', codeOnly: false });
    expect((await both.unlock(before)).kind).toBe('ready');
  });

  it('[KEY-2] [KEY-8] neither code, passphrase nor key is in any file', async () => {
    let key = '';
    const taking: Keychain = {
      seal: (secret) => {
        key = secret;
        return Buffer.from([...secret].reverse().join(''));
      },
      open: (sealed) => [...sealed.toString()].reverse().join(''),
    };
    const code = await proveCode(await starts.start(), before);
    const { start } = await tryCode(code, taking);
    await start.renew({ by: 'keychain' });
    const { start: again } = await tryCode(code);
    await again.renew({ by: 'passphrase', passphrase: after });
    const files = (await readdir(starts.folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(2);
    for (const { name, parentPath } of files) {
      const bytes = await readFile(join(parentPath, name));
      for (const secret of [code, code.replaceAll('-', ''), before, after, key])
        expect(bytes.includes(secret), name).toBe(false);
    }
  });
});

describe('a new profile', () => {
  it('[KEY-6] has no key on the disk until its code is proved: one broken off before is begun anew', async () => {
    const chosen = await (await starts.start()).begin();
    const first = await starts.start();
    await first.begin();
    const shown = await first.choosePassphrase(before);
    await first.codeKept();
    await first.proveCode('2222-2222');
    expect(await readdir(starts.folder)).toEqual(['profile.json']);
    // Killed here: the code that nobody proved is nobody's.
    expect(await (await starts.start()).begin()).toEqual(chosen);
    const keychain = aKeychain();
    const codes = [];
    for (let i = 0; i < 2; i += 1) {
      const met = await (await starts.start(keychain)).begin();
      codes.push(met.kind === 'show-recovery-code' ? met.code : met.kind);
    }
    expect(new Set([...codes, shown.kind === 'show-recovery-code' && shown.code]).size).toBe(3);
    expect(await readdir(starts.folder)).toEqual(['profile.json']);
    const code = await proveCode(await starts.start(keychain));
    expect((await (await starts.start(keychain)).begin()).kind).toBe('ready');
    expect((await tryCode(code)).state.kind).toBe('renew-lock');
  });

  it('[KEY-6] whose folder takes no key says what to do, and takes it afterwards', async () => {
    const start = await starts.start();
    await start.begin();
    const shown = await start.choosePassphrase(before);
    await start.codeKept();
    if (shown.kind !== 'show-recovery-code') throw new Error(shown.kind);
    await mkdir(`${starts.keysPath}.part`);
    expect(await start.proveCode(shown.code)).toMatchObject({
      kind: 'prove-recovery-code',
      sentence: `The key could not be written into the folder of this profile. Check that the disk has room and that you may write to ${starts.folder}, then try again.`,
    });
    await rm(`${starts.keysPath}.part`, { recursive: true });
    expect((await start.proveCode(shown.code)).kind).toBe('ready');
    expect((await starts.unlock(before)).kind).toBe('ready');
  });

  it('[KEY-5] [KEY-6] never puts its key in the place of one that came meanwhile', async () => {
    const start = await starts.start(aKeychain());
    const shown = await start.begin();
    await start.codeKept();
    await writeFile(starts.keysPath, 'of somebody');
    if (shown.kind !== 'show-recovery-code') throw new Error(shown.kind);
    expect((await start.proveCode(shown.code)).kind).toBe('prove-recovery-code');
    expect(await readFile(starts.keysPath, 'utf8')).toBe('of somebody');
  });

  it('[KEY-3] whose keychain refuses is protected by a passphrase', async () => {
    const refusing: Keychain = {
      seal: () => {
        throw new Error('locked');
      },
      open: () => '',
    };
    expect(await (await starts.start(refusing)).begin()).toMatchObject({ kind: 'choose-passphrase' });
  });
});
