const nullsAt = (bytes: Uint8Array, remainder: 0 | 1): number => {
  let count = 0;
  for (let i = remainder; i < Math.min(bytes.length, 2000); i += 2) if (bytes[i] === 0) count += 1;
  return count;
};

/** UTF-16 without a byte order mark shows by its nulls: in one half of the places alone. A text padded with them is none. */
const encodingOf = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const enough = Math.min(bytes.length, 2000) / 8;
  const [even, odd] = [nullsAt(bytes, 0), nullsAt(bytes, 1)];
  if (enough >= 1 && odd > enough && even < odd / 4) return 'utf-16le';
  if (enough >= 1 && even > enough && odd < even / 4) return 'utf-16be';
  return undefined;
};

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * [LST-1] The text of a file: UTF-16 or UTF-8, with or without a mark, and otherwise as Windows wrote it. A few
 * damaged characters do not make another encoding of UTF-8, whose dashes and blanks would be lost.
 */
export const decodeText = (bytes: Uint8Array): string => {
  const encoding = encodingOf(bytes);
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  const damaged = count(text, /\uFFFD/g);
  if (damaged === 0 || count(text, /[\u0080-\uFFFC]/g) > damaged) return text;
  return new TextDecoder('windows-1252').decode(bytes);
};
