import { utcDay } from '../kernel/calendar';
import { asInstant, readWall, type Instant } from '../kernel/instant';

/** Programs write 0001-01-01 or 9999-12-31 where they know no date. */
const isNoDate = (value: string): boolean => {
  const year = /^(\d{4})(?!\d)/.exec(value)?.[1];
  return year !== undefined && (Number(year) < 1850 || Number(year) >= 2200);
};

/** [FHIR-25] A date or time as it came, empty where its year says that nobody knows it. */
export const dated = (value: string): string => (isNoDate(value) ? '' : value);

export const instantOf = (value: string): Instant | undefined => {
  const ms = utcDay(value) ? Date.parse(value) : NaN;
  return Number.isFinite(ms) ? asInstant(ms) : undefined;
};

const readDay = (value: string): string => {
  const at = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value) ? instantOf(value) : undefined;
  return at === undefined ? value.slice(0, 10) : readWall(at).date;
};

/** Each line of a script repeats the few moments of it, and an answer has 25 scripts. */
const daysKept = 32;
const days = new Map<string, string>();

/** The day in England of a date or a moment; what is neither stays as it came, so that it is seen. */
export const dayText = (value: string): string => {
  // A date is its own day.
  if (value.length <= 10) return value;
  const known = days.get(value);
  if (known !== undefined) return known;
  if (days.size >= daysKept) days.clear();
  const day = readDay(value);
  days.set(value, day);
  return day;
};
