/** What a file is by its own bytes; names and endings are not asked. */
export type FileKind = 'pdf' | 'png' | 'jpeg' | 'pack' | 'workbook' | 'text' | 'unknown';

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 1024));

/** Control characters that no text has, nulls of UTF-16 aside. */
const looksBinary = (bytes: Uint8Array): boolean => {
  const head = bytes.subarray(0, 4096);
  let odd = 0;
  let nulls = 0;
  for (const byte of head) {
    if (byte === 0) nulls += 1;
    else if (byte < 9 || (byte > 13 && byte < 27) || (byte > 28 && byte < 32)) odd += 1;
  }
  return odd > head.length / 100 + 1 || nulls > head.length / 2 + 1;
};

export const sniff = (bytes: Uint8Array): FileKind => {
  if (latin(bytes).includes('%PDF-')) return 'pdf';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return 'png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  // Zip and the older compound file: workbooks, most of the time.
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return 'workbook';
  if (/^eyJ[A-Za-z0-9_-]+\.\./.test(latin(bytes))) return 'pack';
  return looksBinary(bytes) ? 'unknown' : 'text';
};
