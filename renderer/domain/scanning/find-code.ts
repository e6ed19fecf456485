import { decode, decodeIds } from './decode';
import type { Scan } from './scan';
import type { ScannerWays } from './scanner';
import { gapAt, longestGapOf, type Stroke } from './stroke';

/** Shorter than any code that is printed for us or for a pack. */
export const shortest = 8;
/** A number that somebody's program typed into a field is not taken for the short code of a pack. */
const shortestProductInField = 12;
export const mostStrays = 4;
/** A pause before the code that is so much longer than any in it is a hand's. */
const clearlyMs = 20;

export const ends: readonly string[] = ['Enter', 'Tab'];

/** The code in a row of keys; two of one breath are two scans. */
export type Found = {
  readonly scans: readonly Scan[];
  /** How many keys before it a field keeps. */
  readonly strays: number;
  /** Keys of the row that are a person's. */
  readonly others: readonly Stroke[];
};

export const tokensOf = (strokes: readonly Stroke[]): readonly string[] => strokes.map(({ token }) => token);

export const endsWith = (tokens: readonly string[], end: readonly string[]): boolean =>
  end.length > 0 && end.every((token, i) => tokens[tokens.length - end.length + i] === token);
const beginsWith = (tokens: readonly string[], beginning: readonly string[]): boolean =>
  beginning.length > 0 && beginning.every((token, i) => tokens[i] === token);

/** Only a scanner puts this around a code, and only some do. */
const isFramed = (tokens: readonly string[], { prefix, suffix }: ScannerWays): boolean =>
  ends.includes(tokens.at(-1) ?? '') || endsWith(tokens, suffix) || beginsWith(tokens, prefix);

/** Its check character leaves no doubt, whoever typed it. */
const checksItself = ({ kind }: Scan): boolean =>
  kind === 'prescription' || kind === 'bag' || kind === 'user-card';
export const isSure = (found: Found | undefined): found is Found => found?.scans.every(checksItself) ?? false;

/** Its check digit is right by chance once in ten, so that rhythm and place must agree. */
const isProduct = (scan: Scan, strokes: readonly Stroke[], strays: number): boolean =>
  scan.kind === 'product' &&
  (strokes.at(-1)?.where !== 'field' || strokes.length - strays >= shortestProductInField);

/** Whether the pause before a key is clearly longer than any within the code. */
const isHandsPause = (strokes: readonly Stroke[], index: number, strays: number): boolean =>
  gapAt(strokes, index) > longestGapOf(strokes.slice(strays)) + clearlyMs;

/**
 * [SCN-2] Of the keys before a code those that a hand pressed; the rest came at the code's own pace: the letter by
 * which some scanners name the kind of code.
 */
const handsOf = (strokes: readonly Stroke[], strays: number): readonly Stroke[] => {
  for (let i = strays; i > 0; i -= 1)
    if (isHandsPause(strokes, i, strays)) return strokes.slice(0, i).filter(({ foreign }) => !foreign);
  return [];
};

/** What is left out of an id that is read begins none: it is a hand's. */
const noBeginning = (token: string | undefined, { prefix }: ScannerWays): boolean =>
  (token === ' ' || token === '-') && prefix[0] !== token;

/**
 * Behind a letter that names the kind of code. A hand's key within a code moves those before it: with hyphens out of
 * place, or through a layout, chance would find an id too often.
 */
const isClean = (scan: Scan, tokens: readonly string[], ways: ScannerWays): boolean =>
  scan.kind !== 'prescription' || decodeIds(tokens, ways)?.length === 1;

const foundAt = (strokes: readonly Stroke[], strays: number, scan: Scan): Found => ({
  scans: [scan],
  strays,
  others: handsOf(strokes, strays),
});

/**
 * [SCN-2] [SCN-26] The code in a row of keys, which a person's last keys may precede. A text expander types into a
 * field as quickly as a scanner does: there, what does not check itself needs a scanner's beginning or end.
 */
const findIn = (strokes: readonly Stroke[], ways: ScannerWays): Found | undefined => {
  const tokens = tokensOf(strokes);
  const capsLock = strokes.some((stroke) => stroke.capsLock);
  const inField = strokes.at(-1)?.where === 'field';
  let wrong: Found | undefined;
  for (let strays = 0; strays <= mostStrays && strokes.length - strays >= shortest; strays += 1) {
    const own = tokens.slice(strays);
    const isApart = strays === 0 || isHandsPause(strokes, strays, strays);
    if ((!isApart && strays > 1) || noBeginning(own[0], ways)) continue;
    const scan = decode(own, ways, capsLock);
    if (checksItself(scan) && (isApart || isClean(scan, own, ways))) return foundAt(strokes, strays, scan);
    if (inField && !(isApart && isFramed(own, ways))) continue;
    if (isApart && isProduct(scan, strokes, strays)) return foundAt(strokes, strays, scan);
    if (scan.kind === 'prescription-wrong') wrong ??= foundAt(strokes, strays, scan);
  }
  return wrong;
};

/** The one letter of the other case among letters of one: a hand's, for a scanner keeps to one. */
const oddLetter = (strokes: readonly Stroke[]): Stroke | undefined => {
  const small = strokes.filter(({ token }) => /^[a-z]$/.test(token));
  const large = strokes.filter(({ token }) => /^[A-Z]$/.test(token));
  const [few, many] = small.length < large.length ? [small, large] : [large, small];
  return few.length === 1 && many.length > 1 ? few[0] : undefined;
};

/** [SCN-2] A hand's letter may lie within the code; what is left without it must leave no doubt. */
const findWithout = (strokes: readonly Stroke[], ways: ScannerWays): Found | undefined => {
  const unheld = findIn(
    strokes.filter(({ human }) => !human),
    ways,
  );
  if (isSure(unheld) && unheld.strays === 0) return unheld;
  const odd = oddLetter(strokes.slice(1));
  const ids = odd && decodeIds(tokensOf(strokes.filter((stroke) => stroke !== odd)), ways);
  return ids && { scans: ids, strays: 0, others: [odd] };
};

/** The code or codes in a row of keys. A field keeps what a hand typed into the middle of one. */
export const findCode = (strokes: readonly Stroke[], ways: ScannerWays): Found | undefined => {
  if (strokes.length < shortest) return undefined;
  const found = findIn(strokes, ways);
  if (isSure(found) && found.strays === 0) return found;
  const without = findWithout(strokes, ways);
  if (without) return strokes.at(-1)?.where === 'field' ? undefined : without;
  if (isSure(found)) return found;
  const ids = decodeIds(tokensOf(strokes), ways);
  return ids ? { scans: ids, strays: 0, others: [] } : found;
};
