import { checkCharacterOf, readTypedId } from '../kernel/check-character';
import type { Gap, Run } from './runs';

/** What some runs of a text, one after the other, are as an id. A higher rank is a more usual layout. */
export type Reading =
  | { readonly kind: 'id'; readonly shortId: string; readonly rank: number }
  | { readonly kind: 'malformed'; readonly sentence: string; readonly rank: number };

/** Runs that may be one id, with those that stand before and behind them. */
export type Pieces = {
  readonly runs: readonly Run[];
  readonly before: Run | undefined;
  readonly after: Run | undefined;
};

const idLength = 18;
const groupEnds: readonly number[] = [6, 12];
const usual = 3;

const sentences = {
  check: 'Its last character does not fit the others, so one of them is wrong. Check it against the paper.',
  characters: 'It holds characters that a prescription id cannot have. Check it against the paper.',
  length: (count: number) =>
    `It has ${count} characters; a prescription id has ${idLength}. Check it against the paper.`,
  glued:
    'Other letters or digits stand right against it, so its two ends are not certain. Check it against the paper.',
} as const;

const hasLetter = (text: string): boolean => /[A-Z]/.test(text);
const digitsIn = (text: string): number => text.replace(/\D/g, '').length;
/** Codes of medicines have 16 to 18 digits with this in them, and a list of scripts may hold thousands. */
const isMedicineCode = (bare: string): boolean => /^\d+1000001\d{3}$/.test(bare);

const gapsOf = (runs: readonly Run[]): readonly Gap[] => runs.slice(1).map(({ gap }) => gap);
const only = (gaps: readonly Gap[], ...kinds: readonly Gap[]): boolean =>
  gaps.every((gap) => kinds.includes(gap));
const isBreak = (gap: Gap): boolean => gap === 'line' || gap === 'dash-line';

/** Where each run but the last ends, in characters of the id. */
const endsOf = (runs: readonly Run[]): readonly number[] => {
  let end = 0;
  return runs.slice(0, -1).map(({ text }) => (end += text.length));
};

/** Whether more stands before or behind it with a hyphen, an issue number or the number of a line apart. */
const isChained = ({ runs: [first], before, after }: Pieces): boolean =>
  (first?.gap === 'dash' && (before?.text.length ?? 0) > 2) ||
  (after?.gap === 'dash' && !/^\d{1,2}$/.test(after.text));

/** In groups of six; a line that ends meanwhile may end anywhere, once. */
const rankInGroups = (pieces: Pieces): number => {
  const gaps = gapsOf(pieces.runs);
  const ends = endsOf(pieces.runs);
  const breaks = gaps.filter(isBreak).length;
  const inGroups = gaps.every((gap, i) => isBreak(gap) || groupEnds.includes(ends[i] ?? 0));
  if (!inGroups || breaks > 1) return 0;
  if (breaks === 0 && ends.length === 2)
    return only(gaps, 'dash') ? usual : only(gaps, 'dash', 'wide-dash') ? 2 : 1;
  if (only(gaps, 'dash', 'wide-dash', 'dash-line')) return 2;
  return only(gaps, 'dash', 'wide-dash', 'blank', 'line', 'dash-line') && !isChained(pieces) ? 1 : 0;
};

/** In threes or fours, as some programs print long numbers. */
const isEven = (runs: readonly Run[], size: number): boolean =>
  runs.every(({ text }, i) => text.length === size || (i === runs.length - 1 && text.length < size)) &&
  (only(gapsOf(runs), 'blank') || only(gapsOf(runs), 'dash'));

/** One blank anywhere, and both hyphens where they should be: as a PDF has it where its font changes within a group. */
const isTorn = ({ runs }: Pieces): boolean => {
  const gaps = gapsOf(runs);
  const ends = endsOf(runs);
  return (
    gaps.length === 3 &&
    only(gaps, 'dash', 'blank') &&
    gaps.filter((gap, i) => gap === 'dash' && groupEnds.includes(ends[i] ?? 0)).length === 2
  );
};

/** How usual the layout of 18 characters is; 0 where an id is never written so. */
const rankOf = (pieces: Pieces): number => {
  const { runs } = pieces;
  if (runs.length === 1) return usual;
  const inGroups = rankInGroups(pieces);
  if (inGroups > 0) return inGroups;
  if (runs.length <= 4 && only(gapsOf(runs), 'dash')) return 2;
  if (isTorn(pieces) && !isChained(pieces)) return 1;
  return isEven(runs, 3) || isEven(runs, 4) ? 1 : 0;
};

/** How many of the characters cannot stand where they do. */
const faultsOf = (bare: string): number =>
  (bare.slice(0, 6) + bare.slice(12, 17)).replace(/[A-F0-9]/g, '').length +
  (/^[A-Z0-9]{6}.{5}[A-Z0-9+]$/.test(bare.slice(6)) ? 0 : 1);

/** Whether the six characters in the middle may be a prescriber's code and one of the others is a letter. */
const looksMeant = (bare: string): boolean =>
  digitsIn(bare.slice(6, 12)) > 0 && hasLetter(bare.slice(0, 5) + bare.slice(13));

