const plain = /^[\x20-\x7e]*$/;

/** In capitals and without accents, so that two spellings of a name meet. Most texts have none to be taken off. */
export const unaccented = (text: string): string =>
  (plain.test(text) ? text : text.normalize('NFD').replace(/\p{Diacritic}/gu, '')).toUpperCase();

/** "1 needs", "2 need": somebody has still to see to so many. */
export const need = (count: number): string => `${count} ${count === 1 ? 'needs' : 'need'}`;

/** A phone number that no line of paper breaks in two. */
export const whole = (phone: string): string => phone.replaceAll(' ', '\u00a0');
