import * as z from 'zod';

const sealed = z.strictObject({ nonce: z.string(), sealed: z.string() });

/** The file `keys.json`, version 1. Stored: do not rename. Only a training profile has its key in the clear. */
const keyFileSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    v: z.literal(1),
    kind: z.literal('training'),
    note: z.string(),
    dataKey: z.base64(),
  }),
  z.strictObject({
    v: z.literal(1),
    kind: z.literal('sealed'),
    keychain: z.base64().optional(),
    passphrase: sealed.extend({ salt: z.string() }).optional(),
    recovery: sealed,
  }),
]);
export type KeyFile = z.infer<typeof keyFileSchema>;
export type SealedFile = Extract<KeyFile, { kind: 'sealed' }>;

export type ReadKeyFile =
  { readonly kind: 'ok'; readonly file: KeyFile } | { readonly kind: 'newer' } | { readonly kind: 'damaged' };

export const readKeyFile = (text: string): ReadKeyFile => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'damaged' };
  }
  const version = z.looseObject({ v: z.number() }).safeParse(json);
  if (version.success && version.data.v > 1) return { kind: 'newer' };
  const parsed = keyFileSchema.safeParse(json);
  return parsed.success ? { kind: 'ok', file: parsed.data } : { kind: 'damaged' };
};
