import * as z from 'zod';

/** Bytes of any kind of memory; their size is bounded where they are used. */
export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What a caller hands to the journal; `seq` and `terminal` are stamped by main. `at` is ms since 1970 UTC. */
export const newEntrySchema = z.strictObject({
  at: z.number().int().nonnegative(),
  by: z.string().max(200),
  kind: z.string().min(1).max(100),
  subject: z.string().max(300),
  v: z.number().int().positive(),
  data: z.unknown(),
  bytes: bytesSchema.optional(),
});

export type NewEntry = {
  readonly at: number;
  readonly by: string;
  readonly kind: string;
  readonly subject: string;
  readonly v: number;
  readonly data: unknown;
  readonly bytes?: Uint8Array;
};

/** An entry that main wrote for a caller, handed over without its bytes so that nobody reads it back for it. */
export type WrittenEntry = Omit<NewEntry, 'bytes'> & { readonly seq: number };

/** An entry of the journal, decrypted. `seq` starts at 1 and has no gaps. */
export type JournalEntry = NewEntry & { readonly seq: number; readonly terminal: string };

/**
 * [JRN-15] Messages that a batch recalls, by the subjects of their entries. `after`: the last entry that whoever recalls
 * them has read.
 */
export const recallSchema = z.strictObject({
  after: z.number().int().nonnegative(),
  subjects: z.array(z.string().max(300)).min(1).max(100).readonly(),
});
export type Recall = Readonly<z.infer<typeof recallSchema>>;

export type AppendReply =
  /** [JRN-15] Not written: an attempt may have begun, or the message was recalled. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'appended'; readonly firstSeq: number; readonly lastSeq: number }
  | {
      readonly kind: 'refused';
      readonly reason: 'no-space' | 'io' | 'closed' | 'too-large';
      readonly sentence: string;
      readonly next: string;
    };

export const readSchema = z.strictObject({
  from: z.number().int().positive(),
  maxEntries: z.number().int().positive().max(10_000),
  maxBytes: z
    .number()
    .int()
    .positive()
    .max(64 * 1024 * 1024),
  /** Raw bytes are left out unless asked for: projecting needs none. */
  withBytes: z.boolean(),
});
export type ReadRequest = z.infer<typeof readSchema>;

/** Bytes of one entry, from 0. */
const spanSchema = z.strictObject({
  from: z.number().int().nonnegative(),
  length: z.number().int().nonnegative(),
});
export type Span = z.infer<typeof spanSchema>;
export const readOneSchema = z.strictObject({
  seq: z.number().int().positive(),
  span: spanSchema.optional(),
});
