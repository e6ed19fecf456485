import { dateOf, utcDay } from './calendar';
import type { LocalDate } from './instant';

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const monthOf = (typed: string): string | undefined => {
  if (/^\d{1,2}$/.test(typed)) return typed.padStart(2, '0');
  const at = months.indexOf(typed.slice(0, 3).toUpperCase());
  return at < 0 ? undefined : String(at + 1).padStart(2, '0');
};

/**
 * A day as people in England type one, with its year in full: `12/3/1950`, `12.03.1950`, `12-Mar-1950`, `1950-03-12`,
 * `12031950`. Undefined for anything else.
 */
export const readTypedDate = (typed: string): LocalDate | undefined => {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const wordy = /^(\d{1,2})[-/.]?([A-Za-z]{3,9}|(?<=[-/.])\d{1,2})[-/.]?(\d{4})$/.exec(text);
  const plain = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const [, day, month, year] = wordy ?? plain ?? (iso ? [iso[0], iso[3], iso[2], iso[1]] : []);
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const number = monthOf(month);
  const found = number && utcDay(`${year}-${number}-${day.padStart(2, '0')}`);
  return found ? dateOf(found) : undefined;
};
