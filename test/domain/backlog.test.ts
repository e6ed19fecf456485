import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartOf, type Mark } from '../../renderer/domain/backlog/chart';
import { estimateClear, ratesOf, worseOf } from '../../renderer/domain/backlog/estimate';
import { evolveFlow, slotMs, slotsOf, type HourFlow } from '../../renderer/domain/backlog/flow';
import { isCleared, leftIn, missingOf, type Backlog, type Slot } from '../../renderer/domain/backlog/model';
import {
  ageWords,
  endWords,
  estimateWords,
  expectedWords,
  ratesWords,
} from '../../renderer/domain/backlog/words';
import type { DomainEvent } from '../../renderer/domain/events';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import { asMessageId, issueKeyOf } from '../../renderer/domain/kernel/ids';
import { now } from '../support/builders';

const hour = 3_600_000;
const at = (ms: number): Instant => asInstant(now + ms);

/** Whole counts of a steady stream, as they fall into slots that end now. */
const steady = (perHour: { readonly arrived: number; readonly drained: number }, overMs: number): Slot[] =>
  Array.from({ length: Math.floor(overMs / slotMs) }, (_, n) => {
    const fromMs = (n - Math.floor(overMs / slotMs)) * slotMs;
    const count = (rate: number) =>
      Math.floor((rate * (fromMs + slotMs + 1000 * hour)) / hour) -
      Math.floor((rate * (fromMs + 1000 * hour)) / hour);
    return {
      fromAt: at(fromMs),
      untilAt: at(fromMs + slotMs),
      arrived: count(perHour.arrived),
      drained: count(perHour.drained),
      unsent: 0,
    };
  });

describe('counting', () => {
  const key = issueKeyOf('AAAAAA-BBBBBB-CCCCCC', 'x', 1);
  const messageId = asMessageId('m');
  const event = (type: 'message.accepted' | 'message.retried' | 'message.replaced'): DomainEvent =>
    type === 'message.accepted'
      ? { type, key, messageId, replay: false }
      : type === 'message.replaced'
        ? { type, key, messageId, corrected: messageId }
        : { type, key, messageId };

  it('[BLG-1] a script out of a pack is seen once, when the Spine confirms it', () => {
    const confirmed = { type: 'prescription.confirmed', key, at: now } as const;
    const slots = slotsOf([evolveFlow({ hourAt: now }, confirmed)], 'in', { fromAt: now, untilAt: at(hour) });
    expect(slots.reduce((sum, { drained }) => sum + drained, 0)).toBe(1);
  });

  it('[BLG-1] each event falls into its five minutes, and a retried message joins the queue again', () => {
    const flow = (
      [
        ['message.accepted', 0],
        ['message.accepted', slotMs - 1],
        ['message.replaced', slotMs],
        ['message.retried', hour - 1],
        ['message.accepted', hour],
      ] as const
    ).reduce<HourFlow>((before, [type, ms]) => evolveFlow(before, { ...event(type), at: at(ms) }), {
      hourAt: now,
    });
    const slots = slotsOf([flow], 'out', { fromAt: now, untilAt: at(hour) });
    expect(slots).toHaveLength(12);
    expect(slots.slice(0, 2).map(({ drained }) => drained)).toEqual([2, 0]);
    expect(slots.at(-1)).toMatchObject({ arrived: 1, drained: 0 });
  });

  it('[BLG-1] what is refused, replaced or set aside leaves the queue once, and joins it again when taken up', () => {
    const parked = { code: '', sentence: '', next: '', detail: '', certain: true };
    const queueAfter = (...events: readonly DomainEvent[]) => {
      const flow = events.reduce<HourFlow>((before, one) => evolveFlow(before, { ...one, at: now }), {
        hourAt: now,
      });
      const [slot] = slotsOf([flow], 'out', { fromAt: now, untilAt: at(slotMs) });
      return [slot?.arrived, slot?.drained, slot?.unsent];
    };
    const queued = event('message.retried');
    const park: DomainEvent = { type: 'message.parked', key, messageId, ...parked };
    const replaced = { type: 'message.replaced', key, messageId, corrected: messageId } as const;
    const aside = { type: 'message.set-aside', key, messageId, reason: 'x' } as const;
    // Refused and made anew: one left, its successor joined; one behind it was never sent.
    expect(queueAfter(queued, park, replaced, queued)).toEqual([2, 1, 1]);
    expect(queueAfter(queued, queued, park, replaced, { ...replaced, waited: true })).toEqual([2, 2, 2]);
    expect(queueAfter(queued, { ...aside, waited: true }, aside)).toEqual([1, 1, 1]);
    const unblocked = { type: 'message.unblocked', key, messageId } as const;
    expect(queueAfter(queued, unblocked)).toEqual([1, 0, 0]);
    expect(queueAfter({ ...unblocked, setAside: true })).toEqual([1, 0, 0]);
    expect(queueAfter(queued, event('message.accepted'))).toEqual([1, 1, 0]);
  });

  it('[BLG-2] [BLG-4] what left unsent is not called sent, and brings no end nearer', () => {
    const slots = steady({ arrived: 0, drained: 60 }, hour).map((one) => ({ ...one, unsent: one.drained }));
    const words = ratesWords(ratesOf(slots, now), { arrived: 'written', drained: 'sent' });
    expect(words).toBe('0 an hour written, 0 an hour sent, 60 an hour set aside or for a person, not sent.');
    expect(estimateWords(estimateClear(5, slots, now), now)).toContain('nothing has got through');
  });

  it('[BLG-2] a rate needs ten minutes, and only the last two hours count', () => {
    expect(ratesOf(steady({ arrived: 12, drained: 24 }, slotMs), now)).toBeUndefined();
    expect(ratesOf([], now)).toBeUndefined();
    const rates = ratesOf(steady({ arrived: 12, drained: 24 }, 5 * hour), now);
    expect(rates).toMatchObject({ overMs: 2 * hour });
    expect(rates?.drainedPerHour).toBeCloseTo(24, 0);
    expect(ratesWords(rates, { arrived: 'written', drained: 'sent' })).toBe(
      '12 an hour written, 24 an hour sent.',
    );
    expect(ratesWords(undefined, { arrived: '', drained: 'came' })).toContain('not measured');
  });
});

