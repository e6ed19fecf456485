import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { basename } from 'node:path';

/** Lines in a file that only grows, each sealed by itself. */
export type SealedLog = {
  readonly load: () => readonly string[];
  readonly save: (lines: readonly string[]) => void;
};

/** A line other than the last does not open. Nothing was changed. */
export class SealedLogDamaged extends Error {
  override readonly name = 'SealedLogDamaged';
  /** The name of the file alone. */
  constructor(readonly file: string) {
    super(`${file} is damaged`);
  }
}

const seal = (text: string, key: Uint8Array): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  );
};

const open = (line: string, key: Uint8Array): string => {
  const bytes = Buffer.from(line, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(bytes.length - 16));
  return decipher.update(bytes.subarray(12, bytes.length - 16)).toString('utf8') + decipher.final('utf8');
};

const openAll = (text: string, key: Uint8Array, path: string): readonly string[] => {
  try {
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => open(line, key));
  } catch {
    throw new SealedLogDamaged(basename(path));
  }
};

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** An unfinished last line is dropped; other damage is a `SealedLogDamaged`. What cannot be saved leaves nothing behind. */
export const openSealedLog = (
  path: string,
  key: Uint8Array,
  append: (path: string, text: string) => void = appendFileSync,
): SealedLog => ({
  load: () => {
    if (!existsSync(path)) return [];
    const text = readFileSync(path, 'latin1');
    const end = text.lastIndexOf('\n') + 1;
    const lines = openAll(text.slice(0, end), key, path);
    if (end < text.length) truncateSync(path, end);
    return lines;
  },
  save: (lines) => {
    const before = sizeOf(path);
    try {
      append(path, lines.map((line) => `${seal(line, key)}\n`).join(''));
    } catch (failure) {
      // The next line would otherwise go on from half of this one.
      if (sizeOf(path) > before) truncateSync(path, before);
      throw failure;
    }
  },
});
