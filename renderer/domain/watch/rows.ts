import type { Place } from '../broker-entries';
import { evolveFlow, isCounted, type HourFlow } from '../backlog/flow';
import type { DomainEvent } from '../events';
import type { Instant } from '../kernel/instant';
import { evolvePart, type PartHistory } from './history';
import { partNames, type PartName, type Tally } from './model';
import { hourOf } from './watch';

/** One hour: how often each part was looked at, and what came and went. */
export type HourRow = {
  readonly kind: 'hour';
  readonly hourAt: Instant;
  readonly tallies: readonly Tally[];
  readonly flow: HourFlow;
};
export type WatchRow = PartHistory | HourRow;

const partRow = (part: PartName): string => `part ${part}`;
const hourRow = (hourAt: Instant): string => `hour ${hourAt}`;

/** Ids of the rows of every part. */
export const partRows: readonly string[] = partNames.map(partRow);

/** The rows that an event touches: its parts, its hour. */
export const watchRowsOf = (event: DomainEvent & Place): readonly string[] => {
  if (event.type === 'watch.changed') return event.changes.map(({ part }) => partRow(part));
  if (event.type === 'watch.hour-summed')
    return [hourRow(event.hourAt), ...event.tallies.map(({ part }) => partRow(part))];
  return isCounted(event) ? [hourRow(hourOf(event.at))] : [];
};

const hourBefore = (state: WatchRow | undefined, hourAt: Instant): HourRow =>
  state?.kind === 'hour' ? state : { kind: 'hour', hourAt, tallies: [], flow: { hourAt } };

/** Two runs of the program may each sum a part of one hour. */
const added = (before: readonly Tally[], more: readonly Tally[]): readonly Tally[] =>
  partNames.flatMap((part) => {
    const both = [...before, ...more].filter((one) => one.part === part);
    if (both.length === 0) return [];
    return [
      both.reduce((a, b) => ({
        part,
        looks: a.looks + b.looks,
        failed: a.failed + b.failed,
        slowestMs: Math.max(a.slowestMs, b.slowestMs),
      })),
    ];
  });

/** [WAT-3] [WAT-4] [BLG-1] Folds an event into one of its rows. */
export const evolveWatchRow = (
  state: WatchRow | undefined,
  event: DomainEvent & Place,
  id: string,
): WatchRow | undefined => {
  const part = partNames.find((name) => partRow(name) === id);
  if (part !== undefined) {
    if (event.type !== 'watch.changed' && event.type !== 'watch.hour-summed') return state;
    return evolvePart(state?.kind === 'part' ? state : undefined, part, event);
  }
  if (event.type === 'watch.hour-summed') {
    const before = hourBefore(state, event.hourAt);
    return { ...before, tallies: added(before.tallies, event.tallies) };
  }
  const before = hourBefore(state, hourOf(event.at));
  return { ...before, flow: evolveFlow(before.flow, event) };
};
