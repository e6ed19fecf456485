import type { Instant } from '../kernel/instant';

/** Messages to EPS, or scripts from it. */
export type Direction = 'out' | 'in';

/** A span of time and what came into a queue and left it meanwhile. */
export type Slot = {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  readonly arrived: number;
  readonly drained: number;
  /** Of those that left: how many without being sent. */
  readonly unsent: number;
};

/** How a queue stands. */
export type Queue = {
  readonly waiting: number;
  /** Waiting for a person, or for what will not come by itself. */
  readonly stuck: number;
  readonly oldestAt: Instant | undefined;
};

/** Both queues, as counted at one moment. */
export type Backlog = {
  readonly at: Instant;
  readonly out: Queue;
  /** `expected`: undefined while nobody has said how many scripts are on their way. */
  readonly in: {
    readonly expected: { readonly count: number; readonly source: string } | undefined;
    readonly seen: number;
    readonly stuck: number;
    /** Downloads whose answer was lost: up to 25 scripts each. */
    readonly inDoubt: number;
    readonly oldestAt: Instant | undefined;
  };
};

/** Scripts that are expected and were not seen; undefined where no number was given. */
export const missingOf = ({ in: scripts }: Backlog): number | undefined =>
  scripts.expected === undefined ? undefined : Math.max(0, scripts.expected.count - scripts.seen);

/** [BLG-5] All that is still to clear: what waits, what needs a person, what hangs, what is in doubt, what has not come. */
export const leftIn = (backlog: Backlog): number => {
  const { out, in: scripts } = backlog;
  return out.waiting + out.stuck + scripts.stuck + scripts.inDoubt + (missingOf(backlog) ?? 0);
};

/** [BLG-5] Nothing waits, for whatever it may be, and what was expected has come. */
export const isCleared = (backlog: Backlog): boolean => leftIn(backlog) === 0;
