import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratesOf } from '../../renderer/domain/backlog/estimate';
import { evolveFlow, slotMs, slotsOf, type HourFlow } from '../../renderer/domain/backlog/flow';
import type { DomainEvent } from '../../renderer/domain/events';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import { asMessageId, issueKeyOf } from '../../renderer/domain/kernel/ids';
import { hourOf } from '../../renderer/domain/watch/watch';
import { now } from '../support/builders';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const key = issueKeyOf('AAAAAA-BBBBBB-CCCCCC', 'x', 1);
/** A full hour in which the history begins. */
const start = hourOf(now);

/** Where one message stands: in the queue, with a person, put aside, or done with. */
type Standing = 'new' | 'waits' | 'parked' | 'aside' | 'over';
const moves = ['accept', 'park', 'retry', 'set aside', 'take up', 'replace', 'delay'] as const;
type Move = (typeof moves)[number];

/** What a move does to a message that stands there, and the event that says so; undefined where it cannot be made. */
const moved = (from: Standing, move: Move, n: number): readonly [Standing, DomainEvent] | undefined => {
  const ids = { key, messageId: asMessageId(`m${n}`) } as const;
  const waited = from === 'waits' ? ({ waited: true } as const) : {};
  const isOpen = from === 'waits' || from === 'parked';
  if (move === 'accept' && from === 'waits')
    return ['over', { type: 'message.accepted', ...ids, replay: false }];
  if (move === 'delay' && from === 'waits')
    return ['waits', { type: 'message.delayed', ...ids, dueAt: now, reason: 'broker' }];
  if (move === 'park' && from === 'waits')
    return [
      'parked',
      { type: 'message.parked', ...ids, certain: true, code: 'x', sentence: 'x', next: '', detail: '' },
    ];
  if (move === 'retry' && from === 'parked') return ['waits', { type: 'message.retried', ...ids }];
  if (move === 'set aside' && isOpen)
    return ['aside', { type: 'message.set-aside', ...ids, reason: 'x', ...waited }];
  if (move === 'take up' && from === 'aside')
    return ['waits', { type: 'message.unblocked', ...ids, setAside: true }];
  if (move === 'replace' && isOpen)
    return ['over', { type: 'message.replaced', ...ids, corrected: ids.messageId, ...waited }];
  return undefined;
};

const queued = (n: number): DomainEvent =>
  ({
    type: 'message.queued',
    messageId: asMessageId(`m${n}`),
    requestId: `r${n}`,
    kind: 'notification',
    key,
    author: { roleProfileId: '1', name: 'x' },
    sha256: '',
  }) as unknown as DomainEvent; // no count reads more of it

type Counts = { arrived: number; drained: number; unsent: number };
type Moment = { readonly at: Instant; readonly change: Partial<Counts> };

const steps = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 25 * minuteMs }),
    message: fc.integer({ min: 0, max: 5 }),
    move: fc.constantFrom(...moves),
    script: fc.boolean(),
  }),
  { minLength: 1, maxLength: 80 },
);
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** The same history twice: as the program folds it, and as one who only watches the queue would note it. */
const lived = (history: Steps) => {
  const flows = new Map<number, HourFlow>();
  const noted: Moment[] = [];
  const seen: Instant[] = [];
  const standing = new Map<number, Standing>();
  let at = start;
  const fold = (event: DomainEvent): void => {
    const hourAt = hourOf(at);
    flows.set(hourAt, evolveFlow(flows.get(hourAt) ?? { hourAt }, { ...event, at }));
  };
  for (const { afterMs, message, move, script } of history) {
    at = asInstant(at + afterMs);
    if (script) {
      fold({ type: 'prescription.confirmed', key });
      seen.push(at);
    }
    const from = standing.get(message) ?? 'new';
    const next = from === 'new' ? (['waits', queued(message)] as const) : moved(from, move, message);
    if (!next) continue;
    const [to, event] = next;
    fold(event);
    standing.set(message, to);
    const joins = from !== 'waits' && to === 'waits';
    const leaves = from === 'waits' && to !== 'waits';
    const unsent = leaves && event.type !== 'message.accepted';
    noted.push({ at, change: { arrived: Number(joins), drained: Number(leaves), unsent: Number(unsent) } });
  }
  const waiting = [...standing.values()].filter((one) => one === 'waits').length;
  return { flows: [...flows.values()], noted, seen, waiting, until: at };
};

const sumOf = (counts: readonly Partial<Counts>[]): Counts => {
  const sum = (of: keyof Counts) => counts.reduce((total, one) => total + (one[of] ?? 0), 0);
  return { arrived: sum('arrived'), drained: sum('drained'), unsent: sum('unsent') };
};

describe('whatever becomes of messages and scripts', () => {
  it('[BLG-1] every five minutes agree with a recount, and what joined and has not left is what waits', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const { flows, noted, seen, waiting, until } = lived(history);
        const span = { fromAt: start, untilAt: asInstant(until + 1) };
        const out = slotsOf(flows, 'out', span);
        for (const slot of out) {
          const inside = noted.filter(({ at }) => at >= slot.fromAt && at < slot.untilAt);
          expect(sumOf([slot])).toEqual(sumOf(inside.map(({ change }) => change)));
        }
        const { arrived, drained } = sumOf(out);
        expect(arrived - drained).toBe(waiting);
        expect(sumOf(slotsOf(flows, 'in', span)).drained).toBe(seen.length);
      }),
      { numRuns: 500 },
    );
  });

  it('[BLG-2] the pace is what a recount of the whole slots of the last two hours gives', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 3 * hourMs }), (history, pastMs) => {
        const { flows, noted, until } = lived(history);
        const at = asInstant(until + 1 + pastMs);
        const slots = slotsOf(flows, 'out', { fromAt: start, untilAt: at });
        const earliest = Math.max(start, Math.ceil((at - 2 * hourMs) / slotMs) * slotMs);
        const overMs = at - earliest;
        const rates = ratesOf(slots, at);
        if (overMs < 10 * minuteMs) {
          expect(rates).toBeUndefined();
          return;
        }
        const counted = sumOf(noted.filter((one) => one.at >= earliest).map(({ change }) => change));
        expect(rates?.overMs).toBe(overMs);
        expect(rates?.arrivedPerHour).toBeCloseTo((counted.arrived * hourMs) / overMs);
        expect(rates?.drainedPerHour).toBeCloseTo(((counted.drained - counted.unsent) * hourMs) / overMs);
        expect(rates?.unsentPerHour).toBeCloseTo((counted.unsent * hourMs) / overMs);
      }),
      { numRuns: 500 },
    );
  });
});
