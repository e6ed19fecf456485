import { asInstant, asLocalDate, formatFhirTime, readWall, type Instant, type LocalDate } from './instant';

/** Midnight in UTC of a day written `2026-01-05`, or that begins so; undefined where there is no such day. */
export const utcDay = (date: string): Date | undefined => {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (!match) return undefined;
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return day.toISOString().slice(0, 10) === match[0].slice(0, 10) ? day : undefined;
};

export const addDays = (day: Date, days: number): Date => new Date(day.getTime() + days * 86_400_000);

/** The same day n months later; where that month is shorter, its last day. */
export const addMonths = (day: Date, months: number): Date => {
  const target = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(
    Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(day.getUTCDate(), lastDay)),
  );
};

/** 23:59:59 on the wall in England on that day, whatever the season. */
export const endOfDay = (day: Date): Instant => {
  const asIfUtc = day.getTime() + (24 * 3600 - 1) * 1000;
  const offset = formatFhirTime(asInstant(asIfUtc)).slice(19);
  return asInstant(offset === '+00:00' ? asIfUtc : asIfUtc - 3_600_000);
};

/** The day in England at a moment, as midnight in UTC. */
export const dayOf = (at: Instant): Date => new Date(`${readWall(at).date}T00:00:00Z`);

export const dateOf = (day: Date): LocalDate => asLocalDate(day.toISOString().slice(0, 10));
