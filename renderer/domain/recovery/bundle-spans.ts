import type { Span } from '../prescriptions/model';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openers = [0x7b, 0x5b];
const closers = [0x7d, 0x5d];
const blanks = [0x20, 0x09, 0x0a, 0x0d];
/** What ends a number, a literal. */
const ends = [comma, ...closers, ...blanks];

const skipBlanks = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (blanks.includes(bytes[at] ?? 0)) at += 1;
  return at;
};

/** The place behind a string that begins at `from`. */
const skipString = (bytes: Uint8Array, from: number): number => {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at + 1;
};

/** The place behind a value that begins at `from`. Brackets within strings are passed over. */
const skipValue = (bytes: Uint8Array, from: number): number => {
  let at = from;
  let depth = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) at = skipString(bytes, at);
    else {
      if (openers.includes(byte)) depth += 1;
      if (closers.includes(byte)) depth -= 1;
      if (depth === 0 && !openers.includes(byte) && !closers.includes(byte)) {
        while (at < bytes.length && !ends.includes(bytes[at] ?? 0)) at += 1;
        return at;
      }
      at += 1;
    }
    if (depth === 0) return at;
  }
  return at;
};

/** The starts of what stands in an object or a list that begins at `from`: its keys, or its values. */
const startsIn = (bytes: Uint8Array, from: number, isObject: boolean): readonly number[] => {
  const starts: number[] = [];
  let at = skipBlanks(bytes, from + 1);
  while (at < bytes.length && !closers.includes(bytes[at] ?? 0)) {
    starts.push(at);
    if (isObject) at = skipBlanks(bytes, skipBlanks(bytes, skipString(bytes, at)) + 1);
    at = skipBlanks(bytes, skipValue(bytes, at));
    if (bytes[at] === comma) at = skipBlanks(bytes, at + 1);
  }
  return starts;
};

const keyAt = (bytes: Uint8Array, from: number): unknown =>
  JSON.parse(String.fromCharCode(...bytes.subarray(from, skipString(bytes, from))));

/** Where the value of a key begins; the last counts, as it does for JSON.parse. */
const valueOf = (bytes: Uint8Array, object: number, key: string): number | undefined => {
  const found = startsIn(bytes, object, true)
    .filter((start) => keyAt(bytes, start) === key)
    .at(-1);
  return found === undefined ? undefined : skipBlanks(bytes, skipBlanks(bytes, skipString(bytes, found)) + 1);
};

/**
 * [PCK-23] Where in the bytes of a part the prescription of each entry lies; undefined for an entry without one.
 * The bytes were read as JSON before, so nothing here is checked again.
 */
export const bundleSpans = (bytes: Uint8Array): readonly (Span | undefined)[] => {
  const entries = valueOf(bytes, skipBlanks(bytes, 0), 'entries');
  if (entries === undefined) return [];
  return startsIn(bytes, entries, false).map((entry) => {
    const from = valueOf(bytes, entry, 'bundle');
    return from === undefined ? undefined : { from, length: skipValue(bytes, from) - from };
  });
};
