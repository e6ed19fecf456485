import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDrillClock, realMsUntil } from '../../../electron/contract/drill';
import { DrillTime } from '../../../electron/drill/time';
import { PacedClock } from '../../../renderer/platform/paced-clock';

const minute = 60_000;

describe('[DRL-6] the clock of a drill', () => {
  it('stands, goes so many times as fast, and stops by itself at closing time', () => {
    let real = 1000;
    const time = new DrillTime(0, () => real);
    real += minute;
    expect(time.now()).toBe(0);
    time.run(60, 90 * minute);
    real += minute;
    expect(time.now()).toBe(60 * minute);
    time.pause();
    real += minute;
    expect(time.now()).toBe(60 * minute);
    time.run(60, 90 * minute);
    real += minute;
    expect(time.now()).toBe(90 * minute);
  });

  it('only goes forward, also where the computer’s own clock is put back', () => {
    let real = 1000 * minute;
    const time = new DrillTime(0, () => real);
    time.run(10, 100 * minute);
    real += minute;
    time.jump(50 * minute, 100 * minute);
    expect(time.now()).toBe(50 * minute);
    time.jump(20 * minute, 100 * minute);
    expect(time.now()).toBe(50 * minute);
    real -= 10 * minute;
    expect(time.now()).toBe(50 * minute);
  });

  it('says how long it is until a moment, or never', () => {
    const clock = { at: 0, since: 0, pace: 10, until: 100 };
    expect(readDrillClock(clock, 5)).toBe(50);
    expect(realMsUntil(clock, 100, 5)).toBe(5);
    expect(realMsUntil(clock, 40, 5)).toBe(0);
    expect(realMsUntil(clock, 101, 5)).toBe(Infinity);
    expect(realMsUntil({ ...clock, pace: 0 }, 100, 5)).toBe(Infinity);
  });
});

describe('[DRL-6] what waits in the engine', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const clock = (at: number, pace: number) => ({ at, since: Date.now(), pace, until: 10_000 * minute });

  it('wakes by the drill’s clock, not while it stands, and at once when it jumps past', () => {
    const woken: string[] = [];
    const time = new PacedClock(clock(0, 0));
    time.after(60 * minute, () => woken.push('hour'));
    time.after(600 * minute, () => woken.push('day'));
    vi.advanceTimersByTime(600 * minute);
    expect(woken).toEqual([]);
    time.set(clock(0, 60));
    vi.advanceTimersByTime(minute - 1);
    expect(woken).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(woken).toEqual(['hour']);
    time.set(clock(700 * minute, 0));
    vi.advanceTimersByTime(minute);
    expect(woken).toEqual(['hour', 'day']);
  });

  it('is not woken after it was called off, nor more often than a computer can bear', () => {
    const time = new PacedClock(clock(0, 360));
    let woken = 0;
    time.after(minute, () => (woken += 1))();
    const again = (): void => {
      woken += 1;
      time.after(1, again);
    };
    time.after(1, again);
    vi.advanceTimersByTime(10_000);
    expect(woken).toBe(40);
  });
});
