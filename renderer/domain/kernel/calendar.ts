import {
  asInstant,
  asLocalDate,
  dayMs,
  formatFhirTime,
  hourMs,
  readWall,
  type Instant,
  type LocalDate,
} from './instant';

/** Midnight in UTC of a day written `2026-01-05`, or that begins so; undefined where there is no such day. */
export const utcDay = (date: string): Date | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}/.test(date)) return undefined;
  const day = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  // The 31st of a month of 30 days would be the first of the next.
  return day.getUTCDate() === Number(date.slice(8, 10)) ? day : undefined;
};

export const addDays = (day: Date, days: number): Date => new Date(day.getTime() + days * dayMs);

/** The same day n months later; where that month is shorter, its last day. */
export const addMonths = (day: Date, months: number): Date => {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + months];
  const same = new Date(Date.UTC(year, month, day.getUTCDate()));
  return same.getUTCDate() === day.getUTCDate() ? same : new Date(Date.UTC(year, month + 1, 0));
};

const knownEnds = new Map<number, Instant>();
const maxKnownEnds = 4_000;

/** 23:59:59 on the wall in England on that day, whatever the season. Remembered: asking the calendar is slow. */
export const endOfDay = (day: Date): Instant => {
  const known = knownEnds.get(day.getTime());
  if (known !== undefined) return known;
  const asIfUtc = day.getTime() + (24 * 3600 - 1) * 1000;
  const offset = formatFhirTime(asInstant(asIfUtc)).slice(19);
  const end = asInstant(offset === '+00:00' ? asIfUtc : asIfUtc - hourMs);
  if (knownEnds.size >= maxKnownEnds) knownEnds.clear();
  knownEnds.set(day.getTime(), end);
  return end;
};

/** The day in England at a moment, as midnight in UTC. */
export const dayOf = (at: Instant): Date => new Date(`${readWall(at).date}T00:00:00Z`);

export const dateOf = (day: Date): LocalDate => asLocalDate(day.toISOString().slice(0, 10));
