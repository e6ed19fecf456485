import { expect, it } from 'vitest';
import { asInstant, dayMs, hourMs } from '../../renderer/domain/kernel/instant';
import { ticksOf } from '../../renderer/features/outage/scale';

const from = Date.UTC(2016, 0, 6, 12);
const labels = (forMs: number): readonly string[] =>
  ticksOf({ fromAt: asInstant(from), untilAt: asInstant(from + forMs) }, 540).map(({ label }) => label);

it('the axis of the chart says times within a day, and days as they are written everywhere', () => {
  expect(labels(4 * hourMs)).toEqual(['12:00', '13:00', '14:00', '15:00', '16:00']);
  expect(labels(10 * dayMs)).toEqual(['08-Jan', '10-Jan', '12-Jan', '14-Jan', '16-Jan']);
});

it('its days begin at midnight in summer too', () => {
  const june = Date.UTC(2016, 5, 6, 11);
  const ticks = ticksOf({ fromAt: asInstant(june), untilAt: asInstant(june + 2.5 * dayMs) }, 540);
  expect(ticks.map(({ label }) => label)).toEqual(['12:00', '07-Jun', '12:00', '08-Jun', '12:00', '09-Jun']);
});
