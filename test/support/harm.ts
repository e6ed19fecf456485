import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';

/** What can happen to the files of a journal. Numbers are taken modulo what is there. */
export type Harm =
  | { readonly kind: 'cut'; readonly file: number; readonly at: number }
  | { readonly kind: 'flip'; readonly file: number; readonly at: number; readonly bit: number }
  | { readonly kind: 'zero'; readonly file: number; readonly at: number; readonly length: number }
  | { readonly kind: 'grow'; readonly file: number; readonly bytes: Uint8Array }
  | { readonly kind: 'lose'; readonly file: number }
  /** A file stands where another should. */
  | { readonly kind: 'twice'; readonly file: number; readonly as: number }
  /** A file of another journal stands where ours should: of other keys, or of this profile before it was copied. */
  | { readonly kind: 'mixed'; readonly file: number; readonly from: number; readonly as: number };

const n = fc.nat({ max: 1_000_000 });
export const harms: fc.Arbitrary<Harm> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), file: n, at: n }),
  fc.record({ kind: fc.constant('flip' as const), file: n, at: n, bit: fc.nat({ max: 7 }) }),
  fc.record({ kind: fc.constant('zero' as const), file: n, at: n, length: n }),
  fc.record({
    kind: fc.constant('grow' as const),
    file: n,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }),
  }),
  fc.record({ kind: fc.constant('lose' as const), file: n }),
  fc.record({ kind: fc.constant('twice' as const), file: n, as: n }),
  fc.record({ kind: fc.constant('mixed' as const), file: n, from: n, as: n }),
);

const edited = (bytes: Buffer, harm: Extract<Harm, { kind: 'cut' | 'flip' | 'zero' | 'grow' }>): Buffer => {
  const out = Buffer.from(bytes);
  if (harm.kind === 'grow') return Buffer.concat([out, harm.bytes]);
  // Of a file that was cut to nothing no byte is left to harm.
  if (out.length === 0) return out;
  const at = harm.at % out.length;
  switch (harm.kind) {
    case 'cut':
      return out.subarray(0, at);
    case 'flip':
      out[at] = (out[at] ?? 0) ^ (1 << harm.bit);
      return out;
    case 'zero':
      return out.fill(0, at, Math.min(out.length, at + 1 + (harm.length % 2_000)));
  }
};

/** Does one of them to a folder. `others` are folders of journals whose files may stand in it. */
export const harm = async (folder: string, others: readonly string[], one: Harm): Promise<void> => {
  const names = (await readdir(folder)).sort();
  const nameOf = (place: number): string => names[place % names.length] ?? '';
  const path = join(folder, nameOf(one.file));
  switch (one.kind) {
    case 'lose':
      return rm(path);
    case 'twice':
      return writeFile(join(folder, nameOf(one.as)), await readFile(path));
    case 'mixed': {
      const from = others[one.from % others.length] ?? '';
      const theirs = (await readdir(from)).sort();
      const theirBytes = await readFile(join(from, theirs[one.file % theirs.length] ?? ''));
      return writeFile(join(folder, nameOf(one.as)), theirBytes);
    }
    default:
      return writeFile(path, edited(await readFile(path), one));
  }
};
