import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryOf } from '../../renderer/domain/prescriptions/expiry';
import { windowOpens } from '../../renderer/domain/prescriptions/windows';
import { aPrescription } from '../support/fhir';
import { aContext, ready, refusalCode } from '../support/builders';
import { asInstant } from '../../renderer/domain/kernel/instant';

/** How long an item lives, by the table of eps.md 5.1, written anew: [schedule, acute, first issue, later issue]. */
const lives = [
  ['CD1', '6 months', '6 months', '12 months'],
  ['CD2', '28 days', '28 days', '28 days'],
  ['CD3', '28 days', '28 days', '28 days'],
  ['CD4', '28 days', '28 days', '12 months'],
  ['CD4-1', '28 days', '28 days', '12 months'],
  ['CD4-2', '28 days', '28 days', '12 months'],
  ['CD5', '6 months', '6 months', '12 months'],
  ['', '6 months', '6 months', '12 months'],
] as const;

type Civil = { readonly year: number; readonly month: number; readonly day: number };

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** The next day, by counting on a calendar: no Date takes part. */
const nextDay = ({ year, month, day }: Civil): Civil => {
  if (day < monthLength(year, month)) return { year, month, day: day + 1 };
  return month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
};

const plusDays = (from: Civil, days: number): Civil => {
  let here = from;
  for (let i = 0; i < days; i += 1) here = nextDay(here);
  return here;
};

const plusMonths = ({ year, month, day }: Civil, months: number): Civil => {
  const later = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(later / 12), (later % 12) + 1];
  return { year: newYear, month: newMonth, day: Math.min(day, monthLength(newYear, newMonth)) };
};

const two = (n: number): string => String(n).padStart(2, '0');
const iso = ({ year, month, day }: Civil): string => `${year}-${two(month)}-${two(day)}`;

/** Day of the week by Zeller, Sunday 0. */
const weekday = ({ year, month, day }: Civil): number => {
  const [m, y] = month < 3 ? [month + 12, year - 1] : [month, year];
  const h =
    (day +
      Math.floor((13 * (m + 1)) / 5) +
      y +
      Math.floor(y / 4) -
      Math.floor(y / 100) +
      Math.floor(y / 400)) %
    7;
  return (h + 6) % 7;
};

const lastSunday = (year: number, month: number): number => {
  const last = monthLength(year, month);
  return last - weekday({ year, month, day: last });
};

/** Summer time at the end of a day: from the last Sunday of March up to the day before October's last Sunday. */
const isSummer = ({ year, month, day }: Civil): boolean => {
  if (month === 3) return day >= lastSunday(year, 3);
  if (month === 10) return day < lastSunday(year, 10);
  return month > 3 && month < 10;
};

/** 23:59:59 in England on that day, in UTC. */
const endInUtc = (date: Civil): number => Date.parse(`${iso(date)}T${isSummer(date) ? '22' : '23'}:59:59Z`);

const anyDay: fc.Arbitrary<Civil> = fc
  .record({
    year: fc.integer({ min: 2000, max: 2060 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.nat(30),
  })
  .map(({ year, month, day }) => ({ year, month, day: (day % monthLength(year, month)) + 1 }));

const endOf = (life: string, from: Civil): Civil =>
  life === '28 days' ? plusDays(from, 28) : plusMonths(from, life === '6 months' ? 6 : 12);

const check = (from: Civil): void => {
  for (const [schedule, acute, first, later] of lives)
    for (const [erd, issue, life] of [
      [false, 1, acute],
      [true, 1, first],
      [true, 2, later],
      [true, 12, later],
    ] as const)
      expect(
        expiryOf({ startDate: iso(from), schedule, erd, issue }),
        `${iso(from)} ${schedule} ${erd} ${issue}`,
      ).toBe(endInUtc(endOf(life, from)));
};

describe('an independent table of expiry', () => {
  it('[EXP-1] [EXP-2] agrees for every schedule, kind and issue, on any day', () => {
    fc.assert(fc.property(anyDay, check), { numRuns: 300 });
  });

  it('[EXP-2] agrees on each day around leap days and clock changes', () => {
    for (const year of [2024, 2026, 2027, 2028, 2100])
      for (const month of [2, 3, 8, 9, 10])
        for (let day = 1; day <= monthLength(year, month); day += 1) check({ year, month, day });
  });

  it('[WIN-1] [FHIR-5] counters and windows of every issue agree with counting on a calendar', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 13 }),
        fc.integer({ min: 0, max: 12 }),
        (from, issue, more) => {
          const script = aPrescription({
            therapy: 'continuous-repeat-dispensing',
            issue,
            issues: issue + more,
            start: iso(from),
          });
          expect([script.issue, script.issues]).toEqual([issue, issue + more]);
          const opens = issue === 1 ? from : plusDays(from, 28 * (issue - 1) - 7);
          expect(windowOpens(script)).toBe(iso(opens));
          expect(script.items[0]?.expiresAt).toBe(endInUtc(plusMonths(from, issue === 1 ? 6 : 12)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('[EXP-1] [PRX-9] may be handed out to the last second, and not one later', () => {
    const state = ready({ items: [{ schedule: 'CD3' }], start: '2026-11-20' });
    const end = endInUtc({ year: 2026, month: 12, day: 18 });
    expect(refusalCode(state, { kind: 'SupplyInFull' }, aContext({ now: asInstant(end) }))).toBe('decided');
    expect(refusalCode(state, { kind: 'SupplyInFull' }, aContext({ now: asInstant(end + 1000) }))).toBe(
      'NothingToSupply',
    );
  });
});
