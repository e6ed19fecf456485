import type { TimerPort } from './timer';

/** A timer stands still while the computer is asleep, so the clock is looked at this often. */
const lookMs = 30_000;

type Parts = { readonly now: () => number; readonly after: TimerPort['after'] };

/**
 * [SYN-5] Wakes when so much time has passed, by the timer or by the clock, whichever comes first: a computer that was
 * asleep is late by half a minute at the most, and a clock that is put back makes nobody wait for longer.
 */
export const steadyTimer = ({ now, after }: Parts): TimerPort => ({
  after: (ms, wake) => {
    const dueAt = now() + ms;
    let cancel = (): void => undefined;
    const wait = (leftMs: number): void => {
      const piece = Math.min(leftMs, lookMs);
      cancel = after(piece, () => (leftMs - piece <= 0 || now() >= dueAt ? wake() : wait(leftMs - piece)));
    };
    wait(ms);
    return () => cancel();
  },
});
