import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFhirTime } from '../../renderer/domain/kernel/instant';
import { expiryOf } from '../../renderer/domain/prescriptions/expiry';
import { aPrescription } from '../support/fhir';

const lastMoment = (startDate: string, schedule: string, erd = false, issue = 1): string => {
  const end = expiryOf({ startDate, schedule, erd, issue });
  return end === undefined ? 'none' : formatFhirTime(end);
};

describe('expiry', () => {
  it('[EXP-1] counts 28 days for schedules 2, 3 and 4, six months else, twelve for later issues', () => {
    expect(lastMoment('2026-01-05', 'CD2')).toBe('2026-02-02T23:59:59+00:00');
    expect(lastMoment('2026-01-05', 'CD3')).toBe('2026-02-02T23:59:59+00:00');
    expect(lastMoment('2026-01-05', 'CD4')).toBe('2026-02-02T23:59:59+00:00');
    expect(lastMoment('2026-01-05', 'CD4-2')).toBe('2026-02-02T23:59:59+00:00');
    expect(lastMoment('2026-01-05', 'CD5')).toBe('2026-07-05T23:59:59+01:00');
    expect(lastMoment('2026-01-05', '')).toBe('2026-07-05T23:59:59+01:00');
    expect(lastMoment('2026-01-05', '', true, 1)).toBe('2026-07-05T23:59:59+01:00');
    expect(lastMoment('2026-01-05', '', true, 2)).toBe('2027-01-05T23:59:59+00:00');
    expect(lastMoment('2026-01-05', 'CD4', true, 1)).toBe('2026-02-02T23:59:59+00:00');
    expect(lastMoment('2026-01-05', 'CD4', true, 2)).toBe('2027-01-05T23:59:59+00:00');
    expect(lastMoment('2026-01-05', 'CD2', true, 3)).toBe('2026-02-02T23:59:59+00:00');
  });

  it('[EXP-2] leaves the first day out, ends with the day, and knows short months and leap years', () => {
    expect(lastMoment('2027-08-31', '')).toBe('2028-02-29T23:59:59+00:00');
    expect(lastMoment('2026-08-31', '')).toBe('2027-02-28T23:59:59+00:00');
    expect(lastMoment('2026-03-01', 'CD2')).toBe('2026-03-29T23:59:59+01:00');
    expect(lastMoment('2026-09-27', 'CD2')).toBe('2026-10-25T23:59:59+00:00');
    expect(lastMoment('2024-02-01', 'CD3')).toBe('2024-02-29T23:59:59+00:00');
  });

  it('[EXP-2] 28 days are 28 midnights in England, whatever the clocks do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
        const start = new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10);
        const wanted = new Date(Date.UTC(2000, 0, 29 + n)).toISOString().slice(0, 10);
        expect(lastMoment(start, 'CD2').slice(0, 19)).toBe(`${wanted}T23:59:59`);
      }),
    );
  });

  it('[EXP-3] a date that cannot be read gives no expiry and a warning', () => {
    for (const bad of ['', '2026', '2026-02-31', '05/01/2026', 'soon'])
      expect(lastMoment(bad, '')).toBe('none');
    const script = aPrescription({ start: '2026-02-31' });
    expect(script.items[0]?.expiresAt).toBeUndefined();
    expect(script.warnings.map((warning) => warning.code)).toContain('NoExpiry');
  });
});
