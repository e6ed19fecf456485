import { randomBytes } from 'node:crypto';
import type { SealedFile } from './key-file';
import { base64, labels, sealKey, stretchPassphrase } from './wrap';

/** The keychain of the operating system; absent where there is no real one. */
export type Keychain = {
  readonly seal: (secret: string) => Buffer;
  readonly open: (sealed: Buffer) => string;
};

/** The data key, or undefined where the keychain does not open it. */
export const openByKeychain = (sealed: string, keychain: Keychain): Uint8Array | undefined => {
  try {
    const dataKey = Buffer.from(keychain.open(Buffer.from(sealed, 'base64')), 'base64');
    return dataKey.length === 32 ? new Uint8Array(dataKey) : undefined;
  } catch {
    return undefined;
  }
};

/** [KEY-8] Sealed by the keychain, once it has given the key back; undefined where it does not. */
export const sealByKeychain = (dataKey: Uint8Array, keychain: Keychain): string | undefined => {
  try {
    const sealed = base64(keychain.seal(base64(dataKey)));
    const back = openByKeychain(sealed, keychain);
    return back && Buffer.compare(back, dataKey) === 0 ? sealed : undefined;
  } catch {
    return undefined;
  }
};

export const sealByPassphrase = async (
  dataKey: Uint8Array,
  passphrase: string,
): Promise<NonNullable<SealedFile['passphrase']>> => {
  const salt = base64(randomBytes(16));
  return { salt, ...sealKey(dataKey, await stretchPassphrase(passphrase, salt), labels.passphrase) };
};
