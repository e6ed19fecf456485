/** What stands between two runs, as far as it may stand inside an id. */
export type Gap = 'dash' | 'wide-dash' | 'blank' | 'cell' | 'sign' | 'line' | 'dash-line' | 'apart';

/** Letters and digits without anything between them. Signs that nobody sees are no part of it. */
export type Run = {
  readonly at: number;
  readonly end: number;
  /** In capitals; of a long one the beginning. */
  readonly text: string;
  /** What stands before it. */
  readonly gap: Gap;
  /** Whether a `+` stands right behind it, which may be a check character. */
  readonly plus: boolean;
};

/** Of a longer run nobody asks what it says. */
export const longestRun = 64;
/** Of a longer gap nobody asks either: what it parts is apart. */
const longestGap = 24;

/** Soft hyphen, zero-width signs, marks of direction, byte order mark. */
const unseen = '\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF';
/** One class followed by a wider one: each character is looked at once, whatever the text. */
const run = new RegExp(`[0-9A-Za-z][0-9A-Za-z${unseen}]*`, 'g');
const allUnseen = new RegExp(`[${unseen}]`, 'g');

const blanks = '[ \\u00A0\\u2000-\\u200A\\u202F\\u205F\\u3000]*';
/** Every sign that is used as a hyphen, and `½`, which a scanner types for one on the wrong keyboard. */
const dash = '[-‐‑‒–—―⁃−﹘﹣－½]';
/** The end of a line, with what a mail puts before and behind it. */
const lineEnd = `${blanks}=?(?:\\r\\n|\\n|\\r)${blanks}>?${blanks}`;

/** Each is asked of at most `longestGap` characters. */
const kinds: readonly (readonly [Gap, RegExp])[] = [
  ['dash', new RegExp(`^${dash}{1,2}$`)],
  ['wide-dash', new RegExp(`^${blanks}${dash}{1,2}${blanks}$`)],
  ['blank', new RegExp(`^${blanks}$`)],
  ['cell', new RegExp(`^["']?${blanks}[,;\\t|]${blanks}=?["']?$`)],
  ['dash-line', new RegExp(`^${blanks}${dash}${lineEnd}$|^${lineEnd}${dash}${blanks}$`)],
  ['line', new RegExp(`^${lineEnd}$`)],
  ['sign', /^[^\r\n]$/],
];

const gapOf = (between: string): Gap => {
  if (between === ' ') return 'blank';
  if (between.length > longestGap) return 'apart';
  const seen = between.replace(allUnseen, '');
  return kinds.find(([, pattern]) => pattern.test(seen))?.[0] ?? 'apart';
};

/** As a person is shown it: in one line, without what nobody sees. */
export const shown = (text: string): string => text.replace(allUnseen, '').replace(/\s+/g, ' ');

/** The runs of a text from its beginning, one at a time: a text may be large. */
export function* runsOf(text: string): Generator<Run> {
  let before = 0;
  for (const { 0: found, index } of text.matchAll(run)) {
    const behind = index + found.length;
    const gap = gapOf(text.slice(before, index));
    before = behind;
    const plain = found.slice(0, 2 * longestRun).replace(allUnseen, '');
    const long = found.length > 2 * longestRun;
    yield {
      at: index,
      end: behind,
      text: (long ? plain.padEnd(longestRun + 1, '?') : plain).toUpperCase().slice(0, longestRun + 1),
      gap,
      plus: text[behind] === '+',
    };
  }
}
