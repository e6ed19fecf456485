import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Idle } from '../../renderer/app/idle';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { now } from '../support/builders';
import { FakeTimer } from '../support/fake-timer';

const minuteMs = 60_000;
const setUp = () => {
  const clock = { at: now };
  const timer = new FakeTimer(clock);
  let locked = 0;
  const idle = new Idle({
    now: () => clock.at,
    after: (ms, then) => timer.after(ms, then),
    onIdle: () => (locked += 1),
  });
  const passes = (minutes: number) => {
    for (let n = 0; n < minutes * 4; n += 1) timer.pass(minuteMs / 4);
  };
  /** The clock goes on, timers stand still; or it is put back. */
  const jump = (minutes: number) => (clock.at = asInstant(clock.at + minutes * minuteMs));
  return { idle, passes, jump, locked: () => locked };
};

it('[USR-14] locks once, after ten minutes in which nobody touched it', () => {
  const { idle, passes, locked } = setUp();
  passes(9);
  expect(idle.touch()).toBe(true);
  passes(9);
  expect(locked()).toBe(0);
  passes(5);
  expect(locked()).toBe(1);
});

it('[USR-14] after a weekend asleep the first touch locks, and is not for who was there before', () => {
  const { idle, passes, jump, locked } = setUp();
  passes(1);
  jump(3 * 1440);
  expect([idle.touch(), locked()]).toEqual([false, 1]);
});

it('[USR-14] asleep and awake again, it locks without a touch too', () => {
  const { passes, jump, locked } = setUp();
  jump(3 * 1440);
  passes(1);
  expect(locked()).toBe(1);
});

it('[USR-14] a clock that is put back locks nobody out of turn, and keeps no screen open', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6_000_000 }), fc.boolean(), (minutes, touched) => {
      const { idle, passes, jump, locked } = setUp();
      passes(5);
      jump(-minutes);
      if (touched) expect(idle.touch()).toBe(true);
      passes(9);
      // Whoever touched it after the clock was put back has their ten minutes.
      if (touched) expect(locked()).toBe(0);
      passes(2);
      expect(locked()).toBe(1);
    }),
    { numRuns: 100 },
  );
});
