import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import type { WatchEvent } from '../../renderer/domain/watch/events';
import { quickened, type Reading, type Watch } from '../../renderer/domain/watch/model';
import { beginWatch, takeReadings } from '../../renderer/domain/watch/watch';
import { now, uuids } from './builders';

export const rules = quickened(1);
export const minute = (n: number): Instant => asInstant(now + n * 60_000);

export const works = (part: Reading['part'], source: Reading['source'] = 'probe'): Reading => ({
  part,
  source,
  result: 'works',
  reason: '',
  tookMs: 12,
});
export const fails = (part: Reading['part'], source: Reading['source'] = 'probe'): Reading => ({
  part,
  source,
  result: 'fails',
  reason: 'The broker refuses the connection',
});

/** Takes readings one after the other, each at its own minute. */
export const watchWith = (
  looks: readonly (readonly [at: number, ...readings: readonly Reading[]])[],
  from: Watch = beginWatch(now),
): { readonly watch: Watch; readonly events: readonly (WatchEvent & { readonly at: Instant })[] } => {
  let watch = from;
  const events: (WatchEvent & { readonly at: Instant })[] = [];
  for (const [at, ...readings] of looks) {
    const taken = takeReadings(watch, readings, minute(at), rules);
    watch = taken.watch;
    events.push(...taken.events.map((event) => ({ ...event, at: minute(at) })));
  }
  return { watch, events };
};

/** What an incident is detected from, so many minutes on. */
export const detecting = (looks: Parameters<typeof watchWith>[0], at = 0) => ({
  watch: watchWith(looks).watch,
  companion: false,
  now: minute(at),
  rules,
  newId: uuids('b'),
});