/** With blanks, commas or other signs between it might be anything: more of it has to look like an id. */
const isMeant = (pieces: Pieces, bare: string): boolean => {
  const gaps = gapsOf(pieces.runs);
  if (!hasLetter(bare) || digitsIn(bare) < 4) return false;
  if (only(gaps, 'dash', 'wide-dash', 'dash-line')) return true;
  const [gap] = gaps;
  const alike =
    gaps.some((other) => isBreak(other) || other === 'dash') || gaps.every((other) => other === gap);
  return alike && looksMeant(bare) && (!gaps.includes('line') || gaps.includes('dash')) && !isChained(pieces);
};

const malformed = (sentence: string, rank: number): Reading => ({ kind: 'malformed', sentence, rank });

const ofRightLength = (pieces: Pieces, bare: string): Reading | undefined => {
  const rank = rankOf(pieces);
  if (rank === 0 || isMedicineCode(bare)) return undefined;
  const typed = readTypedId(bare);
  if (typed.kind === 'ok')
    return rank === usual || hasLetter(bare) ? { kind: 'id', shortId: typed.id, rank } : undefined;
  const faults = faultsOf(bare);
  const sentence = faults > 0 ? sentences.characters : sentences.check;
  const inUsualGroups = rank === usual && pieces.runs.length === 3;
  if (inUsualGroups && !isChained(pieces)) return digitsIn(bare) > 0 ? malformed(sentence, rank) : undefined;
  return faults <= 2 && isMeant(pieces, bare) ? malformed(sentence, rank) : undefined;
};

/** An id of which one character is lost or doubled. */
const isNearly = (bare: string): boolean =>
  bare.length === idLength - 1
    ? /^[A-F0-9]{5,6}[A-Z0-9]{5,6}[A-F0-9]{4,5}[A-Z0-9+]$/.test(bare)
    : bare.length === idLength + 1 && /^[A-F0-9]{6,7}[A-Z0-9]{6,7}[A-F0-9]{5,6}[A-Z0-9+]$/.test(bare);

const between = (low: number, length: number, high: number): boolean => low <= length && length <= high;

const inNearlyGroups = ({ runs }: Pieces): boolean => {
  const ends = endsOf(runs);
  const [first = 0, second = 0] = ends;
  if (runs.length === 1) return true;
  if (runs.length === 2)
    return only(gapsOf(runs), 'dash') && (between(5, first, 7) || between(11, first, 13));
  return (
    runs.length === 3 &&
    only(gapsOf(runs), 'dash', 'wide-dash', 'blank', 'cell', 'sign') &&
    between(5, first, 7) &&
    between(11, second, 13)
  );
};

/** Three groups with hyphens, whatever is in them. */
const isThreeGroups = (pieces: Pieces): boolean => {
  const [one = '', two = '', three = ''] = pieces.runs.map(({ text }) => text);
  return (
    pieces.runs.length === 3 &&
    only(gapsOf(pieces.runs), 'dash') &&
    between(5, one.length, 8) &&
    between(5, two.length, 8) &&
    between(4, three.length, 8) &&
    !isChained(pieces)
  );
};

const ofWrongLength = (pieces: Pieces, bare: string): Reading | undefined => {
  const rank = pieces.runs.length === 1 || isThreeGroups(pieces) ? 2 : 1;
  const nearly = isNearly(bare) && inNearlyGroups(pieces) && isMeant(pieces, bare);
  const groups = isThreeGroups(pieces) && hasLetter(bare) && digitsIn(bare) > 0;
  return nearly || groups ? malformed(sentences.length(bare.length), rank) : undefined;
};

const isRight = (bare: string): boolean => hasLetter(bare) && readTypedId(bare).kind === 'ok';

/** Whole ids one against the other, or one with a few characters before or behind it. */
const holdsIds = (bare: string): boolean => {
  const parts = bare.match(/.{18}/g) ?? [];
  if (parts.length > 1 && parts.join('') === bare) return parts.every(isRight);
  const beginnings = between(idLength + 1, bare.length, idLength + 3) ? bare.length - idLength + 1 : 0;
  return Array.from({ length: beginnings }, (_, i) => bare.slice(i, i + idLength)).some(isRight);
};

const isGlued = ({ runs }: Pieces, bare: string): boolean => {
  const [one = '', two = '', three = ''] = runs.map(({ text }) => text);
  if (runs.length === 1) return holdsIds(bare);
  const inGroups = runs.length === 3 && two.length === 6 && only(gapsOf(runs), 'dash');
  return inGroups && isRight(one.slice(-6) + two + three.slice(0, 6));
};

/** Eighteen characters in three groups that are not of six each. */
const misplaced = (pieces: Pieces, bare: string): Reading | undefined =>
  isThreeGroups(pieces) && hasLetter(bare) && digitsIn(bare) > 0
    ? malformed(checkCharacterOf(bare.slice(0, 17)) === bare[17] ? sentences.characters : sentences.check, 1)
    : undefined;

/** Whether the `+` behind a run is the check character of what has so many characters without it. */
export const takesPlus = (last: Run | undefined, length: number): boolean =>
  last?.plus === true && length < idLength;

/** [LST-1] [LST-2] Runs as an id, as one that is not right, or as nothing to do with ids. */
export const readPieces = (pieces: Pieces): Reading | undefined => {
  const bare = pieces.runs.map(({ text }) => text).join('');
  const whole = takesPlus(pieces.runs.at(-1), bare.length) ? `${bare}+` : bare;
  if (whole.length === idLength) return ofRightLength(pieces, whole) ?? misplaced(pieces, whole);
  return isGlued(pieces, whole) ? malformed(sentences.glued, 2) : ofWrongLength(pieces, whole);
};
