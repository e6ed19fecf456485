import { refuse, type Refusal } from '../kernel/refusal';
import { gs } from './gs1';
import { unknownScanner, type ScannerWays } from './scanner';
import { longestGapOf, type Keystroke } from './stroke';

/** What the set-up code says: all digits and signs of an id, the letters that layouts exchange, one of each case. Printed: do not rename. */
export const setUpText = 'HF-0123456789+ABCDEF-QWYZ';
/** Of the second code, a DataMatrix as packs have it: fields with a separator between them. */
export const setUpPack = { before: '010501234567890017991231', batch: '10HF', after: '21SETUP' } as const;
export const setUpPackText = `${setUpPack.before}${setUpPack.batch}${gs}${setUpPack.after}`;

export type Learned = { readonly kind: 'learned'; readonly ways: ScannerWays };

const slowestGapMs = 120;
/** More keys than this before or after a code belong to no scanner. */
const longestEnd = 12;

const notThisCode = refuse(
  'NotTheSetUpCode',
  'SCN-9',
  'What arrived is not the set-up code, so nothing was changed.',
  'Scan the code on this screen again, and no other. If it stays so, the scanner leaves out signs: see its manual for “send all characters”.',
);
const tooSlow = refuse(
  'ScannerTooSlow',
  'SCN-9',
  'This scanner sends its keys as slowly as a person types, so that the two cannot be told apart.',
  'Set its “inter-character delay” to zero with its manual, then scan the code again.',
);

/** Arrived → meant, where each character arrived as one other, always the same; letters in any case. */
const mapping = (arrived: readonly string[], meant: string): ReadonlyMap<string, string> | undefined => {
  const map = new Map<string, string>();
  for (const [i, char] of [...meant].entries()) {
    const token = arrived[i] ?? '';
    if (token.length !== 1 || (map.has(token) && map.get(token) !== char)) return undefined;
    map.set(token, char);
  }
  return map.size === new Set(meant).size ? map : undefined;
};

const changes = (map: ReadonlyMap<string, string>): Readonly<Record<string, string>> => {
  const pairs = [...map].filter(([arrived, meant]) => arrived.toUpperCase() !== meant);
  const small = pairs
    .filter(([arrived, meant]) => /[a-z]/i.test(arrived) && /[A-Z]/.test(meant))
    .flatMap(([arrived, meant]): readonly (readonly [string, string])[] => [
      [arrived.toUpperCase(), meant],
      [arrived.toLowerCase(), meant.toLowerCase()],
    ]);
  return Object.fromEntries([...pairs, ...small]);
};

/** [SCN-9] Prefix, suffix, layout and speed of a scanner, from the keys that the set-up code made. */
export const learnWays = (keys: readonly Keystroke[]): Learned | Refusal => {
  const tokens = keys.map(({ token }) => token);
  let best:
    { readonly from: number; readonly map: ReadonlyMap<string, string>; readonly same: number } | undefined;
  for (let from = 0; from + setUpText.length <= tokens.length; from += 1) {
    const window = tokens.slice(from, from + setUpText.length);
    const map = mapping(window, setUpText);
    const same = window.filter((token, i) => token.toUpperCase() === setUpText[i]).length;
    if (map && (!best || same > best.same)) best = { from, map, same };
  }
  // On the farthest layout known, a third of the characters are where they belong; fewer is another code.
  if (!best || best.same < setUpText.length / 4) return notThisCode;
  if (Math.max(best.from, tokens.length - best.from - setUpText.length) > longestEnd) return notThisCode;
  const gap = longestGapOf(keys);
  if (gap > slowestGapMs) return tooSlow;
  return {
    kind: 'learned',
    ways: {
      prefix: tokens.slice(0, best.from),
      suffix: tokens.slice(best.from + setUpText.length),
      meant: changes(best.map),
      gapMs: Math.min(150, Math.max(unknownScanner.gapMs, Math.ceil(gap * 2))),
    },
  };
};

const indexOf = (tokens: readonly string[], part: string, from: number): number => {
  for (let i = from; i + part.length <= tokens.length; i += 1)
    if ([...part].every((char, k) => tokens[i + k]?.toUpperCase() === char)) return i;
  return -1;
};

/** [SCN-9] What this scanner sends for the separator between a pack's fields, which may be nothing. */
export const learnSeparator = (keys: readonly Keystroke[], ways: ScannerWays): Learned | Refusal => {
  const tokens = keys.map(({ token }) => ways.meant[token] ?? token);
  const batchAt = indexOf(tokens, `${setUpPack.before}${setUpPack.batch}`, 0);
  if (batchAt < 0) return notThisCode;
  const end = batchAt + setUpPack.before.length + setUpPack.batch.length;
  const after = indexOf(tokens, setUpPack.after, end);
  if (after < 0) return notThisCode;
  return { kind: 'learned', ways: { ...ways, separator: keys.slice(end, after).map(({ token }) => token) } };
};

/** An end that is known for a scanner's without being learned, or none. */
const isUsual = (suffix: readonly string[]): boolean => ['', 'Enter', 'Tab'].includes(suffix.join(' '));

/** Of two scanners on one computer the slower sets the pace, and what one sends around a code is not forgotten for nothing. */
const widened = (before: ScannerWays, now: ScannerWays): ScannerWays => ({
  ...now,
  prefix: now.prefix.length === 0 ? before.prefix : now.prefix,
  suffix: isUsual(now.suffix) && !isUsual(before.suffix) ? before.suffix : now.suffix,
  gapMs: Math.max(before.gapMs, now.gapMs),
});

/** [SCN-9] What a row of keys teaches; undefined where it is neither set-up code and nothing is to be learned. */
export const learn = (keys: readonly Keystroke[], ways: ScannerWays): Learned | Refusal | undefined => {
  const first = learnWays(keys);
  if (first.kind === 'learned') return { kind: 'learned', ways: widened(ways, first.ways) };
  if (first !== notThisCode) return first;
  const second = learnSeparator(keys, ways);
  return second.kind === 'learned' ? second : undefined;
};
