import { refuse, type Refusal } from '../kernel/refusal';
import { wordsOf } from './match';
import type { CriticalClass, UrgentList } from './model';

export const schedules: readonly string[] = ['CD1', 'CD2', 'CD3', 'CD4', 'CD4-1', 'CD4-2', 'CD5'];

const wrong = (sentence: string, next: string): Refusal => refuse('KindInvalid', 'TRI-7', sentence, next);

const tidied = (lines: readonly string[]): readonly string[] => [
  ...new Set(lines.map((line) => line.trim().replace(/\s+/g, ' ')).filter((line) => line !== '')),
];

/** A kind as it was typed, in its proper form. */
export const tidyClass = (typed: CriticalClass): CriticalClass => ({
  name: typed.name.trim().replace(/\s+/g, ' '),
  words: tidied(typed.words),
  codes: tidied(typed.codes),
  schedules: schedules.filter((one) => typed.schedules?.includes(one)),
});

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const placeOfName = (list: UrgentList, name: string): number =>
  list.findIndex((one) => sameName(one.name, name));

const maxNameLength = 30;
const maxKinds = 40;
const maxEntries = 200;

/** [TRI-7] What is not right about a kind among the others of the list, or nothing. Takes a tidied one. */
export const checkClass = (one: CriticalClass, others: UrgentList): Refusal | undefined => {
  if (one.name.length < 2 || one.name.length > maxNameLength)
    return wrong(
      `A kind needs a name of 2 to ${maxNameLength} letters: it stands on the row of each script.`,
      'Type a short one, such as insulin.',
    );
  if (placeOfName(others, one.name) !== -1)
    return wrong(`${one.name} is on the list already.`, 'Edit that one, or choose another name.');
  if (others.length >= maxKinds)
    return wrong(
      `The list has ${maxKinds} kinds; where everything is urgent nothing is.`,
      'Remove one first, or add words to one that is there.',
    );
  const unreadable = one.words.find((word) => wordsOf(word).every((part) => part.length < 3));
  if (unreadable !== undefined)
    return wrong(`“${unreadable}” is too short to know a medicine by.`, 'Type a whole word of its name.');
  const code = one.codes.find((each) => !/^\d{6,18}$/.test(each));
  if (code !== undefined)
    return wrong(`${code} is not a dm+d code.`, 'It has 6 to 18 digits. Copy it from the dm+d browser.');
  if (one.words.length + one.codes.length > maxEntries)
    return wrong(`A kind has at most ${maxEntries} words and codes.`, 'Make two kinds of it.');
  if (one.words.length + one.codes.length + (one.schedules?.length ?? 0) === 0)
    return wrong(
      'Nothing says which medicines are of this kind.',
      'Type a word of their names, a dm+d code, or tick a schedule.',
    );
  return undefined;
};
