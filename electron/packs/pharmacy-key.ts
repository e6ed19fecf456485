import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { realDisk } from '../journal/disk';
import { sealKey, unsealKey } from '../keys/wrap';
import { newKey, readPrivateKey, type PrivateKey } from './keys';

/** The file `pack-key.json`, version 1. Stored: do not rename. Its private half is sealed under the data key. */
const fileSchema = z.strictObject({
  v: z.literal(1),
  crv: z.literal('X25519'),
  x: z.string(),
  private: z.strictObject({ nonce: z.string(), sealed: z.string() }),
});

const label = 'holdfast pack key 1';

const create = async (path: string, under: Uint8Array): Promise<PrivateKey> => {
  const key = await newKey('X25519');
  const sealed = sealKey(new Uint8Array(Buffer.from(key.d, 'base64url')), under, label);
  const file = { v: 1, crv: 'X25519', x: key.x, private: sealed } satisfies z.infer<typeof fileSchema>;
  await realDisk.writeAll(path, Buffer.from(`${JSON.stringify(file, null, 2)}\n`));
  return key;
};

const read = async (text: string, under: Uint8Array): Promise<PrivateKey | undefined> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const file = fileSchema.safeParse(json);
  const d = file.success ? unsealKey(file.data.private, under, label) : undefined;
  if (!file.success || !d) return undefined;
  return readPrivateKey({ kty: 'OKP', ...file.data, d: Buffer.from(d).toString('base64url') }, 'X25519');
};

/**
 * [PCK-17] The pharmacy's pack key, made on the first start. One that does not open is never replaced in
 * silence, because packs on their way could then not be opened: undefined.
 */
export const openPharmacyKey = async (folder: string, under: Uint8Array): Promise<PrivateKey | undefined> => {
  const path = join(folder, 'pack-key.json');
  const text = await readFile(path, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return undefined;
    throw failure;
  });
  return text === undefined ? create(path, under) : read(text, under);
};
