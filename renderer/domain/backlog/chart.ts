import { asInstant, dayMs, hourMs, minuteMs, type Instant } from '../kernel/instant';
import type { Estimate } from './estimate';
import { gather } from './flow';
import type { Slot } from './model';

/** A promised clearing time as the chart marks it. */
export type Mark = {
  readonly at: Instant;
  readonly label: string;
  readonly state: 'open' | 'slipped' | 'kept';
};

/** All that the chart and its table show; pure numbers, no pixels. */
export type Chart = {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  readonly now: Instant;
  readonly stepMs: number;
  readonly bars: readonly Slot[];
  /** How many waited, from the beginning until now. */
  readonly line: readonly { readonly at: Instant; readonly waiting: number }[];
  readonly estimate: Estimate;
  readonly marks: readonly Mark[];
  readonly mostWaiting: number;
  readonly mostInBar: number;
};

const steps = [5 * minuteMs, 15 * minuteMs, hourMs, 4 * hourMs, dayMs];
const mostBars = 48;

const stepFor = (spanMs: number): number => steps.find((step) => spanMs / step <= mostBars) ?? dayMs;

/** [BLG-7] Counted back from now: what waited before a slot is what waits after it, less what joined, and what left. */
const lineOf = (bars: readonly Slot[], waiting: number): Chart['line'] => {
  const points: { at: Instant; waiting: number }[] = [];
  let count = waiting;
  for (const bar of [...bars].reverse()) {
    points.push({ at: bar.untilAt, waiting: Math.max(0, count) });
    count += bar.drained - bar.arrived;
  }
  const first = bars[0];
  if (first) points.push({ at: first.fromAt, waiting: Math.max(0, count) });
  return points.reverse();
};

const latestOf = (estimate: Estimate): Instant | undefined =>
  estimate.kind === 'range' ? (estimate.latestAt ?? estimate.earliestAt) : undefined;

type ChartInput = {
  readonly slots: readonly Slot[];
  readonly waiting: number;
  readonly estimate: Estimate;
  readonly marks: readonly Mark[];
  readonly now: Instant;
};

/** [BLG-7] What the chart of a queue shows: the past as counted, our range, and every promise where it stood. */
export const chartOf = ({ slots, waiting, estimate, marks, now }: ChartInput): Chart => {
  const fromAt = slots[0]?.fromAt ?? now;
  const stepMs = stepFor(now - fromAt);
  const bars = gather(slots, stepMs);
  const line = lineOf(bars, waiting);
  // What lies further ahead than the past is long makes the past unreadable.
  const horizon = now + Math.max(2 * hourMs, (now - fromAt) * 1.5);
  const ahead = [latestOf(estimate), ...marks.map(({ at }) => at)].filter((at) => at !== undefined);
  const untilAt = asInstant(Math.min(horizon, Math.max(now + hourMs, ...ahead) + 15 * minuteMs));
  return {
    fromAt,
    untilAt,
    now,
    stepMs,
    bars,
    line,
    estimate,
    marks,
    mostWaiting: Math.max(1, ...line.map((point) => point.waiting)),
    mostInBar: Math.max(1, ...bars.flatMap(({ arrived, drained }) => [arrived, drained])),
  };
};
