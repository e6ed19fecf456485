import { readTypedId } from '../kernel/check-character';
import { gs, readElementString, readGtin } from './gs1';
import { readOwnCode } from './own-codes';
import type { Scan } from './scan';

/** Three groups of six, or eighteen in a row with a letter among them: what nothing but a prescription id looks like. */
const looksLikeId = (text: string): boolean =>
  /^[A-Z0-9]{6}-[A-Z0-9]{6}-[A-Z0-9]{5}[A-Z0-9+]$/.test(text) ||
  (/^[A-F0-9]{6}[A-Z0-9]{6}[A-F0-9]{5}[A-Z0-9+]$/.test(text) && /[A-F]/.test(text.slice(0, 6)));

/** The symbology that some scanners put in front: `]C1`, `]d2`, `]E0`. */
const withoutSymbology = (text: string): string => text.replace(/^\][A-Za-z][0-9a-zA-Z]/, '');

const readProduct = (text: string, sendsSeparators: boolean): Scan | undefined => {
  const gtin = readGtin(text);
  if (gtin !== undefined) return { kind: 'product', gtin };
  const bare = text.startsWith(gs) ? text.slice(1) : text;
  // No field of a pack has a blank in it: a text that begins like a pack does.
  if (!/^01\d{14}\S*$/.test(bare)) return undefined;
  const pack = readElementString(bare, sendsSeparators);
  return pack && { kind: 'product', ...pack };
};

export type ReadOptions = {
  /** Whether this scanner is known to send the separators of a pack's fields. */
  readonly sendsSeparators: boolean;
};

/**
 * [SCN-5] What a scanned text is. A prescription id must be right to its check character; one that is not becomes
 * `prescription-wrong` and nothing else.
 */
export const readScan = (scanned: string, options: ReadOptions = { sendsSeparators: false }): Scan => {
  const text = withoutSymbology(scanned.trim());
  const own = readOwnCode(text);
  if (own) return own;
  const id = readTypedId(text);
  if (id.kind === 'ok') return { kind: 'prescription', id: id.id };
  if (looksLikeId(text.toUpperCase()))
    return { kind: 'prescription-wrong', text: text.toUpperCase(), sentence: id.sentence };
  return readProduct(text, options.sendsSeparators) ?? { kind: 'unknown', text };
};