describe('the estimate', () => {
  it('[BLG-3] contains the truth for steady rates', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0.5, max: 300, noNaN: true }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 2, max: 60 }),
        (arrived, net, waiting, slots) => {
          const rates = { arrived, drained: arrived + net };
          const estimate = estimateClear(waiting, steady(rates, slots * slotMs), now);
          const truth = now + (waiting / net) * hour;
          if (estimate.kind !== 'range') {
            // So slow that nothing, or as much as came, left in the time measured.
            expect(estimate.kind).toBe('none');
            expect((net * slots * slotMs) / hour).toBeLessThan(2);
            return;
          }
          expect(estimate.earliestAt).toBeLessThanOrEqual(truth);
          expect(estimate.latestAt ?? Infinity).toBeGreaterThanOrEqual(truth);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('[BLG-3] is never in the past, and never upside down', () => {
    const slot = fc.record({ arrived: fc.nat(50), drained: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 40 }), fc.nat(5000), (counts, waiting) => {
        const slots = counts.map((one, n): Slot => {
          const fromMs = (n - counts.length) * slotMs;
          return { ...one, unsent: 0, fromAt: at(fromMs), untilAt: at(fromMs + slotMs) };
        });
        const estimate = estimateClear(waiting, slots, now);
        if (estimate.kind !== 'range') return;
        expect(estimate.earliestAt).toBeGreaterThanOrEqual(now);
        expect(estimate.latestAt ?? Infinity).toBeGreaterThanOrEqual(estimate.earliestAt);
      }),
      { numRuns: 500 },
    );
  });

  it('[BLG-4] without measurements there is a sentence and no number', () => {
    const words = (waiting: number, slots: readonly Slot[]) =>
      estimateWords(estimateClear(waiting, slots, now), now);
    expect(words(5, [])).toMatch(/^Not measured yet/);
    expect(words(5, steady({ arrived: 3, drained: 0 }, hour))).toContain('nothing has got through');
    expect(words(5, steady({ arrived: 90, drained: 30 }, hour))).toContain('as much joins the queue');
    expect(words(0, [])).toBe('Nothing waits.');
    expect(words(100, steady({ arrived: 10, drained: 60 }, 2 * hour))).toMatch(
      /^Clear between 1\d:\d\d and 1\d:\d\d\.$/,
    );
    expect(words(100, steady({ arrived: 10, drained: 11 }, hour))).toContain('no end to see');
  });
});

const backlog = (change: Partial<Backlog['in']> = {}, waiting = 0): Backlog => ({
  at: now,
  out: { waiting, stuck: 0, oldestAt: undefined },
  in: { expected: undefined, seen: 7, stuck: 0, inDoubt: 0, oldestAt: undefined, ...change },
});

