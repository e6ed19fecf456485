import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolvePart, stripOf, type PartHistory } from '../../renderer/domain/watch/history';
import { isSteady, isSustained } from '../../renderer/domain/watch/watch';
import { fails, minute, rules, watchWith, works } from '../support/watching';

const [up, down] = [works('broker'), fails('broker')];
const historyOf = (events: ReturnType<typeof watchWith>['events']): PartHistory | undefined =>
  events.reduce<PartHistory | undefined>((history, event) => evolvePart(history, 'broker', event), undefined);

describe('a clock that is moved, and a computer that was asleep', () => {
  it('[WAT-15] says what was not measured while the computer was asleep, and a failure before it keeps its beginning', () => {
    const { watch, events } = watchWith([
      [0, up],
      [50, up],
      [1000, up],
      [1010, down],
      [1011, down],
      [1500, down],
    ]);
    const strip = stripOf(historyOf(events), watch.parts.broker, {
      fromAt: minute(0),
      untilAt: minute(1500),
    });
    expect(strip.map(({ health, fromAt, untilAt }) => [health, fromAt, untilAt])).toEqual([
      ['works', minute(0), minute(50)],
      ['unknown', minute(50), minute(1000)],
      ['works', minute(1000), minute(1010)],
      ['fails', minute(1010), minute(1500)],
    ]);
  });

  it('[WAT-15] whatever the clock does, a failure that lasts counts after five minutes, and so does its end', () => {
    const jump = fc.integer({ min: -6_000_000, max: 6_000_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(jump, fc.boolean()), { minLength: 1, maxLength: 8 }), (lives) => {
        let at = 0;
        let { watch } = watchWith([[at, up]]);
        for (const [jumped, fails] of lives) {
          at += jumped;
          const looks = [1, 2, 3, 4, 5, 6, 7].map((n) => [at + n, fails ? down : up] as const);
          watch = watchWith(looks, watch).watch;
          at += 7;
          const { broker } = watch.parts;
          expect(broker.failedAt ?? minute(at)).toBeLessThanOrEqual(minute(at));
          expect(broker.sinceAt).toBeLessThanOrEqual(minute(at));
          expect(isSustained(broker, minute(at), rules)).toBe(fails);
          expect(isSteady(broker, minute(at), rules)).toBe(!fails);
        }
      }),
    );
  });
});
