import type { ItemId } from '../kernel/ids';
import { foldText } from '../patients/match';
import type { Item, PrescriptionState } from '../prescriptions/model';
import { lineIsOpen } from '../prescriptions/supplied';
import { openItems } from './matches';
import { proposalOf, type UnscriptedItem, type UnscriptedState } from './model';

/** An item of an entry, counted from 0, and the line of a script that is for it. */
export type Fit = { readonly n: number; readonly line: Item };

/** `sure` where a person chose the lines, or codes and names leave nothing to choose. */
type Fits = { readonly fits: readonly Fit[]; readonly sure: boolean };

/** What many names begin with tells nothing of them. */
const commonWords = [
  'SODIUM POTASSIUM CALCIUM MAGNESIUM FERROUS INSULIN TAB TABS TABLET TABLETS CAP CAPS CAPSULE CAPSULES SUSPENSION',
  'SYRUP SOLUTION INHALER INH CREAM OINTMENT GEL ORAL',
]
  .join(' ')
  .split(' ');

/** `Levothyroxine` of “Levothyroxine sodium 25microgram tablets”. */
const firstWord = (display: string): string => {
  const words = display
    .replace(/^\s*co[\s-]+/i, 'co')
    .split(/[\s,/()]+/)
    .map(foldText)
    .filter((word) => /^[A-Z]/.test(word));
  return words.find((word) => !commonWords.includes(word)) ?? words[0] ?? '';
};

type Way = (line: Item, supplied: UnscriptedItem) => boolean;

const byCode: Way = ({ medication: { code } }, supplied) => code !== '' && supplied.code === code;

const byName: Way = ({ medication }, supplied) => {
  if (supplied.code !== '' && medication.code !== '') return false;
  const [one, two] = [foldText(medication.display), foldText(supplied.display)];
  return one !== '' && two !== '' && (one.startsWith(two) || two.startsWith(one));
};

const shortestWord = 4;

/** [USC-6] The same first word, or one that is the other one cut short: a question for a person, never an answer. */
const byFirstWord: Way = ({ medication }, supplied) => {
  const [one, two] = [firstWord(medication.display), firstWord(supplied.display)];
  if (one === two) return one !== '';
  return Math.min(one.length, two.length) >= shortestWord && (one.startsWith(two) || two.startsWith(one));
};

/** The same medicine, by its code or by its name. */
export const isSameMedicine: Way = (line, supplied) => byCode(line, supplied) || byName(line, supplied);

export const openLines = (script: PrescriptionState): readonly Item[] =>
  script.prescription.items.filter((item) => lineIsOpen(script, item));

/** By codes first, then by names, then by first words; no line is for two items. */
const foundFits = (
  script: PrescriptionState,
  state: UnscriptedState,
  ways: readonly Way[] = [byCode, byName, byFirstWord],
): Fits => {
  const lines = openLines(script);
  const fits: Fit[] = [];
  let free = lines;
  let left = openItems(state);
  let sure = true;
  for (const way of ways)
    for (const n of left) {
      const supplied = state.entry.items[n];
      const line = supplied && free.find((one) => way(one, supplied));
      if (!line) continue;
      fits.push({ n, line });
      free = free.filter((one) => one !== line);
      left = left.filter((one) => one !== n);
      const choices = lines.filter((one) => way(one, supplied));
      sure &&= way === byCode || (way === byName && choices.length === 1);
    }
  return { fits, sure: sure && fits.length > 0 && (left.length === 0 || free.length === 0) };
};

/**
 * [USC-13] The lines that a person chose, of these items or of all; undefined unless each is an open line of its own
 * for an open item.
 */
export const namedFits = (
  script: PrescriptionState,
  state: UnscriptedState,
  lines: readonly ItemId[],
  items: readonly number[] = [...state.entry.items.keys()],
): readonly Fit[] | undefined => {
  const open = openItems(state);
  const fits = items.flatMap((n, i) => {
    const line = openLines(script).find(({ itemId }) => itemId === lines[i]);
    return line && open.includes(n) ? [{ n, line }] : [];
  });
  const all = [fits.length, new Set(lines).size, new Set(items).size, lines.length];
  return items.length > 0 && all.every((count) => count === items.length) ? fits : undefined;
};

/** [USC-6] [USC-20] Which items of a supply a script is for: as a person chose, or as codes and names tell. */
export const fitsOf = (script: PrescriptionState, state: UnscriptedState): Fits => {
  const named = proposalOf(state, script.prescription.key)?.named;
  if (!named) return foundFits(script, state);
  const fits = namedFits(script, state, named.lines, named.items);
  return { fits: fits ?? [], sure: fits !== undefined };
};

/** [USC-20] Whether a script that stands for a part has a line for another item too, by its code or its name. */
export const hasMore = (script: PrescriptionState, state: UnscriptedState): boolean =>
  foundFits(script, state, [byCode, byName]).fits.length > 0;

/** A first guess for whoever chooses, for each item: its line, or the only one where there is but one of each. */
export const guessLines = (
  script: PrescriptionState,
  state: UnscriptedState,
): readonly (Item | undefined)[] => {
  const { fits } = fitsOf(script, state);
  const lines = openLines(script);
  const only = lines.length === 1 && state.entry.items.length === 1 ? lines[0] : undefined;
  return state.entry.items.map((_item, n) => fits.find((fit) => fit.n === n)?.line ?? only);
};
