import * as z from 'zod';
import type { ImportEntry } from './import';

/** A part of a pack as the journal holds it; main checked it against the whole schema before it was written. */
const partSchema = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      issue: z.number().optional(),
      release: z.string().optional(),
      hint: z
        .object({
          name: z.string().optional(),
          birthDate: z.string().optional(),
          items: z.string().optional(),
        })
        .optional(),
      bundle: z.unknown().optional(),
    }),
  ),
});

type Hint = NonNullable<ImportEntry['hint']>;

const hintOf = (hint: { readonly [K in keyof Hint]: Hint[K] | undefined }): Hint => ({
  ...(hint.name === undefined ? {} : { name: hint.name }),
  ...(hint.birthDate === undefined ? {} : { birthDate: hint.birthDate }),
  ...(hint.items === undefined ? {} : { items: hint.items }),
});

/** The scripts of one part, in order; what is no part has none. */
export const readPart = (text: string): readonly ImportEntry[] => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const read = partSchema.safeParse(json);
  if (!read.success) return [];
  return read.data.entries.map(({ id, issue, release, hint, bundle }, i): ImportEntry => ({
    shortId: id,
    place: `entry ${i + 1}`,
    ...(issue === undefined ? {} : { issue }),
    ...(release === undefined ? {} : { releaseReference: release }),
    ...(hint === undefined ? {} : { hint: hintOf(hint) }),
    ...(bundle === undefined ? {} : { bundle }),
  }));
};
