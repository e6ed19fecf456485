import { asInstant, formatFhirTime, type Instant } from '../kernel/instant';

/** What an item's last day depends on (EXPIRY.md). */
export type ExpiryInput = {
  /** First day of the script's life, `2026-01-05` or a date-time that begins with it. */
  readonly startDate: string;
  /** CD1 … CD5, CD4-2, or empty. */
  readonly schedule: string;
  readonly erd: boolean;
  /** One-based issue number. */
  readonly issue: number;
};

const utcDay = (date: string): Date | undefined => {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (!match) return undefined;
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return day.toISOString().slice(0, 10) === match[0].slice(0, 10) ? day : undefined;
};

/** The same day n months later; where that month is shorter, its last day. */
const addMonths = (day: Date, months: number): Date => {
  const target = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(
    Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(day.getUTCDate(), lastDay)),
  );
};

const isShortLived = ({ schedule, erd, issue }: ExpiryInput): boolean => {
  const digit = schedule.replace(/^CD/, '').slice(0, 1);
  if (digit === '2' || digit === '3') return true;
  return digit === '4' && (!erd || issue === 1);
};

/** 23:59:59 on the wall in England on that day, whatever the season. */
const endOfDay = (day: Date): Instant => {
  const asIfUtc = day.getTime() + (24 * 3600 - 1) * 1000;
  const offset = formatFhirTime(asInstant(asIfUtc)).slice(19);
  return asInstant(offset === '+00:00' ? asIfUtc : asIfUtc - 3_600_000);
};

/**
 * [EXP-1] [EXP-2] The last moment an item may be dispensed: 28 days for Schedule 2, 3 and 4 (a later issue
 * of repeat dispensing with Schedule 4: 12 months), else 6 months, later eRD issues 12; the first day is
 * not counted and the last ends at 23:59:59 (eps.md 5.1). Undefined where the date cannot be read.
 */
export const expiryOf = (input: ExpiryInput): Instant | undefined => {
  const start = utcDay(input.startDate);
  if (!start) return undefined;
  if (isShortLived(input)) return endOfDay(new Date(start.getTime() + 28 * 86_400_000));
  return endOfDay(addMonths(start, input.erd && input.issue > 1 ? 12 : 6));
};
