import { afterEach, beforeEach, expect, it } from 'vitest';
import { SealedLogDamaged } from '../../electron/training/sealed-log';
import { aKeychain, proveCode, Starts } from '../support/starts';

let starts: Starts;
beforeEach(async () => {
  starts = await Starts.make();
});
afterEach(() => starts.end());

it('[PRF-11] what cannot be opened beside the journal is said, and keeps nothing from the next start', async () => {
  const keychain = aKeychain();
  await proveCode(await starts.start(keychain));
  const because = async (failure: Error) => {
    starts.serve = async () => {
      throw failure;
    };
    return (await starts.start(keychain)).begin();
  };
  expect(await because(new Error('EISDIR: pack-key.json'))).toMatchObject({
    kind: 'stopped',
    title: 'The folder of this profile cannot be used',
    detail: 'Error: EISDIR: pack-key.json',
    salvage: false,
  });
  expect(await because(new SealedLogDamaged('drill.log'))).toMatchObject({
    kind: 'stopped',
    title: 'A file of this profile is damaged',
    sentence:
      'The file drill.log cannot be read, so nothing was opened and nothing was changed. It keeps the state of the training Spine or of a drill; the journal, which is in order, does not rest on it.',
    next: `Move drill.log out of ${starts.folder} to another place, then start Holdfast again: what it kept begins anew.`,
  });
  starts.serve = async () => ['served'];
  expect(await (await starts.start(keychain)).begin()).toMatchObject({ kind: 'ready', notices: ['served'] });
});
