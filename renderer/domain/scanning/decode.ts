import { readTypedId } from '../kernel/check-character';
import { gs } from './gs1';
import { readScan } from './read-scan';
import type { Scan } from './scan';
import type { ScannerWays } from './scanner';

const startsWith = (tokens: readonly string[], part: readonly string[], at: number): boolean =>
  part.length > 0 && part.every((token, i) => tokens[at + i] === token);

const withoutEnds = (tokens: readonly string[], { prefix, suffix }: ScannerWays): readonly string[] => {
  const from = startsWith(tokens, prefix, 0) ? prefix.length : 0;
  const learned = startsWith(tokens, suffix, tokens.length - suffix.length) ? suffix.length : 0;
  const last = tokens.at(-1);
  const usual = last === 'Enter' || last === 'Tab' ? 1 : 0;
  return tokens.slice(from, tokens.length - Math.max(learned, usual));
};

/** The text that was meant, with separators in place. A key that is no character is left out. */
const textOf = (tokens: readonly string[], { meant, separator = [] }: ScannerWays): string => {
  let text = '';
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] ?? '';
    if (startsWith(tokens, separator, i)) {
      text += gs;
      i += separator.length - 1;
    } else if (token.length === 1) text += meant[token] ?? token;
  }
  return text;
};

/** Pairs `arrived meant`, for layouts that scanner and computer are commonly set apart by. */
const layout = (pairs: string): ReadonlyMap<string, string> =>
  new Map(pairs.split(' ').map((pair) => [pair[0] ?? '', pair[1] ?? '']));
const layouts: readonly ReadonlyMap<string, string>[] = [
  // Caps Lock as Shift Lock, UK then US.
  layout('!1 "2 £3 $4 %5 ^6 &7 *8 (9 )0 _-'),
  layout('!1 @2 #3 $4 %5 ^6 &7 *8 (9 )0 _-'),
  // A US scanner on a German layout, then on a French one.
  layout('ß- `+ yZ zY YZ ZY'),
  layout('&1 é2 "3 \'4 (5 -6 è7 _8 ç9 à0 )- =+ qA QA aQ AQ wZ WZ zW ZW'),
];

/** A layout that exchanges digits exchanges all: a part of an id, its hyphens read as digits, is no other id. */
const canBe = (map: ReadonlyMap<string, string>, text: string): boolean =>
  !/\d/.test(text) || ![...map.values()].some((meant) => /\d/.test(meant));

/** [SCN-4] A layout is only believed when the check character of a prescription id says that it is right. */
const throughLayouts = (text: string): Scan | undefined => {
  for (const map of layouts) {
    if (!canBe(map, text)) continue;
    const scan = readScan([...text].map((char) => map.get(char) ?? char).join(''));
    if (scan.kind === 'prescription') return scan;
  }
  return undefined;
};

/** With Caps Lock on, nobody knows which letters were meant as capitals: an id has capitals only, a batch may not. */
const caseUnsure = (scan: Scan): Scan => {
  if (scan.kind !== 'product') return scan;
  const { batch = '', serial = '', ...sure } = scan;
  const numeric = (text: string) => text !== '' && !/[A-Za-z]/.test(text);
  return { ...sure, ...(numeric(batch) ? { batch } : {}), ...(numeric(serial) ? { serial } : {}) };
};

/** What a row of keys says, ends taken off and characters put right. */
export const decode = (tokens: readonly string[], ways: ScannerWays, capsLock = false): Scan => {
  const text = textOf(withoutEnds(tokens, ways), ways);
  const sendsSeparators = ways.separator !== undefined && ways.separator.length > 0;
  const scan = readScan(text, { sendsSeparators });
  if (scan.kind === 'unknown' || scan.kind === 'prescription-wrong') return throughLayouts(text) ?? scan;
  return capsLock ? caseUnsure(scan) : scan;
};

/** Ids one directly behind the other, hyphens in all places or in none. */
const oneId = /[A-F0-9]{6}(-?)[A-Z0-9]{6}\1[A-F0-9]{5}[A-Z0-9+]/gi;

/** [SCN-2] Nothing but ids, several where they came in one breath: each must be right, and is put right through no layout. */
export const decodeIds = (tokens: readonly string[], ways: ScannerWays): readonly Scan[] | undefined => {
  const text = textOf(withoutEnds(tokens, ways), ways);
  const parts = text.match(oneId) ?? [];
  const scans = parts
    .map(readTypedId)
    .flatMap((id): readonly Scan[] => (id.kind === 'ok' ? [{ kind: 'prescription', id: id.id }] : []));
  return parts.length > 0 && parts.join('') === text && scans.length === parts.length ? scans : undefined;
};
