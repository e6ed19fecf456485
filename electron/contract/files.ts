import * as z from 'zod';
import { bytesSchema } from './journal-entry';
import { fileLimits } from './pieces';

/** What a file is; it gives the dialog its words and the file its ending. */
const fileKinds = ['pdf', 'csv', 'text', 'markdown', 'json', 'picture', 'pack'] as const;
const fileKindSchema = z.enum(fileKinds);
export type FileKind = z.infer<typeof fileKindSchema>;

/** A suggested name says what the file is and never whom it is about: no run of ten digits, no script id. */
const namesNobody = (name: string): boolean =>
  !/\d{10}/.test(name) && !/[0-9A-F]{6}-?[0-9A-Z]{6}-?[0-9A-F]{5}/i.test(name);

export const saveSchema = z.strictObject({
  suggestedName: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/)
    .refine(namesNobody),
  kind: fileKindSchema,
  bytes: bytesSchema.refine((bytes) => bytes.byteLength <= fileLimits.saveBytes),
});
export const openSchema = z.strictObject({
  kinds: z.array(fileKindSchema).min(1),
  multiple: z.boolean(),
});

export type FileRefused = { readonly kind: 'refused'; readonly sentence: string; readonly next: string };
export type SaveReply =
  | { readonly kind: 'saved'; readonly folder: string; readonly name: string }
  | { readonly kind: 'cancelled' }
  | FileRefused;

export type TakeUpReply = { readonly kind: 'taken' } | { readonly kind: 'cancelled' } | FileRefused;

export type OpenedFile = { readonly name: string; readonly bytes: Uint8Array };
export type OpenReply =
  | {
      readonly kind: 'opened';
      readonly files: readonly OpenedFile[];
      /** Files that were chosen and not read, each with the reason. */
      readonly leftOut: readonly { readonly name: string; readonly sentence: string }[];
    }
  | { readonly kind: 'cancelled' };

/** When a profile was last backed up (ms since 1970) and up to which entry of its journal. */
export type LastBackUp = { readonly at: number; readonly lastSeq: number };
export type BackUpReply =
  | { readonly kind: 'saved'; readonly folder: string; readonly lastSeq: number }
  | { readonly kind: 'cancelled' }
  | FileRefused;
