import { addDays, dateOf } from './calendar';

const utc = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month - 1, day));

/** Easter Sunday by the Gregorian calendar. */
const easterOf = (year: number): Date => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const leaps = Math.floor(century / 4);
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leaps - moon + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return utc(year, Math.floor(days / 31), (days % 31) + 1);
};

const firstMonday = (year: number, month: number): Date => {
  const first = utc(year, month, 1);
  return addDays(first, (8 - first.getUTCDay()) % 7);
};
/** The last Monday of a month of 31 days. */
const lastMonday = (year: number, month: number): Date => {
  const last = utc(year, month, 31);
  return addDays(last, -((last.getUTCDay() + 6) % 7));
};

const isWeekend = (day: Date): boolean => day.getUTCDay() === 0 || day.getUTCDay() === 6;

/** Where a holiday falls on a weekend, the next weekday that is none already has it. */
const kept = (fixed: readonly Date[]): readonly Date[] => {
  const taken = new Set(fixed.filter((day) => !isWeekend(day)).map(dateOf));
  return fixed.map((holiday) => {
    if (!isWeekend(holiday)) return holiday;
    let day = holiday;
    while (isWeekend(day) || taken.has(dateOf(day))) day = addDays(day, 1);
    taken.add(dateOf(day));
    return day;
  });
};

const holidaysOf = (year: number): readonly Date[] => {
  const easter = easterOf(year);
  return [
    ...kept([utc(year, 1, 1)]),
    addDays(easter, -2),
    addDays(easter, 1),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...kept([utc(year, 12, 25), utc(year, 12, 26)]),
  ];
};

/** England's bank holidays as they fall each year. One that is proclaimed or moved for a single year is not known. */
export const isBankHoliday = (day: Date): boolean =>
  holidaysOf(day.getUTCFullYear()).some((holiday) => holiday.getTime() === day.getTime());

export const isWorkingDay = (day: Date): boolean => !isWeekend(day) && !isBankHoliday(day);
