import type { SealedFile } from './key-file';
import type { Locks } from '../contract/keys';
import { loadSealed, saveKeyFile } from './key-place';
import { sealByKeychain, sealByPassphrase, type Keychain } from './locks';

export type Renewed =
  | { readonly kind: 'renewed' }
  /** The keychain does not take the key, or does not give it back. */
  | { readonly kind: 'keychain-refuses' }
  /** The key file is as it was: gone or damaged meanwhile, or the folder takes nothing. */
  | { readonly kind: 'not-written'; readonly detail: string };

/** [KEY-8] One lock is another one; the recovery code and whatever else opens the key stay as they are. */
const replace = async (
  folder: string,
  lock: Pick<SealedFile, 'keychain'> | Pick<SealedFile, 'passphrase'>,
): Promise<Renewed> => {
  try {
    const file = await loadSealed(folder);
    if (!file) return { kind: 'not-written', detail: 'keys.json cannot be read' };
    await saveKeyFile(folder, { ...file, ...lock });
    return { kind: 'renewed' };
  } catch (failure) {
    return { kind: 'not-written', detail: String(failure) };
  }
};

/** [KEY-7] Under another passphrase from now on. */
export const renewPassphrase = async (
  folder: string,
  dataKey: Uint8Array,
  passphrase: string,
): Promise<Renewed> => replace(folder, { passphrase: await sealByPassphrase(dataKey, passphrase) });

/** [KEY-7] [KEY-8] By the keychain that is here now, once it has given the key back. */
export const renewKeychain = async (
  folder: string,
  dataKey: Uint8Array,
  keychain: Keychain,
): Promise<Renewed> => {
  const lock = sealByKeychain(dataKey, keychain);
  return lock === undefined ? { kind: 'keychain-refuses' } : replace(folder, { keychain: lock });
};

/** What opens a profile beside its recovery code. */
export const locksOf = async (folder: string): Promise<Locks> => {
  const file = await loadSealed(folder);
  return { keychain: file?.keychain !== undefined, passphrase: file?.passphrase !== undefined };
};
