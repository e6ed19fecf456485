import type { Chart } from '../../domain/backlog/chart';
import { asInstant, dayMs, formatDate, hourMs, readWall, type Instant } from '../../domain/kernel/instant';

/** Where things stand in the drawing, in pixels. */
export type Scale = {
  readonly width: number;
  readonly x: (at: number) => number;
  /** Of the waiting ones, in the upper part. */
  readonly y: (waiting: number) => number;
  /** Height of a bar in the lower part. */
  readonly bar: (count: number) => number;
};

export const size = { left: 44, right: 12, top: 30, zero: 176, barZero: 214, bars: 26, bottom: 250 } as const;

/** The next round number, so that an axis ends on one. */
export const roundUp = (count: number): number => {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, count)));
  return [1, 2, 4, 5, 10].map((n) => n * unit).find((n) => n >= count) ?? count;
};

export const scaleOf = (chart: Chart, width: number): Scale => {
  const spanMs = Math.max(1, chart.untilAt - chart.fromAt);
  const inner = width - size.left - size.right;
  const top = roundUp(chart.mostWaiting);
  return {
    width,
    x: (at) =>
      size.left + ((Math.min(Math.max(at, chart.fromAt), chart.untilAt) - chart.fromAt) / spanMs) * inner,
    y: (waiting) => size.zero - (waiting / top) * (size.zero - size.top),
    bar: (count) => (count / chart.mostInBar) * size.bars,
  };
};

const steps = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48].map((hours) => hours * hourMs);

/** How far the clocks are ahead of universal time, so that the steps begin at midnight. */
const summerMs = (at: Instant): number =>
  (Number(readWall(at).time.slice(0, 2)) - new Date(at).getUTCHours() === 0 ? 0 : 1) * hourMs;

/** Times along the axis: whole hours where it can be, some 90 pixels apart. */
export const ticksOf = (
  chart: Pick<Chart, 'fromAt' | 'untilAt'>,
  width: number,
): readonly { at: Instant; label: string }[] => {
  const spanMs = chart.untilAt - chart.fromAt;
  const step = steps.find((ms) => spanMs / ms <= width / 90) ?? 48 * hourMs;
  const ticks: { at: Instant; label: string }[] = [];
  const ahead = summerMs(chart.fromAt);
  for (let at = Math.ceil((chart.fromAt + ahead) / step) * step - ahead; at <= chart.untilAt; at += step) {
    const { date, time } = readWall(asInstant(at));
    const midnight = time.startsWith('00:00');
    const label = midnight || step >= dayMs ? formatDate(date).slice(0, 6) : time.slice(0, 5);
    ticks.push({ at: asInstant(at), label });
  }
  return ticks;
};
