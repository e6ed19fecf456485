import { describe, expect, it } from 'vitest';
import { workingDaysUntil } from '../../renderer/domain/claims/dates';
import { isBankHoliday } from '../../renderer/domain/kernel/bank-holidays';
import { addDays, dateOf, utcDay } from '../../renderer/domain/kernel/calendar';
import { asInstant } from '../../renderer/domain/kernel/instant';

const inYear = (year: number): readonly string[] => {
  const days = Array.from({ length: 366 }, (_, n) => addDays(utcDay(`${year}-01-01`) ?? new Date(0), n));
  return days
    .filter((day) => day.getUTCFullYear() === year && isBankHoliday(day))
    .map((day) => dateOf(day).slice(5));
};

describe('bank holidays', () => {
  it('[CLM-9] fall as they are published for England, with the days that are given in lieu', () => {
    expect(inYear(2021)).toEqual('01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'.split(' '));
    expect(inYear(2024)).toEqual('01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'.split(' '));
    expect(inYear(2026)).toEqual('01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'.split(' '));
    expect(inYear(2028)).toEqual('01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'.split(' '));
  });

  it('[CLM-9] are no working days before the fifth', () => {
    const at = (iso: string) => asInstant(Date.parse(iso));
    // 28, 29, 30, 31 December, 1 January, 4 and 5 January: two of them are holidays.
    expect(workingDaysUntil(at('2026-12-27T09:00:00Z'), at('2027-01-05T23:59:59Z'))).toBe(5);
    // The Monday of early May.
    expect(workingDaysUntil(at('2026-05-01T09:00:00+01:00'), at('2026-05-05T23:59:59+01:00'))).toBe(1);
  });
});
