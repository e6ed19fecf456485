import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineStart } from '../../electron/contract/channels';
import { openEngine } from '../../renderer/engine/open-engine';
import type { FromEngine } from '../../renderer/engine/protocol';
import type { Port } from '../../renderer/platform/port-client';
import { openDatabase } from '../../renderer/store/schema';
import { openIncidentByHand } from '../../renderer/usecases/incidents/act-on-incident';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { aSite } from '../support/builders';
import { filledWorld } from '../support/filled-world';
import { MemoryJournal } from '../support/memory-journal';
import { connection } from '../support/command-scenes';
import { commit } from '../../renderer/usecases/commit';
import { signIn } from '../support/sign-in';
import { seedTrainingPeople } from '../../renderer/usecases/users/add-person';
import { aSpine, forget, openWorld, settleRelease, type World } from '../support/world';

/** The program's own index. */
const name = 'holdfast';
beforeEach(() => {
  // An engine has no end of its own: Dexie tells that its index goes.
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
});
afterEach(async () => {
  await forget(name);
  vi.restoreAllMocks();
});

type Answers = Readonly<Record<string, (payload: unknown) => unknown>>;

/** Main as the engine knows it, answering at once; what it was asked is kept. */
const portTo = (answers: Answers, asked: string[]): Port => {
  let hear = (_event: MessageEvent): void => undefined;
  return {
    addEventListener: (_type, listener) => (hear = listener),
    start: () => undefined,
    postMessage: ({ id, channel, payload }) => {
      asked.push(channel);
      void Promise.resolve(answers[channel]?.(payload)).then((value) =>
        hear({ data: { id, reply: { ok: true, value } } } as MessageEvent),
      );
    },
  };
};

type Range = { readonly from: number; readonly maxEntries: number; readonly withBytes: boolean };

const startOf = (journal: MemoryJournal, more: Partial<EngineStart>): EngineStart => ({
  lastSeq: journal.entries.length,
  profile: {
    kind: 'training',
    folder: '/profile',
    appVersion: '1',
    runtime: { version: '1', older: false },
    terminal: 'T1',
    loopback: false,
    drill: '',
  },
  site: aSite,
  projectionKey: new Uint8Array(32).fill(1),
  indexKey: new Uint8Array(32).fill(2),
  brokerName: 'Training Spine',
  watchPace: 1,
  clock: null,
  putBackFrom: null,
  ...more,
});

/** Opens the engine on the program's index; answers with all it said until it runs, and when it asked for what. */
const opened = async (
  journal: MemoryJournal,
  more: Partial<EngineStart> = {},
  { rebuild = false, hasKey = true } = {},
) => {
  const said: FromEngine[] = [];
  /** What was asked of main before the screen was told who may sign in. */
  let before: readonly string[] = [];
  const asked: string[] = [];
  const answers: Answers = {
    'engine.start': () => startOf(journal, more),
    'journal.read': (payload) => {
      const { from, maxEntries: atMost, withBytes } = payload as Range;
      return journal.read(from, { withBytes, atMost });
    },
    'journal.append': (payload) =>
      journal.append((payload as { entries: Parameters<MemoryJournal['append']>[0] }).entries),
    'pin.stretch': () => 'stretched',
    'identity.configure': (connection) => connection !== null && hasKey,
    // An engine of the test before has no end of its own: it must not find anything to write into this one's index.
    'watch.probe': () => new Promise(() => undefined),
  };
  const running = await openEngine({
    port: portTo(answers, asked),
    rebuild,
    say: (message) => {
      if (message.kind === 'ready') before = [...asked];
      said.push(message);
    },
  });
  const kinds = said.map((one) => (one.kind === 'status' ? one.status.kind : one.kind));
  const index = await openDatabase(name);
  if (index.kind === 'open') index.db.close();
  return { running, said, kinds, before };
};

const filled = async (before?: (world: World) => Promise<unknown>): Promise<MemoryJournal> => {
  const journal = new MemoryJournal();
  const world = await filledWorld(name, journal);
  await before?.(world);
  world.close();
  return journal;
};

/** An answer that never came, and an incident with a promise. */
const inAnOutage = async (world: World): Promise<void> => {
  const { deps, broker, clock } = world;
  await signIn(world, 'manager');
  const step = await planRelease(deps);
  if (step.kind !== 'send') throw new Error(step.kind);
  broker.weather = ['lost-answer'];
  await settleRelease(deps, step.request, await broker.send(step.request));
  const beganAt = clock.at;
  await openIncidentByHand(deps, { title: 'The broker is down', parts: ['broker'], severity: 2, beganAt });
};

const withConnection = ({ deps }: World): Promise<unknown> =>
  commit(deps, 'x', [{ event: { type: 'settings.connection-changed', id: 'connection', connection } }]);

/** One byte of one person's sealed row is another. */
const damage = async ({ db: { users } }: World): Promise<void> => {
  const [row] = await users.toArray();
  if (!row) throw new Error('no row');
  await users.put({ ...row, sealed: row.sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) });
};

