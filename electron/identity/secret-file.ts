import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { realDisk } from '../journal/disk';

/** What only main may know. Stored: do not rename. */
const secretsSchema = z.strictObject({
  v: z.literal(1),
  /** PKCS #8 in PEM: the key that signs for this pharmacy. */
  privateKey: z.string().optional(),
});
export type Secrets = z.infer<typeof secretsSchema>;

export type ReadSecrets = { readonly kind: 'ok'; readonly secrets: Secrets } | { readonly kind: 'damaged' };

const label = Buffer.from('holdfast secrets 1');
const nonceBytes = 12;
const tagBytes = 16;

const open = (sealed: Buffer, key: Uint8Array): unknown => {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(label);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const text = Buffer.concat([
    decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)),
    decipher.final(),
  ]);
  return JSON.parse(text.toString('utf8'));
};

/** [IDN-6] Reads the sealed file; a missing one holds nothing, a damaged one is never replaced in silence. */
export const readSecrets = async (path: string, key: Uint8Array): Promise<ReadSecrets> => {
  let sealed: Buffer;
  try {
    sealed = await readFile(path);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'ok', secrets: { v: 1 } }; // fs errors carry a code
    throw failure;
  }
  try {
    return { kind: 'ok', secrets: secretsSchema.parse(open(sealed, key)) };
  } catch {
    return { kind: 'damaged' };
  }
};

export const writeSecrets = async (path: string, key: Uint8Array, secrets: Secrets): Promise<void> => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(label);
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(secrets)), cipher.final()]);
  await realDisk.writeAll(path, Buffer.concat([sealed, cipher.getAuthTag()]));
};
