import { checkCharacterOf, readTypedId } from '../kernel/check-character';
import type { Met } from './list-report';

/**
 * A run shaped like a prescription id: three groups of six with a hyphen or nothing between them, and not part of
 * something longer. The last character may be `+`. Other dashes are what word processors make of a hyphen.
 */
const whole =
  /(?<![0-9A-Za-z+_]|[0-9A-Za-z][-‐‑‒–−])([0-9A-Za-z]{6})([-‐‑‒–−]?)([0-9A-Za-z]{6})([-‐‑‒–−]?)([0-9A-Za-z]{5}[0-9A-Za-z+])(?![0-9A-Za-z+_]|[-‐‑‒–−][0-9A-Za-z])/g;
/** The same with spaces between, as some programs print it; believed only where all of it is right. */
const spaced =
  /(?<![0-9A-Za-z+_-])([0-9A-Fa-f]{6}) {1,2}([0-9A-Za-z]{6}) {1,2}([0-9A-Fa-f]{5}[0-9A-Za-z+])(?![0-9A-Za-z+_-])/g;
/** Three groups with hyphens that nearly are one: a character lost or doubled on the way. */
const nearly =
  /(?<![0-9A-Za-z+_-])(?=[0-9A-Za-z+-]{15,24}(?![0-9A-Za-z+-]))([0-9A-Za-z]{5,8}-[0-9A-Za-z]{5,8}-[0-9A-Za-z+]{4,8})(?![0-9A-Za-z+_-])/g;

/** The form alone, without the check character: `24F5DA`, `A83008`, `7EFE6` and one more. */
const hasForm = (bare: string): boolean => /^[A-F0-9]{6}[A-Z0-9]{6}[A-F0-9]{5}[A-Z0-9+]$/.test(bare);

type Found = { readonly at: number; readonly text: string; readonly met: (place: string) => Met };

const good = (at: number, text: string, shortId: string): Found => ({
  at,
  text,
  met: (place) => ({ kind: 'id', shortId, place }),
});
const bad = (at: number, text: string, sentence: string): Found => ({
  at,
  text,
  met: (place) => ({ kind: 'malformed', trouble: { text, place, sentence } }),
});

/** [LST-2] A run of 18 as an id, as a wrong one, or as nothing to do with ids. */
const judge = (at: number, text: string, bare: string, hyphens: boolean): Found | undefined => {
  const typed = readTypedId(bare);
  if (typed.kind === 'ok') return good(at, text, typed.id);
  if (hasForm(bare) && checkCharacterOf(bare.slice(0, 17)) !== bare[17])
    return bad(
      at,
      text,
      'Its last character does not fit the others, so one of them is wrong. Check it against the paper.',
    );
  return hyphens
    ? bad(at, text, 'It holds characters that a prescription id cannot have. Check it against the paper.')
    : undefined;
};

const inWhole = (text: string): readonly Found[] =>
  [...text.matchAll(whole)].flatMap((match) => {
    const [run, one = '', dash = '', two = '', other = '', three = ''] = match;
    if ((dash === '') !== (other === '')) return [];
    return judge(match.index, run, `${one}${two}${three}`.toUpperCase(), dash !== '') ?? [];
  });

const inSpaced = (text: string): readonly Found[] =>
  [...text.matchAll(spaced)].flatMap((match) => {
    const typed = readTypedId(match[0]);
    return typed.kind === 'ok' ? [good(match.index, match[0], typed.id)] : [];
  });

const inNearly = (text: string): readonly Found[] =>
  [...text.matchAll(nearly)].flatMap((match) => {
    const [run] = match;
    const { length } = run.replace(/-/g, '');
    if (length === 18 || !/\d/.test(run)) return [];
    const sentence = `It has ${length} characters; a prescription id has 18. Check it against the paper.`;
    return [bad(match.index, run, sentence)];
  });

/** [LST-1] Every id-shaped run of a text, in order, whatever stands around it. `placeOf` names a place by its index. */
export const findIds = (text: string, placeOf: (index: number) => string): readonly Met[] => {
  const taken = new Set<number>();
  const found = [...inWhole(text), ...inSpaced(text), ...inNearly(text)].sort((a, b) => a.at - b.at);
  return found.flatMap((one) => {
    if (taken.has(one.at)) return [];
    taken.add(one.at);
    return [one.met(placeOf(one.at))];
  });
};

/** Names a place in a text by its line: `line 17, character 4`. */
export const linePlaces = (text: string): ((index: number) => string) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  let line = 0;
  return (index) => {
    if ((starts[line] ?? 0) > index) line = 0;
    while ((starts[line + 1] ?? Infinity) <= index) line += 1;
    return `line ${line + 1}, character ${index - (starts[line] ?? 0) + 1}`;
  };
};
