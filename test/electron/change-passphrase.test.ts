import { mkdir, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aKeychain, proveCode, Starts } from '../support/starts';

const before = 'correct horse battery';
const after = 'staple and paper clip';

let starts: Starts;
beforeEach(async () => {
  starts = await Starts.make();
});
afterEach(() => starts.end());

describe('the passphrase of an open profile', () => {
  const opened = async () => {
    const start = await starts.start();
    await proveCode(start, before);
    return start;
  };

  it('[KEY-9] [KEY-8] is changed by whoever knows the present one', async () => {
    const start = await opened();
    const old = await starts.keys();
    expect(await start.changePassphrase({ present: before, next: 'short' })).toMatchObject({
      kind: 'refused',
      sentence: 'A passphrase needs at least 12 characters.',
    });
    expect(await start.changePassphrase({ present: 'wrong horse', next: after })).toMatchObject({
      kind: 'refused',
      sentence: 'That is not the passphrase of this profile.',
    });
    expect(await starts.keys()).toEqual(old);
    expect(await start.changePassphrase({ present: before, next: after })).toEqual({ kind: 'changed' });
    expect({ ...(await starts.keys()), passphrase: old.passphrase }).toEqual(old);
    expect((await starts.unlock(before)).kind).toBe('needs-passphrase');
    expect((await starts.unlock(after)).kind).toBe('ready');
  });

  it('[KEY-8] [KEY-9] two changes at once come one after the other', async () => {
    const start = await opened();
    const typed = { present: before, next: after };
    const both = await Promise.all([
      start.changePassphrase(typed),
      start.changePassphrase({ ...typed, next: 'a third one of words' }),
    ]);
    expect(both.map(({ kind }) => kind)).toEqual(['changed', 'refused']);
    expect((await starts.unlock(after)).kind).toBe('ready');
  });

  it('[KEY-4] [KEY-9] wrong tries slow it down, and a right one begins to count anew', async () => {
    const start = await opened();
    const wrong = { present: 'wrong horse', next: after };
    for (let i = 0; i < 2; i += 1) await start.changePassphrase(wrong);
    expect(await start.changePassphrase({ present: before, next: after })).toEqual({ kind: 'changed' });
    for (let i = 0; i < 3; i += 1) await start.changePassphrase(wrong);
    const right = { present: after, next: before };
    expect(await start.changePassphrase(right)).toEqual({
      kind: 'refused',
      sentence: 'Too many wrong tries in a row.',
      next: 'Try again in 5 seconds.',
    });
    starts.clock.at += 5000;
    expect(await start.changePassphrase(right)).toEqual({ kind: 'changed' });
  });

  it('[KEY-9] is not changed where there is none, where nothing is open, or where nothing can be written', async () => {
    const start = await opened();
    await mkdir(`${starts.keysPath}.part`);
    expect(await start.changePassphrase({ present: before, next: after })).toMatchObject({
      sentence: 'It could not be written. The recovery code opens this profile as before.',
    });
    await rm(`${starts.keysPath}.part`, { recursive: true });
    const closed = await starts.start();
    await closed.begin();
    expect(() => closed.changePassphrase({ present: before, next: after })).toThrow('No profile is open.');
    await starts.end();
    starts = await Starts.make();
    const byKeychain = await starts.start(aKeychain());
    await proveCode(byKeychain);
    expect(await byKeychain.changePassphrase({ present: before, next: after })).toMatchObject({
      sentence: 'This profile has no passphrase that could be changed.',
    });
  });
});
