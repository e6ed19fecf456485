import { hasRightCheckCharacter, readTypedId } from '../kernel/check-character';

/** A field's text and where its caret stands. */
export type Written = { readonly text: string; readonly caret: number };
/** How the text came to be: characters, a deletion towards the front or the back, or a paste. */
export type Edit = 'typed' | 'back' | 'forward' | 'pasted';

const length = 18;
const groupEnds: readonly number[] = [6, 12];

/** Capitals, without blanks and without any sign that is used as a hyphen; anything else stays, to be said wrong. */
const bareOf = (text: string): string =>
  text
    .replace(/[\s\-_\u2010-\u2015\u2212\u00ad\u200b\ufeff]/g, '')
    .replace(/[a-z]/g, (char) => char.toUpperCase());

const hyphened = (bare: string): string =>
  [bare.slice(0, 6), bare.slice(6, 12), bare.slice(12)].filter((group) => group !== '').join('-');

/** Where the caret stands behind `count` characters: at the end of a group, before its hyphen or behind it. */
const caretAt = (count: number, edit: Edit): number =>
  count + groupEnds.filter((end) => (edit === 'typed' ? count >= end : count > end)).length;

/** The one right id in a text that was copied together with its surroundings. */
const onlyIdIn = (bare: string): string | undefined => {
  const found = new Set<string>();
  for (let from = 0; from + length <= bare.length; from += 1) {
    const part = bare.slice(from, from + length);
    if (hasRightCheckCharacter(part)) found.add(part);
  }
  const [id] = found;
  return found.size === 1 ? id : undefined;
};

const without = (text: string, at: number): string => text.slice(0, at) + text.slice(at + 1);

/**
 * [SCN-11] A prescription id as it is being typed: capitals, hyphens put in, the caret where the hand expects it.
 * A hyphen that is deleted takes the character with it that the key was meant for.
 */
export const writeId = (before: string, now: Written, edit: Edit): Written => {
  const bare = bareOf(now.text);
  const count = bareOf(now.text.slice(0, now.caret)).length;
  if (edit === 'pasted') {
    const text = hyphened(onlyIdIn(bare) ?? bare);
    return bare.length > length ? { text, caret: text.length } : { text, caret: caretAt(count, edit) };
  }
  const hyphenOnly = edit !== 'typed' && bare === bareOf(before) && now.text.length < before.length;
  if (hyphenOnly && edit === 'back')
    return { text: hyphened(without(bare, count - 1)), caret: caretAt(Math.max(0, count - 1), edit) };
  if (hyphenOnly) return { text: hyphened(without(bare, count)), caret: caretAt(count, edit) };
  const atEnd = edit === 'typed' && groupEnds.includes(bare.length);
  const text = atEnd ? `${hyphened(bare)}-` : hyphened(bare);
  return { text, caret: Math.min(text.length, caretAt(count, edit)) };
};

/** What stands at the field while an id is typed. */
export type IdWords =
  { readonly look: 'none' } | { readonly look: 'short' | 'right' | 'wrong'; readonly sentence: string };

const kinds: readonly (readonly [until: number, pattern: RegExp, what: string])[] = [
  [6, /[0-9A-F]/, '0 to 9 and A to F'],
  [12, /[0-9A-Z]/, 'digits and letters'],
  [17, /[0-9A-F]/, '0 to 9 and A to F'],
  [length, /[0-9A-Z+]/, 'digits, letters and +'],
];
const alike: Readonly<Record<string, string>> = {
  O: ' Is it a zero?',
  I: ' Is it a one?',
  L: ' Is it a one?',
};

const wrongCharacter = (bare: string): string | undefined => {
  for (const [i, char] of [...bare].entries()) {
    const [, pattern, what] = kinds.find(([until]) => i < until) ?? [];
    if (!pattern) return undefined;
    if (!pattern.test(char))
      return `“${char}” cannot be character ${i + 1}: there, ids have ${what} only.${alike[char] ?? ''}`;
  }
  return undefined;
};

/** [SCN-11] Whether what was typed so far can be an id, and whether a whole one is right. */
export const sayTypedId = (text: string): IdWords => {
  const bare = bareOf(text);
  if (bare === '') return { look: 'none' };
  const wrong = wrongCharacter(bare);
  if (wrong !== undefined) return { look: 'wrong', sentence: wrong };
  if (bare.length < length) return { look: 'short', sentence: `${bare.length} of ${length} characters` };
  if (bare.length > length)
    return {
      look: 'wrong',
      sentence: `${bare.length} characters; an id has ${length}. Take out what is too much.`,
    };
  const read = readTypedId(bare);
  return read.kind === 'ok'
    ? { look: 'right', sentence: 'The check character fits.' }
    : { look: 'wrong', sentence: read.sentence };
};
