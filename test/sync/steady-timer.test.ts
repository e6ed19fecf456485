import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { steadyTimer } from '../../renderer/sync/steady-timer';
import { now } from '../support/builders';
import { FakeTimer } from '../support/fake-timer';

const setUp = (ms: number) => {
  const clock = { at: now };
  const timer = new FakeTimer(clock);
  let woken = 0;
  const steady = steadyTimer({ now: () => clock.at, after: (wait, then) => timer.after(wait, then) });
  const cancel = steady.after(ms, () => (woken += 1));
  const passes = (seconds: number) => {
    for (let n = 0; n < seconds; n += 1) timer.pass(1_000);
  };
  const jump = (byMs: number) => (clock.at = asInstant(clock.at + byMs));
  return { cancel, passes, jump, woken: () => woken };
};

it('[SYN-5] wakes once, when so much time has passed', () => {
  const { passes, woken } = setUp(3_600_000);
  passes(3_599);
  expect(woken()).toBe(0);
  passes(7_200);
  expect(woken()).toBe(1);
});

it('[SYN-5] after a weekend asleep what was due meanwhile goes on within half a minute', () => {
  const { passes, jump, woken } = setUp(3_600_000);
  passes(60);
  jump(3 * 86_400_000);
  passes(30);
  expect(woken()).toBe(1);
});

it('[SYN-5] whatever the clock does, nothing waits for longer than it was to, and nothing that was called off wakes', () => {
  const jumps = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: -1e11, max: 1e11 })));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), jumps, fc.boolean(), (seconds, life, calledOff) => {
      const { cancel, passes, jump, woken } = setUp(seconds * 1_000);
      if (calledOff) cancel();
      for (const [passed, byMs] of life) {
        passes(passed);
        jump(byMs);
      }
      passes(seconds + 1);
      expect(woken()).toBe(calledOff ? 0 : 1);
    }),
    { numRuns: 100 },
  );
});
