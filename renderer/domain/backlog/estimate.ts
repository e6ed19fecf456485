import { asInstant, hourMs, type Instant } from '../kernel/instant';
import type { Slot } from './model';

/** When a queue may be empty, by our own measurements. A range, or a sentence that says why there is none. */
export type Estimate =
  | { readonly kind: 'clear' }
  | { readonly kind: 'none'; readonly sentence: string }
  | {
      readonly kind: 'range';
      readonly earliestAt: Instant;
      /** Undefined where at the slowest pace that was measured it never empties. */
      readonly latestAt: Instant | undefined;
    };

/** What was measured, per hour. */
export type Rates = {
  readonly arrivedPerHour: number;
  readonly drainedPerHour: number;
  /** What left the queue and was not sent. */
  readonly unsentPerHour: number;
  readonly overMs: number;
};

/** The pace of the last two hours counts; less than ten minutes of it is no pace. */
const windowMs = 2 * hourMs;
const leastMs = 600_000;
const blocks = 4;
/** Whole scripts are counted: each end of a count may be one off. */
const roughness = 2;

const measured = (slots: readonly Slot[], now: Instant): readonly Slot[] =>
  slots.filter(({ fromAt, untilAt }) => fromAt >= now - windowMs && untilAt <= now);

const spanOf = (slots: readonly Slot[]): number =>
  slots.reduce((ms, { fromAt, untilAt }) => ms + untilAt - fromAt, 0);
const sum = (slots: readonly Slot[], of: (slot: Slot) => number): number =>
  slots.reduce((total, slot) => total + of(slot), 0);
/** What leaves the queue unsent brings nothing nearer to its end. */
const through = ({ drained, unsent }: Slot): number => drained - unsent;
const net = (slot: Slot): number => through(slot) - slot.arrived;

/** [BLG-2] Arrival, what got through, and what left unsent per hour over the last two hours; undefined before ten minutes were measured. */
export const ratesOf = (slots: readonly Slot[], now: Instant): Rates | undefined => {
  const used = measured(slots, now);
  const overMs = spanOf(used);
  if (overMs < leastMs) return undefined;
  const perHour = (total: number) => (total * hourMs) / overMs;
  return {
    arrivedPerHour: perHour(sum(used, ({ arrived }) => arrived)),
    drainedPerHour: perHour(sum(used, through)),
    unsentPerHour: perHour(sum(used, ({ unsent }) => unsent)),
    overMs,
  };
};

/** The slowest and the quickest pace, per ms, at which the queue shrank: of the whole, and of its quarters. */
const pacesOf = (used: readonly Slot[]): { readonly slow: number; readonly quick: number } => {
  const overMs = spanOf(used);
  const whole = sum(used, net);
  const size = Math.ceil(used.length / blocks);
  const parts: number[] = [];
  for (let i = 0; i + size <= used.length; i += size) {
    const part = used.slice(i, i + size);
    parts.push(sum(part, net) / spanOf(part));
  }
  return {
    slow: Math.min((whole - roughness) / overMs, ...parts),
    quick: Math.max((whole + roughness) / overMs, ...parts),
  };
};

/**
 * [BLG-3] [BLG-4] Clear by when, as a range from the slowest to the quickest pace measured. Never in the past,
 * and never a number where nothing was measured.
 */
export const estimateClear = (waiting: number, slots: readonly Slot[], now: Instant): Estimate => {
  if (waiting <= 0) return { kind: 'clear' };
  const used = measured(slots, now);
  if (spanOf(used) < leastMs)
    return { kind: 'none', sentence: 'Not measured yet: an estimate needs ten minutes of counting.' };
  if (sum(used, through) === 0)
    return { kind: 'none', sentence: 'No estimate: nothing has got through in the time measured.' };
  const { slow, quick } = pacesOf(used);
  if (quick <= 0)
    return { kind: 'none', sentence: 'No estimate: as much joins the queue as leaves it, or more.' };
  const after = (count: number, pace: number) => asInstant(Math.ceil(now + Math.max(0, count) / pace));
  return {
    kind: 'range',
    earliestAt: asInstant(Math.floor(now + Math.max(0, waiting - roughness) / quick)),
    latestAt: slow <= 0 ? undefined : after(waiting + roughness, slow),
  };
};

/** [BLG-8] The worse of two queues' ends: what cannot be said, then what has no end, then the later one. */
export const worseOf = (a: Estimate, b: Estimate): Estimate => {
  const rank = (one: Estimate): number =>
    one.kind === 'clear' ? 0 : one.kind === 'none' ? Infinity : (one.latestAt ?? Number.MAX_VALUE);
  return rank(b) > rank(a) ? b : a;
};
