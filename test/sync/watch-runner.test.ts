import { afterEach, describe, expect, it } from 'vitest';
import type { ProbeFacts } from '../../electron/contract/probe';
import type { PartChange } from '../../renderer/domain/watch/events';
import { asInstant, hourMs } from '../../renderer/domain/kernel/instant';
import { quickened } from '../../renderer/domain/watch/model';
import { makeSerialQueue } from '../../renderer/sync/serial-queue';
import { WatchRunner } from '../../renderer/sync/watch-runner';
import { openIncident } from '../../renderer/usecases/incidents/open-incident';
import type { EntryDraft } from '../../renderer/usecases/ports';
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

/** A runner whose looks and failures a test hears of; minutes pass when it says so. */
const setUp = async (look: () => Promise<ProbeFacts>, before: readonly EntryDraft[] = []) => {
  const clock = { at: now };
  const journal = new MemoryJournal();
  await journal.append(before);
  world = await openWorld({ journal, spine: aSpine(0), name: worldName, clock });
  const timer = new FakeTimer(clock);
  const failures: string[] = [];
  const backs: number[] = [];
  const parts = {
    deps: { ...world.deps, probes: { look } },
    queue: makeSerialQueue(),
    timer,
    rules: quickened(1),
    lastAt: before.at(-1)?.at,
    changed: () => undefined,
    back: () => backs.push(clock.at),
    failed: (failure: unknown) => failures.push(String(failure)),
  };
  const minutePasses = async (): Promise<void> => {
    timer.pass(75_000);
    // A look is over when the next one is set.
    while (timer.next === undefined) await new Promise((turn) => setImmediate(turn));
  };
  const changes = () =>
    journal.entries.flatMap(({ kind, data }) =>
      kind === 'watch.changed' ? [(data as { changes: readonly PartChange[] }).changes] : [],
    );
  return { runner: new WatchRunner(parts), world, journal, failures, backs, minutePasses, changes };
};

describe('watch runner', () => {
  it('[WAT-6] a look that comes to grief is followed by the next one', async () => {
    let looks = 0;
    const { runner, failures, minutePasses } = await setUp(() => {
      looks += 1;
      return looks === 2 ? Promise.reject(new Error('no probe')) : Promise.resolve(well);
    });
    await runner.start();
    while (looks < 4) await minutePasses();
    expect(failures).toEqual(['Error: no probe']);
  });

  it('[WAT-6] so is one that the index cannot take, and the way that works again is told all the same', async () => {
    let looks = 0;
    let facts = noName;
    const { runner, world, failures, backs, minutePasses } = await setUp(() => {
      looks += 1;
      return Promise.resolve(facts);
    });
    await runner.start();
    facts = well;
    const loadTab = world.deps.store.loadTab.bind(world.deps.store);
    let fails = true;
    Object.assign(world.deps.store, {
      loadTab: (...asked: Parameters<typeof loadTab>) => {
        if (!fails) return loadTab(...asked);
        fails = false;
        return Promise.reject(new Error('no room'));
      },
    });
    while (looks < 3) await minutePasses();
    expect([failures, backs.length]).toEqual([['Error: no room'], 1]);
  });

  it('[WAT-3] what the disk does not take is written with a later look, once', async () => {
    let looks = 0;
    const { runner, journal, minutePasses, changes } = await setUp(() => {
      looks += 1;
      return Promise.resolve(looks < 3 ? well : noName);
    });
    journal.full = true;
    await runner.start();
    while (looks < 6) await minutePasses();
    expect(changes()).toEqual([]);
    journal.full = false;
    while (looks < 9) await minutePasses();
    const said = changes().map((some) => some.map(({ part, health }) => `${part} ${health}`));
    expect(said).toEqual([
      expect.arrayContaining(['network works', 'broker works']),
      ['broker absent', 'spine absent'],
      ['network fails'],
    ]);
  });

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
      lastAt: undefined,
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

  it.each([
    ['a day ahead', 24],
    ['ten years behind', -10 * 8766],
  ])(
    '[INC-4] [WAT-15] an outage that began while the clock was %s ends once it is put right',
    async (_, hours) => {
      const away: ProbeFacts = { ...well, broker: { kind: 'timed-out' } };
      let [looks, facts] = [0, away];
      const { runner, world, failures, minutePasses } = await setUp(() => {
        looks += 1;
        return Promise.resolve(facts);
      });
      const jump = (by: number) => (world.clock.at = asInstant(world.clock.at + by * hourMs));
      jump(hours);
      await runner.start();
      while (looks < 9) await minutePasses();
      jump(-hours);
      facts = well;
      while (looks < 20) await minutePasses();
      expect(failures).toEqual([]);
      const incident = await openIncident(world.deps);
      expect(incident?.fixedAt).toBeLessThanOrEqual(world.clock.at);
      expect(incident?.fixedAt).toBeGreaterThanOrEqual(now);
    },
  );

  it('[WAT-16] a clock behind the journal’s last entry is said until the broker shows that it is right', async () => {
    let [looks, facts] = [0, { ...well, broker: null } as ProbeFacts];
    const { runner, minutePasses } = await setUp(() => {
      looks += 1;
      return Promise.resolve(facts);
    }, [
      {
        at: asInstant(now + hourMs),
        by: 'x',
        kind: 'user.signed-out',
        subject: '',
        v: 1,
        data: { userId: 'u', why: 'asked' },
      },
    ]);
    await runner.start();
    expect(runner.clockFault).toEqual({ kind: 'was-later', shownAt: now + hourMs });
    facts = { ...well, broker: { kind: 'answered', status: 200, spine: 'works', tookMs: 3, aheadMs: 800 } };
    while (runner.clockFault && looks < 9) await minutePasses();
    expect(runner.clockFault).toBeUndefined();
  });
});
