/** A file that was opened or dropped and not taken, with why and what to do. */
export type FileLeftOut = { readonly name: string; readonly sentence: string };

export type GivenFile = { readonly name: string; readonly size: number; readonly folder: boolean };
/** Bounds on what is read at once; packs are copied piece by piece and have bounds of their own. */
export type GivenLimits = { readonly each: number; readonly together: number; readonly count: number };

type Plan = { readonly kind: 'pack' | 'list' } | { readonly kind: 'left'; readonly sentence: string };

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_048_576)} MB`;

export const whyNotTaken = {
  folder: 'It is a folder. Open it and drop the files that are in it.',
  tooLarge: (size: number, most: number): string =>
    `It has ${megabytes(size)}; at most ${megabytes(most)} are read. Ask the supplier for it in parts.`,
  notNow: (most: number): string =>
    `At most ${megabytes(most)} are read at once. Drop it again when the others are done.`,
  tooMany: (most: number): string =>
    `At most ${most} files are read at once. Drop it again when the others are done.`,
  unreadable: 'It could not be read. Check that it is still there, and that you may read it.',
  signedOut: 'Nobody is signed in. Sign in, then drop it again.',
} as const;

const isPackName = (name: string): boolean => /\.epspack$/i.test(name);

/** [LST-9] What becomes of each of several files that were dropped together, in their order. */
export const planGiven = (
  files: readonly GivenFile[],
  { each, together, count }: GivenLimits,
): readonly Plan[] => {
  let lists = 0;
  let bytes = 0;
  return files.map(({ name, size, folder }): Plan => {
    if (folder) return { kind: 'left', sentence: whyNotTaken.folder };
    if (isPackName(name)) return { kind: 'pack' };
    if (size > each) return { kind: 'left', sentence: whyNotTaken.tooLarge(size, each) };
    if (lists >= count) return { kind: 'left', sentence: whyNotTaken.tooMany(count) };
    if (bytes + size > together) return { kind: 'left', sentence: whyNotTaken.notNow(together) };
    lists += 1;
    bytes += size;
    return { kind: 'list' };
  });
};