/** The engine proper says the same; only times and the count of changes go on. */
const goesOn: readonly string[] = ['now', 'sinceAt', 'needs'];
const untimed = (said: FromEngine | undefined): unknown => {
  if (said?.kind !== 'status') throw new Error('not told');
  return JSON.parse(
    JSON.stringify(said.status, (key, value: unknown) => (goesOn.includes(key) ? undefined : value)),
  );
};

describe('[STO-16] the first screen', () => {
  it('is told who may sign in and how things stand before the engine proper has begun', async () => {
    const { running, said, kinds, before } = await opened(await filled());
    expect(kinds).toEqual(['ready', 'running', 'running']);
    // Main hears that nobody is signed in from the engine proper.
    expect(before).not.toContain('session.set');
    const [ready, first, second] = said;
    if (ready?.kind !== 'ready') throw new Error('not ready');
    expect(ready.ready.people.map((one) => one.name)).toEqual(['Grace Owusu', 'Priya Shah', 'Tom Reed']);
    expect(untimed(first)).toMatchObject({ counters: { locked: 30, all: 30 }, site: { ods: aSite.ods } });
    expect(untimed(first)).toEqual(untimed(second));
    expect(await running?.execute({ kind: 'DownloadNow' })).toMatchObject({ kind: 'refused' });
  });

  it.each(['live', 'companion', 'training'] as const)(
    'says in an outage what the engine of a %s profile says',
    async (kind) => {
      const journal = await filled(inAnOutage);
      const { profile } = startOf(journal, {});
      const { kinds, said } = await opened(journal, { profile: { ...profile, kind } });
      expect(kinds).toEqual(['ready', 'running', 'running']);
      expect(untimed(said[1])).toMatchObject({
        incident: { title: 'The broker is down' },
        download: { inDoubt: [{ lost: false }] },
        // [SET-6] Nobody has set one up in this journal.
        broker: { kind: { live: 'not-set-up', companion: 'none', training: 'unknown' }[kind] },
        smartcard: { kind: kind === 'live' ? 'away' : 'none' },
      });
      expect(untimed(said[1])).toEqual(untimed(said[2]));
    },
  );

  it.each([
    ['has a key', true, 'unknown'],
    ['has lost its key', false, 'not-set-up'],
  ] as const)('[SET-6] says of a connection that %s what main makes of it', async (_why, hasKey, kind) => {
    const journal = await filled(withConnection);
    const { profile } = startOf(journal, {});
    const { said } = await opened(journal, { profile: { ...profile, kind: 'live' } }, { hasKey });
    expect(untimed(said[1])).toMatchObject({ broker: { kind: 'unknown' } });
    expect(untimed(said[2])).toMatchObject({ broker: { kind } });
  });

  it('[STO-2] says nothing of an index whose people do not open, and has it made anew', async () => {
    const journal = await filled(damage);
    expect(await opened(journal)).toMatchObject({ kinds: ['index-damaged'], running: undefined });
    const { kinds, said } = await opened(journal, {}, { rebuild: true });
    expect(kinds).toEqual(['ready', 'running']);
    expect(untimed(said[1])).toMatchObject({ counters: { locked: 30 } });
  });

  it.each([
    [
      'has entries to take in',
      async (journal: MemoryJournal) => void (await journal.append([...journal.entries.slice(-1)])),
      {},
    ],
    [
      'is a drill, whose clock goes its own way',
      undefined,
      { clock: { at: 0, since: 0, pace: 1, until: 1 } },
    ],
    ['holds what was put back from a backup', undefined, { putBackFrom: 1 }],
  ] as const)('waits for the engine where it %s', async (_why, change, more) => {
    const journal = await filled();
    await change?.(journal);
    const { kinds, before } = await opened(journal, more);
    expect(kinds.filter((kind) => kind === 'ready')).toHaveLength(1);
    expect(kinds.indexOf('ready')).toBeLessThan(kinds.indexOf('running'));
    expect(before).toContain('session.set');
  });

  it('waits for the engine where nobody can sign in yet', async () => {
    const { kinds, before, said } = await opened(new MemoryJournal());
    expect(kinds.filter((kind) => kind === 'ready')).toHaveLength(1);
    expect(before).toContain('pin.stretch');
    expect(said.find((one) => one.kind === 'ready')).toMatchObject({ ready: { people: [{}, {}, {}] } });
  });
});

it('a training pharmacy that was killed while its people were written has all of them or none', async () => {
  const found = new Set<number>();
  for (let stop = 1; stop <= 6; stop += 1) {
    const journal = new MemoryJournal();
    let steps = 0;
    const step = (): void => {
      steps += 1;
      if (steps === stop) throw new Error('killed');
    };
    const killed = await openWorld({ journal, spine: aSpine(0), name, step });
    await seedTrainingPeople(killed.deps).catch(() => undefined);
    killed.close();
    const again = await openWorld({ journal, spine: aSpine(0), name });
    found.add((await again.deps.store.loadUsers()).length);
    again.close();
    await forget(name);
  }
  expect([...found].sort()).toEqual([0, 3]);
});
