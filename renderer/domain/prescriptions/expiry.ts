import { addDays, addMonths, endOfDay, utcDay } from '../kernel/calendar';
import type { Instant } from '../kernel/instant';

/** What an item's last day depends on (EXPIRY.md). */
export type ExpiryInput = {
  /** First day of the script's life, `2026-01-05` or a date-time that begins with it. */
  readonly startDate: string;
  /** CD1 … CD5, CD4-1, CD4-2, CD where nobody says which, or empty. */
  readonly schedule: string;
  readonly erd: boolean;
  /** One-based issue number. */
  readonly issue: number;
};

const isShortLived = ({ schedule, erd, issue }: ExpiryInput): boolean => {
  const digit = schedule.replace(/^CD/, '').slice(0, 1);
  if (schedule === '' || digit === '1' || digit === '5') return false;
  if (digit === '4') return !erd || issue === 1;
  return true;
};

/**
 * [EXP-1] [EXP-2] The last moment an item may be dispensed: 28 days for Schedule 2, 3 and 4 (a later issue
 * of repeat dispensing with Schedule 4: 12 months), else 6 months, later eRD issues 12; the first day is
 * not counted and the last ends at 23:59:59 (eps.md 5.1). A schedule that nobody knows counts as one of the
 * strictest (EXP-4). Undefined where the date cannot be read.
 */
export const expiryOf = (input: ExpiryInput): Instant | undefined => {
  const start = utcDay(input.startDate);
  if (!start) return undefined;
  if (isShortLived(input)) return endOfDay(addDays(start, 28));
  return endOfDay(addMonths(start, input.erd && input.issue > 1 ? 12 : 6));
};
