import { describe, expect, it } from 'vitest';
import { readDrillClock } from '../../../electron/contract/drill';
import { standing } from '../../../renderer/features/drill/words';
import { scenarioNamed } from '../../drill/scenario-named';
import { aDrill } from '../../support/a-drill';

describe('[DRL-11] a drill that is only stepped', () => {
  it('[DRL-11] after a step ten minutes pass, so that the program sees what happened; then the clock stands', async () => {
    const { act, real } = aDrill();
    const failed = await act({ kind: 'next' });
    expect(failed).toMatchObject({ phase: 'stepping', clock: { until: failed.clock.at + 10 * 60_000 } });
    expect(standing(failed)).toContain('ten minutes');
    real.at += 5_000;
    const half = await act({ kind: 'status' });
    expect([half.phase, readDrillClock(half.clock, real.at)]).toEqual([
      'stepping',
      failed.clock.at + 5 * 60_000,
    ]);
    real.at += 60_000;
    const stands = await act({ kind: 'status' });
    expect([stands.phase, readDrillClock(stands.clock, real.at)]).toEqual([
      'paused',
      failed.clock.at + 10 * 60_000,
    ]);
    real.at += 1_000;
    // Two steps in a row are two steps, and the clock stands after them all the same.
    await act({ kind: 'next' });
    const up = await act({ kind: 'next' });
    expect(up.told.at(-1)?.text).toBe('The line is up again.');
    expect((await act({ kind: 'pause' })).phase).toBe('paused');
    await act({ kind: 'run', pace: 60 });
    expect(await act({ kind: 'next' })).toMatchObject({ phase: 'running', clock: { pace: 60 } });
  });

  it('[DRL-11] a step leads to what the pharmacy hears next, also where nobody knew that it would come', async () => {
    const { act, real } = aDrill(undefined, scenarioNamed('june-2016'));
    let status = await act({ kind: 'status' });
    for (let n = 0; n < 200 && status.phase !== 'over'; n += 1) {
      const before = status.told.length;
      status = await act({ kind: 'next' });
      const times = new Set(status.told.slice(before).map(({ at }) => at));
      expect(times.size).toBeLessThan(2);
      real.at += 30_000;
    }
    expect(status.told.some(({ text }) => text.startsWith('A practice rings'))).toBe(true);
  });
});
