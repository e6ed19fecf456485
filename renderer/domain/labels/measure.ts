/** Widths of Arial in thousandths of its size, a little generous, so that what is said to fit does fit. */
const widthOf = (char: string): number => {
  if (/[ilj.,:;|!'’]/.test(char)) return 290;
  if (/[ftrI()\-/[\] ]/.test(char)) return 340;
  if (/[mwMW@%]/.test(char)) return 960;
  if (/[A-Z&]/.test(char)) return 740;
  if (/[\u0020-\u007e\u00a0-\u00ff]/.test(char)) return 570;
  return 1000;
};

export type Type = { readonly points: number; readonly bold: boolean };

const millimetresPerPoint = 25.4 / 72;

/** Width of a line in mm; bold is a tenth wider. */
export const lineMm = (text: string, { points, bold }: Type): number =>
  ([...text].reduce((sum, char) => sum + widthOf(char), 0) / 1000) *
  points *
  millimetresPerPoint *
  (bold ? 1.1 : 1);

export const lineHeightMm = (points: number): number => points * 1.18 * millimetresPerPoint;

/** A word that is wider than a line, in pieces that fit. */
const pieces = (word: string, widthMm: number, type: Type): readonly string[] => {
  const out: string[] = [];
  let rest = '';
  for (const char of word) {
    if (rest !== '' && lineMm(rest + char, type) > widthMm) {
      out.push(rest);
      rest = '';
    }
    rest += char;
  }
  return [...out, rest];
};

/** As a page folds it, which begins a new line after a hyphen too: for what is measured here and laid out there. */
export const foldable = (text: string): string => text.replaceAll('-', '- ');

const wrapLine = (text: string, widthMm: number, type: Type): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[^\S\u00a0]+/).filter((part) => part !== ''))
    for (const piece of pieces(word, widthMm, type)) {
      const longer = line === '' ? piece : `${line} ${piece}`;
      if (line === '' || lineMm(longer, type) <= widthMm) line = longer;
      else {
        lines.push(line);
        line = piece;
      }
    }
  return line === '' ? lines : [...lines, line];
};

/** [LBL-2] [LBL-11] The lines of a text in a column: every character is on one of them, and a line ends where it did. */
export const wrap = (text: string, widthMm: number, type: Type): readonly string[] =>
  text.split(/\r\n?|\n/).flatMap((line) => wrapLine(line, widthMm, type));