describe('how it stands', () => {
  it('[BLG-5] is cleared when nothing waits, hangs or is missing', () => {
    const expected = { count: 8, source: 'Helpdesk' };
    expect([backlog(), backlog({ expected: { ...expected, count: 7 } })].map(isCleared)).toEqual([
      true,
      true,
    ]);
    const open = [backlog({}, 1), backlog({ stuck: 1 }), backlog({ inDoubt: 1 }), backlog({ expected })];
    expect(open.map(isCleared)).toEqual([false, false, false, false]);
    const parked = { ...backlog(), out: { waiting: 0, stuck: 40, oldestAt: undefined } };
    expect([isCleared(parked), leftIn(parked), leftIn(backlog({ inDoubt: 3 }, 2))]).toEqual([false, 40, 5]);
  });

  it('[BLG-8] the end is that of the worse queue, and what no pace ends is named', () => {
    const none = { kind: 'none', sentence: 'No estimate.' } as const;
    const soon = { kind: 'range', earliestAt: at(1), latestAt: at(hour) } as const;
    const never = { ...soon, latestAt: undefined };
    const clear = { kind: 'clear' } as const;
    for (const [a, b, worse] of [
      [clear, soon, soon],
      [never, soon, never],
      [never, none, none],
      [clear, clear, clear],
    ] as const)
      expect([worseOf(a, b), worseOf(b, a)]).toEqual([worse, worse]);
    expect(endWords(clear, backlog())).toBe('Nothing waits.');
    const parked = {
      ...backlog({ inDoubt: 1, stuck: 2 }),
      out: { waiting: 0, stuck: 3, oldestAt: undefined },
    };
    expect(endWords(clear, parked)).toBe(
      'Still open: 3 messages need a person, 2 stuck at the Spine, 1 download in doubt (up to 25 scripts each, one where it was asked for by its id).',
    );
    expect(endWords(none, parked)).toMatch(/^No estimate\. Still open: /);
  });

  it('[BLG-6] what is expected is said by a person, with its source, or said to be unknown', () => {
    expect(expectedWords(backlog())).toContain('Nobody has said');
    expect(missingOf(backlog())).toBeUndefined();
    const told = backlog({ expected: { count: 40, source: 'Helpdesk' } });
    expect(expectedWords(told)).toBe('40 expected (Helpdesk), 7 seen, 33 to come.');
    expect(ageWords(at(-90 * 60_000), now)).toBe('the oldest for 1:30');
    expect(ageWords(undefined, now)).toBe('');
  });
});

describe('the chart', () => {
  const marks: readonly Mark[] = [
    { at: at(-hour), label: 'Supplier', state: 'slipped' },
    { at: at(2 * hour), label: 'Supplier', state: 'open' },
  ];

  it('[BLG-7] counts the past back from what waits now, and leaves each promise where it was', () => {
    const slots = steady({ arrived: 0, drained: 36 }, 3 * hour);
    const estimate = estimateClear(20, slots, now);
    const chart = chartOf({ slots, waiting: 20, estimate, marks, now });
    expect(chart.line[0]?.waiting).toBe(20 + slots.reduce((sum, { drained }) => sum + drained, 0));
    expect(chart.line.at(-1)).toEqual({ at: now, waiting: 20 });
    expect(chart.marks).toEqual(marks);
    expect(chart.bars.reduce((sum, { drained }) => sum + drained, 0)).toBe(108);
    expect(chart.bars.length).toBeLessThanOrEqual(48);
    const later = chartOf({ slots, waiting: 20, estimate, marks, now: at(4 * hour) });
    expect(later.marks.map((mark) => mark.at)).toEqual(marks.map((mark) => mark.at));
  });

  it('[BLG-7] never shows a count below nought, and ten days have no more bars than one', () => {
    const slots = steady({ arrived: 5, drained: 1 }, 240 * hour);
    const chart = chartOf({ slots, waiting: 3, estimate: { kind: 'clear' }, marks: [], now });
    expect(Math.min(...chart.line.map(({ waiting }) => waiting))).toBe(0);
    expect(chart.bars.length).toBeLessThanOrEqual(62);
    const none = chartOf({ slots: [], waiting: 0, estimate: { kind: 'clear' }, marks: [], now });
    expect(none.untilAt).toBeGreaterThan(none.fromAt);
  });
});
