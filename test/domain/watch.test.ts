import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evolvePart,
  lastFailureOf,
  stripOf,
  sumStrip,
  type PartHistory,
} from '../../renderer/domain/watch/history';
import { asMessageId, issueKeyOf } from '../../renderer/domain/kernel/ids';
import { lineOf } from '../../renderer/domain/watch/line';
import type { Reading } from '../../renderer/domain/watch/model';
import { readProbe } from '../../renderer/domain/watch/probe';
import { evolveWatchRow, watchRowsOf } from '../../renderer/domain/watch/rows';
import {
  beginWatch,
  isSteady,
  isSustained,
  nextLookMs,
  takeReadings,
} from '../../renderer/domain/watch/watch';
import { now } from '../support/builders';
import { quietSurroundings } from '../support/surroundings';
import { fails, minute, rules, watchWith, works } from '../support/watching';

const down: Reading = fails('broker');
const up: Reading = works('broker');

describe('looks', () => {
  it('[WAT-1] a part fails while the last look from either source failed', () => {
    const { watch } = watchWith([
      [0, up],
      [1, fails('broker', 'attempt')],
      [2, up],
    ]);
    expect(watch.parts.broker).toMatchObject({ health: 'fails', sinceAt: minute(1) });
    const lifted = watchWith([[3, works('broker', 'attempt')]], watch).watch;
    expect(lifted.parts.broker).toMatchObject({ health: 'works', sinceAt: minute(3) });
  });

  it('[WAT-1] an attempt that failed speaks for ten minutes', () => {
    const { watch } = watchWith([
      [0, up],
      [1, fails('broker', 'attempt')],
      [10, up],
    ]);
    expect(watch.parts.broker.health).toBe('fails');
    expect(watchWith([[12, up]], watch).watch.parts.broker.health).toBe('works');
  });

  it('[WAT-2] a part that is not there hears nothing of attempts', () => {
    const absent: Reading = { ...up, part: 'sign-in', result: 'absent' };
    const { watch } = watchWith([
      [0, absent],
      [1, fails('sign-in', 'attempt')],
    ]);
    expect(watch.parts['sign-in'].health).toBe('absent');
  });
});

describe('without a network', () => {
  const cut: Parameters<typeof readProbe>[0] = {
    ...quietSurroundings,
    network: { kind: 'no-address' },
    broker: { kind: 'unreachable', reason: 'ERR_INTERNET_DISCONNECTED' },
    signIn: { kind: 'timed-out' },
  };

  it('[WAT-10] the network fails; broker and sign-in are not measured, and the line says the network', () => {
    const before = takeReadings(beginWatch(minute(0)), readProbe(quietSurroundings), minute(0), rules).watch;
    const { watch, events } = takeReadings(before, readProbe(cut), minute(1), rules);
    const again = takeReadings(watch, readProbe(cut), minute(2), rules);
    const { network, broker, spine } = again.watch.parts;
    expect([network.health, broker.health, spine.health]).toEqual(['fails', 'unknown', 'unknown']);
    expect(broker.reason).toBe('Not reached without this computer’s network');
    expect(lineOf(again.watch)).toMatchObject({
      kind: 'offline',
      sinceAt: minute(1),
      reason: network.reason,
    });
    expect([...events, ...again.events]).toMatchObject([{ changes: [{ part: 'network', health: 'fails' }] }]);
    const back = takeReadings(again.watch, readProbe(quietSurroundings), minute(9), rules).watch;
    expect(back.parts.broker).toMatchObject({ health: 'works', sinceAt: minute(9) });
    expect(lineOf(back).kind).toBe('online');
  });

  it('[WAT-10] a broker that answers all the same, as through a proxy, works; one of another network fails', () => {
    const of = (facts: typeof cut) => readProbe(facts).find(({ part }) => part === 'broker')?.result;
    expect(of({ ...cut, broker: quietSurroundings.broker })).toBe('works');
    expect(of({ ...cut, network: { kind: 'name-found', tookMs: 1 } })).toBe('fails');
  });
});

