import type { ChangePassphraseReply, Renewal } from '../contract/keys';
import { loadSealed } from '../keys/key-place';
import { unlockWithPassphrase } from '../keys/key-store';
import type { Keychain } from '../keys/locks';
import { renewKeychain, renewPassphrase } from '../keys/renew';
import type { Tries } from './tries';

const minPassphrase = 12;

export const wrongPassphrase = 'That is not the passphrase of this profile.';
export const tooManyTries = 'Too many wrong tries in a row.';

const tooShort = {
  sentence: `A passphrase needs at least ${minPassphrase} characters.`,
  next: 'Choose a longer one, such as three or four words.',
} as const;

/** [KEY-3] Why a passphrase is not taken, or nothing. */
export const unfit = (passphrase: string): typeof tooShort | undefined =>
  passphrase.length < minPassphrase ? tooShort : undefined;

const tryAgain = (folder: string): string =>
  `Check that the disk has room and that you may write to ${folder}, then try again.`;

/** A new profile: nothing is in it yet. */
export const notProtected = (folder: string): string =>
  `The key could not be written into the folder of this profile. ${tryAgain(folder)}`;

/** True whatever of it came to the disk. */
const notWritten = 'It could not be written. The recovery code opens this profile as before.';

type Renewing = {
  readonly folder: string;
  readonly dataKey: Uint8Array;
  readonly keychain: Keychain | undefined;
};

/** [KEY-7] Renews what opens a profile; answers with why it did not, or nothing. */
export const renewLock = async (
  how: Exclude<Renewal, { by: 'nothing' }>,
  { folder, dataKey, keychain }: Renewing,
): Promise<{ readonly refusal: string; readonly keychain?: false } | undefined> => {
  const wrong = how.by === 'passphrase' ? unfit(how.passphrase) : undefined;
  if (wrong) return { refusal: `${wrong.sentence} ${wrong.next}` };
  const noKeychain = {
    refusal: 'The keychain of this computer does not take the key. Choose a passphrase instead.',
    keychain: false,
  } as const;
  if (how.by === 'keychain' && !keychain) return noKeychain;
  const renewed =
    how.by === 'passphrase'
      ? await renewPassphrase(folder, dataKey, how.passphrase)
      : keychain && (await renewKeychain(folder, dataKey, keychain));
  switch (renewed?.kind) {
    case 'renewed':
      return undefined;
    case 'not-written':
      return { refusal: `${notWritten} ${tryAgain(folder)}` };
    case 'keychain-refuses':
    case undefined:
      return noKeychain;
  }
};

const refused = (sentence: string, next: string): ChangePassphraseReply => ({
  kind: 'refused',
  sentence,
  next,
});

const inSeconds = (waitMs: number): string => {
  const seconds = Math.ceil(waitMs / 1000);
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
};

type Changing = {
  readonly folder: string;
  /** The key of the profile that is open. */
  readonly dataKey: Uint8Array;
  readonly tries: Tries;
  readonly present: string;
  readonly next: string;
};

/** [KEY-9] Another passphrase in the place of the one that is known. */
export const changePassphrase = async (asked: Changing): Promise<ChangePassphraseReply> => {
  const { folder, dataKey, tries, present, next } = asked;
  const file = await loadSealed(folder).catch(() => undefined);
  if (!file?.passphrase)
    return refused(
      'This profile has no passphrase that could be changed.',
      'One is asked for where no keychain opens a profile.',
    );
  const wrong = unfit(next);
  if (wrong) return refused(wrong.sentence, wrong.next);
  if (tries.waitMs > 0) return refused(tooManyTries, `Try again in ${inSeconds(tries.waitMs)}.`);
  const opened = await unlockWithPassphrase(folder, present);
  const isRight = opened !== undefined && Buffer.compare(opened, dataKey) === 0;
  tries.count(isRight);
  if (!isRight)
    return refused(
      wrongPassphrase,
      'Type the present one again. If nobody knows it, close Holdfast and open the profile with its recovery code: a new one can be chosen then.',
    );
  const renewed = await renewPassphrase(folder, dataKey, next);
  return renewed.kind === 'renewed' ? { kind: 'changed' } : refused(notWritten, tryAgain(folder));
};
