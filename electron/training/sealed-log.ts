import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';

/** Lines in a file that only grows, each sealed by itself. */
export type SealedLog = {
  readonly load: () => readonly string[];
  readonly save: (lines: readonly string[]) => void;
};

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

/** An unfinished last line is dropped. */
export const openSealedLog = (path: string, key: Uint8Array): SealedLog => ({
  load: () => {
    if (!existsSync(path)) return [];
    const text = readFileSync(path, 'latin1');
    const end = text.lastIndexOf('\n') + 1;
    if (end < text.length) truncateSync(path, end);
    return text
      .slice(0, end)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => open(line, key));
  },
  save: (lines) => {
    appendFileSync(path, lines.map((line) => `${seal(line, key)}\n`).join(''));
  },
});