describe('what is written down', () => {
  it('[WAT-3] the first look, a failure seen twice, a recovery; not each look', () => {
    const { events } = watchWith([
      [0, up],
      [1, up],
      [2, down],
      [3, up],
      [4, down],
      [5, down],
      [6, down],
      [7, up],
      [8, up],
    ]);
    expect(events.map((event) => event.type === 'watch.changed' && event.changes)).toEqual([
      [expect.objectContaining({ part: 'broker', health: 'works', sinceAt: minute(0) })],
      [expect.objectContaining({ part: 'broker', health: 'fails', sinceAt: minute(4) })],
      [expect.objectContaining({ part: 'broker', health: 'works', sinceAt: minute(7) })],
    ]);
    expect(events.map((event) => event.type === 'watch.changed' && event.began)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('[WAT-3] a day of looks each minute is a few dozen entries', () => {
    const looks = Array.from({ length: 24 * 60 }, (_, n) => [n, up, works('network')] as const);
    expect(watchWith(looks).events.length).toBeLessThan(30);
  });

  it('[WAT-4] each hour is summed once, with looks, failures and the slowest answer', () => {
    const { events } = watchWith([
      [0, up],
      [1, { ...down, tookMs: 900 }],
      [2, up],
      [60, up],
      [61, up],
      [120, up],
    ]);
    const sums = events.filter((event) => event.type === 'watch.hour-summed');
    expect(sums.map(({ hourAt, untilAt }) => [hourAt, untilAt])).toEqual([
      [minute(0), minute(60)],
      [minute(60), minute(120)],
    ]);
    expect(sums[0]).toMatchObject({ tallies: [{ part: 'broker', looks: 3, failed: 1, slowestMs: 900 }] });
    const [sum] = sums;
    if (!sum) throw new Error('no sum');
    const place = { seq: 1, by: 'Holdfast' };
    const rows = watchRowsOf({ ...sum, ...place });
    expect(rows).toEqual([`hour ${now}`, 'part broker']);
    const once = evolveWatchRow(undefined, { ...sum, ...place }, rows[0] ?? '');
    const twice = evolveWatchRow(once, { ...sum, ...place }, rows[0] ?? '');
    expect(twice).toMatchObject({ tallies: [{ looks: 6, failed: 2, slowestMs: 900 }] });
  });

  it('[BLG-1] what is counted falls into the row of its hour, and nothing else makes one', () => {
    const place = { seq: 1, by: 'Holdfast', at: minute(59) };
    const about = { key: issueKeyOf('A', 'x', 1), messageId: asMessageId('m') };
    const accepted = { type: 'message.accepted', ...about, replay: false, ...place } as const;
    expect(watchRowsOf(accepted)).toEqual([`hour ${now}`]);
    expect(watchRowsOf({ ...accepted, at: minute(60) })).toEqual([`hour ${minute(60)}`]);
    expect(watchRowsOf({ type: 'message.hurried', ...about, ...place })).toEqual([]);
  });
});

const historyOf = (events: ReturnType<typeof watchWith>['events']): PartHistory | undefined =>
  events.reduce<PartHistory | undefined>((history, event) => evolvePart(history, 'broker', event), undefined);

describe('the strip of a day', () => {
  it('[WAT-5] shows works, fails and what was not measured while the program was closed', () => {
    const morning = watchWith([
      [0, up],
      [10, down],
      [11, down],
      [20, up],
      [60, up],
    ]);
    const noon = watchWith([[180, up]], beginWatch(minute(180)));
    const history = historyOf([...morning.events, ...noon.events]);
    const strip = stripOf(history, noon.watch.parts.broker, { fromAt: minute(-30), untilAt: minute(200) });
    expect(strip.map(({ health, fromAt, untilAt }) => [health, fromAt, untilAt])).toEqual([
      ['unknown', minute(-30), minute(0)],
      ['works', minute(0), minute(10)],
      ['fails', minute(10), minute(20)],
      ['works', minute(20), minute(60)],
      ['unknown', minute(60), minute(180)],
      ['works', minute(180), minute(200)],
    ]);
    expect(sumStrip(strip)).toEqual({ failedMs: 10 * 60_000, measuredMs: 80 * 60_000 });
  });

  it('[WAT-5] a failure that outlasts a restart keeps its beginning', () => {
    const before = watchWith([
      [0, up],
      [10, down],
      [11, down],
    ]);
    const failing = historyOf(before.events)?.changes.at(-1);
    const after = watchWith(
      [[30, down]],
      beginWatch(minute(30), failing ? [{ part: 'broker', failedAt: minute(11), failing }] : []),
    );
    expect(after.watch.parts.broker).toMatchObject({ health: 'fails', sinceAt: minute(10) });
    const strip = stripOf(historyOf([...before.events, ...after.events]), after.watch.parts.broker, {
      fromAt: minute(0),
      untilAt: minute(40),
    });
    expect(strip.map(({ health }) => health)).toEqual(['works', 'fails']);
  });

  it('[INC-4] [WAT-5] when it failed last is known after a restart, until the last evidence where it failed on', () => {
    const past = (...looks: Parameters<typeof watchWith>[0]) => {
      const history = historyOf(watchWith(looks).events);
      return history && lastFailureOf(history);
    };
    expect(past([0, up], [1, up])).toBeUndefined();
    expect(past([0, up], [10, down], [11, down], [20, up], [30, up])).toEqual({
      part: 'broker',
      failedAt: minute(20),
      failing: undefined,
    });
    const failing = past([0, up], [10, down], [11, down]);
    expect(failing).toMatchObject({ failedAt: minute(11), failing: { sinceAt: minute(10) } });
    const known = failing ? [failing] : [];
    expect(beginWatch(minute(30), known).parts.broker).toMatchObject({
      health: 'unknown',
      failedAt: minute(11),
      sinceAt: minute(10),
    });
  });

  it('[WAT-5] whatever was seen, the stretches fill the day without a gap', () => {
    const looks = fc.array(
      fc.record({ gap: fc.integer({ min: 1, max: 50 }), ok: fc.boolean(), restart: fc.boolean() }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(looks, (list) => {
        let at = 0;
        let { watch, events } = watchWith([[0, up]]);
        for (const { gap, ok, restart } of list) {
          at += gap;
          const next = watchWith([[at, ok ? up : down]], restart ? beginWatch(minute(at)) : watch);
          ({ watch } = next);
          events = [...events, ...next.events];
        }
        const span = { fromAt: minute(at - 24 * 60), untilAt: minute(at + 1) };
        const strip = stripOf(historyOf(events), watch.parts.broker, span);
        expect(strip[0]?.fromAt).toBe(span.fromAt);
        expect(strip.at(-1)?.untilAt).toBe(span.untilAt);
        strip.reduce((before, next) => {
          expect(next.fromAt).toBe(before.untilAt);
          return next;
        });
        expect(strip.at(-1)?.health).toBe(watch.parts.broker.health);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what counts', () => {
  it('[WAT-6] a failure is sustained after five minutes and three looks, the printer’s after thirty', () => {
    const at = (times: readonly number[], reading: Reading) =>
      watchWith(times.map((time) => [time, reading] as const)).watch;
    const broker = (times: readonly number[], n: number) =>
      isSustained(at(times, down).parts.broker, minute(n), rules);
    expect([broker([0, 3], 6), broker([0, 2, 4], 4), broker([0, 2, 5], 5)]).toEqual([false, false, true]);
    const printer = at([0, 2, 5], fails('printer')).parts.printer;
    expect([isSustained(printer, minute(29), rules), isSustained(printer, minute(30), rules)]).toEqual([
      false,
      true,
    ]);
  });

  it('[WAT-6] working again counts after the same, and probes hurry while something fails', () => {
    const back = watchWith([
      [0, down],
      [1, down],
      [2, up],
      [3, up],
      [4, up],
    ]).watch;
    expect(isSteady(back.parts.broker, minute(6), rules)).toBe(false);
    expect(isSteady(back.parts.broker, minute(7), rules)).toBe(true);
    expect(nextLookMs(back, rules)).toBe(60_000);
    expect(nextLookMs(watchWith([[0, down]]).watch, rules)).toBe(20_000);
  });

  it('[CON-1] [WAT-8] online after an answer, offline since the first failure in a row on the way', () => {
    expect(lineOf(beginWatch(now)).kind).toBe('unknown');
    const { watch } = watchWith([
      [0, up, works('spine'), fails('printer'), fails('sign-in')],
      [1, fails('spine')],
      [2, down],
    ]);
    expect(lineOf(watchWith([[0, up]]).watch)).toEqual({ kind: 'online', sinceAt: minute(0) });
    expect(lineOf(watch)).toEqual({
      kind: 'offline',
      sinceAt: minute(1),
      reason: 'The broker refuses the connection',
    });
    expect(lineOf(watchWith([[3, up, works('spine')]], watch).watch)).toMatchObject({ kind: 'online' });
  });
});
