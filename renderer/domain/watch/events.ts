import type { Instant } from '../kernel/instant';
import type { Health, PartName, Tally } from './model';

/** One part's new health, from the moment it was first seen. */
export type PartChange = {
  readonly part: PartName;
  readonly health: Health;
  readonly sinceAt: Instant;
  readonly reason: string;
};

/** What our own probes saw. Stored: do not rename, only add. */
export type WatchEvent =
  | {
      readonly type: 'watch.changed';
      readonly id: 'parts';
      readonly changes: readonly PartChange[];
      /** True for the first look since the program began: what lies before was not measured. */
      readonly began: boolean;
    }
  | {
      readonly type: 'watch.hour-summed';
      readonly id: 'hour';
      readonly hourAt: Instant;
      readonly untilAt: Instant;
      readonly tallies: readonly Tally[];
    };
