import { afterEach, beforeEach, expect, it } from 'vitest';
import { aKeychain, proveCode, Starts } from '../support/starts';

let starts: Starts;
beforeEach(async () => {
  starts = await Starts.make();
});
afterEach(() => starts.end());

it('[KEY-3] where the keychain is gone the recovery code alone is asked for', async () => {
  const keychain = aKeychain();
  const code = await proveCode(await starts.start(keychain));
  keychain.empty();
  const second = await starts.start(keychain);
  expect(await second.begin()).toMatchObject({
    kind: 'needs-passphrase',
    codeOnly: true,
    sentence: 'The keychain of this computer does not open this profile any more.',
  });
  expect(await second.unlockWithCode('2222')).toMatchObject({ codeOnly: true });
  expect((await second.unlockWithCode(code)).kind).toBe('renew-lock');
});
