import * as z from 'zod';

export const secret = z.string().min(1).max(512);

/** What is to open a profile from now on, after its recovery code has. */
export const renewalSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('keychain') }),
  z.strictObject({ by: z.literal('passphrase'), passphrase: secret }),
  /** As before. */
  z.strictObject({ by: z.literal('nothing') }),
]);
export type Renewal = z.infer<typeof renewalSchema>;

/** `present`: the passphrase that opens the profile now. */
export const changePassphraseSchema = z.strictObject({ present: secret, next: secret });

export type ChangePassphraseReply =
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly sentence: string; readonly next: string };

/** What opens a profile beside its recovery code; neither is a training profile's. */
export type Locks = { readonly keychain: boolean; readonly passphrase: boolean };
