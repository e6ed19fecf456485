import { unaccented } from '../kernel/text';
import type { CriticalClass, Medicine, UrgentList } from './model';

/** The words of a name, without accents and capitals; `Co-careldopa` is two. */
export const wordsOf = (text: string): readonly string[] =>
  unaccented(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

type Matcher = (medicine: Medicine, words: ReadonlySet<string>) => boolean;

const matcherOf = ({ words, codes, schedules = [] }: CriticalClass): Matcher => {
  const phrases = words.map(wordsOf).filter((phrase) => phrase.length > 0);
  return ({ code, schedule }, names) =>
    codes.includes(code) ||
    schedules.includes(schedule) ||
    // Of Schedule 2 or 3, nobody says which (EXP-4).
    (schedule === 'CD' && schedules.some((one) => one === 'CD2' || one === 'CD3')) ||
    phrases.some((phrase) => phrase.every((word) => names.has(word)));
};

type Known = { readonly code: string; readonly schedule: string; readonly place: number };

/**
 * [TRI-3] The first kind on the list that a medicine is of, by its place there; the length of the list where it is
 * of none. Remembers what it was asked: a pharmacy's names repeat.
 */
export const makePlaceOf = (list: UrgentList): ((medicine: Medicine) => number) => {
  const matchers = list.map(matcherOf);
  const known = new Map<string, Known[]>();
  return (medicine) => {
    const { code, display, schedule } = medicine;
    const namesakes = known.get(display) ?? [];
    const before = namesakes.find((one) => one.code === code && one.schedule === schedule);
    if (before) return before.place;
    const words = new Set(wordsOf(display));
    const found = matchers.findIndex((matches) => matches(medicine, words));
    const place = found === -1 ? list.length : found;
    namesakes.push({ code, schedule, place });
    known.set(display, namesakes);
    return place;
  };
};
