const prime = 0x0100_0193;

/** FNV-1a in 32 bits. */
const fnv = (text: string, basis: number): number => {
  let hash = basis;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), prime);
  // Its low bits know little of the last character.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/**
 * A whole number of 52 bits that stands for a text where the text itself is too long to be kept beside each row.
 * No secret and no proof against somebody who looks for two texts of one mark.
 */
export const markOf = (text: string): number =>
  fnv(text, 0x811c_9dc5) * 2 ** 20 + (fnv(text, 0x6b43_a9b5) >>> 12);
