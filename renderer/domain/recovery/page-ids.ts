import { readTypedId } from '../kernel/check-character';
import { findIds, linePlaces } from './find-ids';
import type { Met } from './list-report';

/** A barcode as a reader saw it: its text, or that it was there and could not be read. `x` and `y` in hundredths of the page. */
export type SeenCode = {
  readonly text: string | undefined;
  readonly x: number;
  readonly y: number;
};

/** A page of a PDF, or a picture, as it was read. */
export type SeenPage = {
  readonly number: number;
  readonly text: string;
  readonly codes: readonly SeenCode[];
};

const across = (x: number): string => (x < 34 ? 'left' : x < 67 ? 'middle' : 'right');

/** `page 3, 12th code (left, 41 % down)`: in reading order, so that a finger finds it on the paper. */
const placeOfCode = (page: SeenPage, code: SeenCode, index: number): string =>
  `page ${page.number}, code ${index + 1} (${across(code.x)}, ${Math.round(code.y)} % down)`;

/** Codes in one row are at most this far apart, in hundredths of the page. */
const rowHeight = 2;
const inReadingOrder = (codes: readonly SeenCode[]): readonly SeenCode[] =>
  [...codes].sort((a, b) => Math.round(a.y / rowHeight) - Math.round(b.y / rowHeight) || a.x - b.x);

/** Whether a code that is no id was meant to be one: a GTIN or a web address was not. */
const meantAsId = (text: string): boolean =>
  /^[0-9A-Z]{4,8}-[0-9A-Z]{4,8}-[0-9A-Z+]{4,8}$/i.test(text.trim());

const metInCode = (text: string, place: string): readonly Met[] => {
  const typed = readTypedId(text);
  if (typed.kind === 'ok') return [{ kind: 'id', shortId: typed.id, place }];
  const found = findIds(text, () => place);
  if (found.length > 0) return found;
  return meantAsId(text) ? [{ kind: 'malformed', trouble: { text, place, sentence: typed.sentence } }] : [];
};

/** So near to each other, in hundredths of the page, two looks mean the same barcode. */
const nearness = 4;
const near = (a: SeenCode, b: SeenCode): boolean =>
  Math.abs(a.x - b.x) <= nearness && Math.abs(a.y - b.y) <= nearness;
const saysAnId = ({ text }: SeenCode): boolean =>
  text !== undefined && metInCode(text, '').some(({ kind }) => kind === 'id');

/** The middle of what was read of a code from some of its lines lies so far beside that of the code at most. */
const echo = { across: 2, down: 2.5 } as const;

/** [LST-6] Read from one line of its bars and not from another, a code is read. */
const withoutEchoes = (codes: readonly SeenCode[]): readonly SeenCode[] => {
  const read = codes.filter(saysAnId);
  const isEcho = ({ x, y }: SeenCode): boolean =>
    read.some((one) => Math.abs(one.x - x) <= echo.across && Math.abs(one.y - y) <= echo.down);
  return codes.filter((code) => code.text !== undefined || !isEcho(code));
};

/**
 * [LST-6] Two looks at one page: what the finer one saw, and the ids that only the first one read. Where the finer
 * one missed some, what the first could not read is believed too.
 */
export const codesOfBoth = (first: readonly SeenCode[], finer: readonly SeenCode[]): readonly SeenCode[] => {
  const missed = first.filter((code) => saysAnId(code) && !finer.some(({ text }) => text === code.text));
  if (missed.length === 0) return finer;
  const read = (code: SeenCode): boolean => missed.some((one) => near(one, code));
  const open = first.filter((code) => code.text === undefined && !finer.some((one) => near(one, code)));
  return [...finer.filter((code) => code.text !== undefined || !read(code)), ...missed, ...open];
};

const idsOf = (met: readonly Met[]): ReadonlySet<string> =>
  new Set(met.flatMap((one) => (one.kind === 'id' ? [one.shortId] : [])));

const disagree = (text: string, place: string, sentence: string): Met => ({
  kind: 'disagreeing',
  trouble: { text, place, sentence },
});

/** [LST-5] What only the text or only the barcodes of a page say, where both say something. */
const disagreements = (printed: readonly Met[], coded: readonly Met[]): readonly Met[] => {
  const inText = idsOf(printed);
  const inCodes = idsOf(coded);
  if (inText.size === 0 || inCodes.size === 0) return [];
  return [
    ...printed.flatMap((one) =>
      one.kind === 'id' && !inCodes.has(one.shortId)
        ? [disagree(one.shortId, one.place, 'It is printed here, and no barcode of this page says it.')]
        : [],
    ),
    ...coded.flatMap((one) =>
      one.kind === 'id' && !inText.has(one.shortId)
        ? [disagree(one.shortId, one.place, 'This barcode says it, and it is not printed on this page.')]
        : [],
    ),
  ];
};

/** What was read, right or not, without what parts its groups. */
const saidIn = (one: Met): string =>
  one.kind === 'id'
    ? one.shortId
    : `${one.kind} ${one.trouble.text.toUpperCase().replace(/[^A-Z0-9+]/g, '')}`;
const saidBy = (met: readonly Met[]): ReadonlySet<string> => new Set(met.map(saidIn));

/** [LST-6] Paper that was copied as a picture looks like this, and a blank back of it too: a person looks which it is. */
const nothingRead = ({ number }: SeenPage): Met => ({
  kind: 'unreadable',
  trouble: {
    text: '',
    place: `page ${number}`,
    sentence: 'Nothing was read on this page. If it is not blank, type its numbers from the paper.',
  },
});

const noIdOn = (page: number): Met => ({
  kind: 'unreadable',
  trouble: {
    text: '',
    place: `page ${page}`,
    sentence: 'No prescription id was read on this page. If there are any on it, type them from the paper.',
  },
});

/**
 * [LST-6] The pages of a file, in order. One that says something else may be a letter, or a copied sheet with a line
 * of the copier's own on it: beside pages with ids it is named, for a person to look which it is.
 */
export const metInFile = (pages: readonly (readonly Met[])[]): readonly Met[] =>
  pages.every((met) => met.length === 0)
    ? []
    : pages.flatMap((met, i) => (met.length > 0 ? met : [noIdOn(i + 1)]));

/**
 * [LST-4] [LST-5] What one page brings: its barcodes first, then what is printed and stands in none of them. A caption
 * of a code is no second script and no second fault; what is printed twice and in no code is a duplicate (LST-3).
 */
export const metOnPage = (page: SeenPage): readonly Met[] => {
  if (page.codes.length === 0 && page.text.trim() === '') return [nothingRead(page)];
  const codes = inReadingOrder(withoutEchoes(page.codes));
  const coded = codes.flatMap((code, i): readonly Met[] => {
    const place = placeOfCode(page, code, i);
    if (code.text !== undefined) return metInCode(code.text, place);
    const sentence = 'There is a barcode here that cannot be read. Type its number from the paper.';
    return [{ kind: 'unreadable', trouble: { text: '', place, sentence } }];
  });
  const lines = linePlaces(page.text);
  const printed = findIds(page.text, (index) => `page ${page.number}, printed, ${lines(index)}`);
  const inCodes = saidBy(coded);
  const more = printed.filter((one) => !inCodes.has(saidIn(one)));
  return [...coded, ...more, ...disagreements(printed, coded)];
};
