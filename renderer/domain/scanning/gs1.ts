/** The separator that ends a field of open length (FNC1 in the symbol, GS on the wire). */
export const gs = '\u001d';

/** [SCN-6] The last digit of a GTIN of 8, 12, 13 or 14 digits: weights 3 and 1 from the right. */
const hasRightCheckDigit = (digits: string): boolean => {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
};

/** A GTIN in its longest form; undefined where the text is none. All zeros name nothing. */
export const readGtin = (text: string): string | undefined =>
  /^(\d{8}|\d{12,14})$/.test(text) && hasRightCheckDigit(text) && /[1-9]/.test(text)
    ? text.padStart(14, '0')
    : undefined;

type Field = { readonly name: 'gtin' | 'batch' | 'expiry' | 'serial' | 'other'; readonly length?: number };

/** The fields that medicine packs carry. One without a length is open and ends at a separator. */
const fields: Readonly<Record<string, Field>> = {
  '01': { name: 'gtin', length: 14 },
  '10': { name: 'batch' },
  '11': { name: 'other', length: 6 },
  '17': { name: 'expiry', length: 6 },
  '21': { name: 'serial' },
  '30': { name: 'other' },
  '37': { name: 'other' },
  '240': { name: 'other' },
  '710': { name: 'other' },
  '711': { name: 'other' },
  '712': { name: 'other' },
  '713': { name: 'other' },
  '714': { name: 'other' },
};
const longestOpen = 20;

const fieldAt = (text: string): readonly [id: string, field: Field] | undefined => {
  for (const length of [2, 3]) {
    const id = text.slice(0, length);
    const field = fields[id];
    if (field) return [id, field];
  }
  return undefined;
};

/** `270331` as `2027-03-31`; day 00 is the last of its month. Undefined where there is no such day. */
const readDate = (digits: string): string | undefined => {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(digits);
  if (!match) return undefined;
  const [year, month, day] = [2000 + Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, day === 0 ? month : month - 1, day));
  const inMonth = day === 0 ? month >= 1 && month <= 12 : date.getUTCMonth() === month - 1;
  return inMonth ? date.toISOString().slice(0, 10) : undefined;
};

export type PackCode = {
  readonly gtin: string;
  readonly batch?: string;
  readonly expiry?: string;
  readonly serial?: string;
};

/** Characters that a US scanner sends and a UK keyboard layout reads as others; the others are in no GS1 value. */
const asMeant = (value: string): string => value.replace(/@/g, '"');

/**
 * [SCN-7] The fields of a pack's code. A field of open length counts only where its end is certain: a separator
 * follows, or the scanner is known to send them (`sendsSeparators`). What is not certain is left out, never guessed.
 */
export const readElementString = (text: string, sendsSeparators: boolean): PackCode | undefined => {
  const certain = sendsSeparators || text.includes(gs);
  const found: { gtin?: string; batch?: string; expiry?: string; serial?: string } = {};
  let rest = text.startsWith(gs) ? text.slice(1) : text;
  while (rest !== '') {
    const [id, field] = fieldAt(rest) ?? [];
    if (id === undefined || !field) break;
    const end = field.length === undefined ? rest.indexOf(gs) : id.length + field.length;
    const value = end < 0 ? rest.slice(id.length) : rest.slice(id.length, end);
    if (field.length === undefined) {
      if (!certain || value.length > longestOpen || value === '') break;
      if (field.name === 'batch' || field.name === 'serial') found[field.name] = asMeant(value);
    } else if (field.name === 'gtin') {
      const gtin = value.length === field.length ? readGtin(value) : undefined;
      if (gtin === undefined) return undefined;
      found.gtin = gtin;
    } else if (field.name === 'expiry') {
      const expiry = readDate(value);
      if (expiry === undefined) break;
      found.expiry = expiry;
    }
    rest = end < 0 ? '' : rest.slice(end);
    if (rest.startsWith(gs)) rest = rest.slice(1);
  }
  const { gtin } = found;
  return gtin === undefined ? undefined : { ...found, gtin };
};
