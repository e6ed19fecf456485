import { describe, expect, it } from 'vitest';
import { post } from '../../../electron/broker/transport';
import { Silences } from '../../../electron/drill/silence';
import { serveSpine } from '../../../electron/training/server';
import { writeRelease } from '../../../renderer/domain/fhir/write-release';
import { aSite, now } from '../../support/builders';
import { actor, releasePath } from '../../support/spine-talk';
import { aSpine } from '../../support/world';

/** Waits that end when the test says so, by their length. */
const aWait = (pace: number) => {
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  let cancelled = 0;
  const silences = new Silences(
    () => ({ at: 0, since: 0, pace, until: 1 }),
    (ms) => {
      const passed = new Promise<void>((end) => waits.push({ ms, end }));
      return { passed, cancel: () => void (cancelled += 1) };
    },
  );
  return { silences, waits, cancelled: () => cancelled, lengths: () => waits.map(({ ms }) => ms) };
};
const id = '00000000-0000-4000-8000-000000000001';

/** What `wait` has come to once all that is due now has been done. */
const stateOf = (wait: Promise<void>): Promise<string> =>
  Promise.race([wait.then(() => 'over'), new Promise<string>((turn) => setImmediate(turn, 'waits'))]);

describe('[DRL-6] the wait for an answer in a drill', () => {
  it('is EPS’s own by the computer’s clock, however fast the drill goes', async () => {
    for (const pace of [0, 1, 60, 360]) {
      const { silences, waits, lengths } = aWait(pace);
      const { passed } = silences.deadline(id);
      silences.keptOn('of another request');
      expect([await stateOf(passed), lengths()]).toEqual(['waits', [30_000]]);
      waits[0]?.end();
      expect(await stateOf(passed)).toBe('over');
    }
  });

  it('ends by the drill’s clock once the Spine keeps silent on purpose, and leaves no timer', async () => {
    for (const [pace, ms] of [
      [0, 30_000],
      [60, 500],
      [360, 30_000 / 360],
    ] as const) {
      const { silences, waits, lengths, cancelled } = aWait(pace);
      const { passed, cancel } = silences.deadline(id);
      silences.keptOn(id);
      expect([await stateOf(passed), lengths()]).toEqual(['waits', [30_000, ms]]);
      waits[1]?.end();
      expect(await stateOf(passed)).toBe('over');
      cancel();
      expect(cancelled()).toBe(2);
      silences.keptOn(id);
      expect(waits).toHaveLength(2);
    }
  });

  it('is cut short where the training Spine is told to be silent, and nowhere else', async () => {
    const { silences, waits, lengths } = aWait(360);
    const server = await serveSpine({
      spine: aSpine(1),
      now: () => now,
      prescribe: () => 0,
      silent: (requestId) => {
        silences.keptOn(requestId);
        // The shorter wait begins in its turn, and is over at once.
        setImmediate(() => waits.at(-1)?.end());
      },
    });
    const ask = () =>
      post(
        async () => ({ fetch, release: () => undefined }),
        {
          url: `${server.url}${releasePath}`,
          headers: {
            Authorization: `Bearer ${server.token}`,
            'X-Request-ID': id,
            'NHSD-Session-URID': '555086715105',
            'Content-Type': 'application/fhir+json',
          },
          body: new TextEncoder().encode(JSON.stringify(writeRelease({ site: aSite, actor }))),
        },
        () => silences.deadline(id),
      );
    server.faults.set([{ kind: 'silence', only: 'any', times: 1 }]);
    expect(await ask()).toEqual({ kind: 'timed-out', afterMs: 30_000 });
    expect(await ask()).toMatchObject({ kind: 'answered', status: 200 });
    expect(lengths()).toEqual([30_000, 30_000 / 360, 30_000]);
    await server.close();
  });
});
