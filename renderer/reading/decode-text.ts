const nullsAt = (bytes: Uint8Array, remainder: 0 | 1): number => {
  let count = 0;
  for (let i = remainder; i < Math.min(bytes.length, 2000); i += 2) if (bytes[i] === 0) count += 1;
  return count;
};

/** UTF-16 without a byte order mark shows by its nulls. */
const encodingOf = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const enough = Math.min(bytes.length, 2000) / 8;
  if (enough >= 1 && nullsAt(bytes, 1) > enough) return 'utf-16le';
  if (enough >= 1 && nullsAt(bytes, 0) > enough) return 'utf-16be';
  return undefined;
};

/** [LST-1] The text of a file: UTF-16 or UTF-8, with or without a mark, and otherwise as Windows wrote it. */
export const decodeText = (bytes: Uint8Array): string => {
  const encoding = encodingOf(bytes);
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};
