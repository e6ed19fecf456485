import { randomBytes } from 'node:crypto';
import type { SealedFile } from './key-file';
import { base64, labels, sealKey, stretchPassphrase } from './wrap';

/** The keychain of the operating system; absent where there is no real one. */
export type Keychain = {
  readonly seal: (secret: string) => Buffer;
  readonly open: (sealed: Buffer) => string;
};

export const sealByKeychain = (dataKey: Uint8Array, keychain: Keychain): string =>
  base64(keychain.seal(base64(dataKey)));

/** The data key, or undefined where the keychain does not open it. */
export const openByKeychain = (sealed: string, keychain: Keychain): Uint8Array | undefined => {
  try {
    const dataKey = Buffer.from(keychain.open(Buffer.from(sealed, 'base64')), 'base64');
    return dataKey.length === 32 ? new Uint8Array(dataKey) : undefined;
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
