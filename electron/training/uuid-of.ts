import { createHash } from 'node:crypto';

/** A UUID that the same words always give, so that a script is the same after a restart. */
export const uuidOf = (...words: readonly (string | number)[]): string => {
  const hex = createHash('sha256').update(words.join(' ')).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
