import { afterEach, describe, expect, it } from 'vitest';
import type { ProbeFacts } from '../../electron/contract/probe';
import { quickened } from '../../renderer/domain/watch/model';
import { makeSerialQueue } from '../../renderer/sync/serial-queue';
import { WatchRunner } from '../../renderer/sync/watch-runner';
import { now } from '../support/builders';
import { FakeTimer } from '../support/fake-timer';
import { MemoryJournal } from '../support/memory-journal';
import { aSpine, forget, openWorld, type World } from '../support/world';

const worldName = 'watch-runner';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(worldName);
});

const well: ProbeFacts = {
  network: { kind: 'own-computer' },
  broker: { kind: 'answered', status: 200, spine: 'works', tookMs: 3 },
  signIn: null,
  printers: { count: 0, stopped: 0, reason: '' },
};
const noName: ProbeFacts = { ...well, network: { kind: 'name-not-found', name: 'example' }, broker: null };

describe('watch runner', () => {
  it('[WAT-9] a way that was changed is looked at now, and an older look that comes back late is no news', async () => {
    const clock = { at: now };
    world = await openWorld({ journal: new MemoryJournal(), spine: aSpine(0), name: worldName, clock });
    const asked: ((facts: ProbeFacts) => void)[] = [];
    const probes = { look: () => new Promise<ProbeFacts>((done) => asked.push(done)) };
    const timer = new FakeTimer(clock);
    const runner = new WatchRunner({
      deps: { ...world.deps, probes },
      queue: makeSerialQueue(),
      timer,
      rules: quickened(1),
      changed: () => undefined,
      back: () => undefined,
      failed: (failure) => {
        throw failure;
      },
    });
    const started = runner.start();
    while (asked.length < 1) await new Promise((turn) => setImmediate(turn));
    runner.lookAgain();
    expect(asked).toHaveLength(2);
    asked[1]?.(well);
    while (runner.line.kind === 'unknown') await new Promise((turn) => setImmediate(turn));
    asked[0]?.(noName);
    await started;
    expect(runner.line.kind).toBe('online');
    // One chain of looks goes on, not two: while its look is out, nothing else is asked.
    const minutePasses = (): Promise<void> => {
      timer.pass(75_000);
      return new Promise((turn) => setImmediate(turn));
    };
    while (asked.length < 3) await minutePasses();
    for (let i = 0; i < 20; i += 1) await minutePasses();
    expect(asked).toHaveLength(3);
  });
});
