import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';

/** A key sealed under another secret. All fields base64. */
export type Sealed = { readonly nonce: string; readonly sealed: string };

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** What a sealed key was sealed under. Stored data depends on them: do not rename. */
export const labels = { recovery: 'holdfast recovery 1', passphrase: 'holdfast passphrase 1' } as const;

export const sealKey = (key: Uint8Array, under: Uint8Array, label: string): Sealed => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', under, nonce);
  cipher.setAAD(Buffer.from(label));
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { nonce: base64(nonce), sealed: base64(sealed) };
};

/** The key, or undefined where the secret is not the one it was sealed under. */
export const unsealKey = (value: Sealed, under: Uint8Array, label: string): Uint8Array | undefined => {
  const sealed = Buffer.from(value.sealed, 'base64');
  if (sealed.length !== 48) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', under, Buffer.from(value.nonce, 'base64'));
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(sealed.subarray(32));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, 32)), decipher.final()]));
  } catch {
    return undefined;
  }
};

/** Cost of a passphrase: about 0.4 s and 128 MB, once at start. */
const passphraseCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 };
/** Cost of a PIN: it is short, yet typed many times a day. */
const pinCost = { N: 2 ** 14, r: 8, p: 1, maxmem: 32 * 1024 * 1024 };

const stretch = (secret: string, salt: string, cost: typeof pinCost): Promise<Uint8Array> =>
  new Promise((done, fail) => {
    scrypt(secret.normalize('NFKC'), salt, 32, cost, (failure, key) =>
      failure ? fail(failure) : done(new Uint8Array(key)),
    );
  });

export const stretchPassphrase = (passphrase: string, salt: string): Promise<Uint8Array> =>
  stretch(passphrase, salt, passphraseCost);

export const stretchPin = async (pin: string, salt: string): Promise<string> =>
  base64(await stretch(pin, salt, pinCost));

/** Digits and letters that cannot be mistaken for one another. */
const codeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A recovery code: 160 random bits as eight groups of four. */
export const newRecoveryCode = (): string => {
  const chars = [...randomBytes(32)].map((byte) => codeAlphabet[byte % 32] ?? '2');
  return (chars.join('').match(/.{4}/g) ?? []).join('-');
};

/** What was typed, as it was shown: spaces, hyphens and case do not matter. */
export const recoveryKey = (code: string): Uint8Array => {
  const bare = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return new Uint8Array(hkdfSync('sha256', bare, 'holdfast', 'recovery code 1', 32));
};
