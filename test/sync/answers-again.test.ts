import { afterEach, describe, expect, it } from 'vitest';
import { mayBeUnseen } from '../../renderer/domain/inbox/evolve';
import { closeRelease } from '../../renderer/usecases/inbox/close-release';
import type { Deps } from '../../renderer/usecases/deps';
import { requestById } from '../../renderer/usecases/inbox/request-by-id';
import { MemoryJournal } from '../support/memory-journal';
import { allKeys, closeWorlds, setUp, signIn } from '../support/runners';
import type { Weather } from '../support/spine-broker';

afterEach(closeWorlds);

const minuteMs = 60_000;
type Here = Awaited<ReturnType<typeof setUp>>;

/** Until the inbox has come to rest. */
const rest = async ({ timer, inbox }: Pick<Here, 'timer' | 'inbox'>): Promise<void> => {
  // Each run ends with the time of the next.
  while (inbox.status.busy || (timer.next ?? 0) <= timer.clock.at)
    await new Promise((turn) => setImmediate(turn));
};

/** Time passes, minute by minute. */
const pass = async (here: Here, minutes: number): Promise<void> => {
  for (let n = 0; n < minutes; n += 1) {
    here.timer.pass(minuteMs);
    await rest(here);
  }
};

const always = (weather: Weather): Weather[] => Array.from({ length: 500 }, () => weather);
const releases = ({ world }: Here) =>
  world.broker.sent.filter(({ subject }) => subject.startsWith('release'));
const open = (deps: Deps) => deps.store.openReleases();
const unseen = async (deps: Deps) => (await open(deps)).filter(mayBeUnseen);

/** No answer for so long: the first request is lost, with 25 scripts behind it. */
const lose = async (here: Here, minutes: number): Promise<void> => {
  here.world.broker.weather = always('lost-answer');
  await here.inbox.download();
  await pass(here, minutes);
  here.world.broker.weather = [];
};

describe('a download whose answers are lost for hours', () => {
  it('[INB-13] is asked for with the same id and bytes once answers come again, and brings its scripts', async () => {
    const here = await setUp(30);
    const { world } = here;
    await lose(here, 180);
    const lost = (await open(world.deps)).filter(({ progress }) => progress.kind === 'lost');
    expect(lost.length).toBeGreaterThan(1);
    expect(await allKeys(world.deps)).toEqual([]);
    // Without anybody's help.
    await pass(here, 40);
    expect((await allKeys(world.deps)).length).toBe(30);
    // What brings nothing may have been answered before, and stays open for a person.
    for (const { progress } of await open(world.deps)) expect(progress).not.toHaveProperty('again');
    const bytes = new Map(releases(here).map(({ requestId, sha256 }) => [requestId, sha256]));
    for (const { requestId, sha256 } of releases(here)) expect(bytes.get(requestId)).toBe(sha256);
  });

  it('[INB-13] is not hammered: ever more rarely, and never sooner than after half a minute', async () => {
    const here = await setUp(3);
    await lose(here, 60);
    const [first] = await open(here.world.deps);
    const before = releases(here).filter(({ requestId }) => requestId === first?.requestId).length;
    here.world.broker.weather = always('lost-answer');
    await pass(here, 5 * 60);
    const after = releases(here).filter(({ requestId }) => requestId === first?.requestId).length;
    expect(after - before).toBeGreaterThan(3);
    expect(after - before).toBeLessThan(16);
  });

  it('[INB-13] holds up neither newer downloads nor requests by id', async () => {
    const here = await setUp(3);
    const { world, inbox, spine } = here;
    await lose(here, 60);
    const poisoned = new Set((await open(world.deps)).map(({ requestId }) => requestId));
    const send = world.broker.send.bind(world.broker);
    world.broker.send = (request) => {
      if (poisoned.has(request.requestId)) world.broker.weather = ['lost-answer'];
      return send(request);
    };
    await signIn(world);
    const [script] = spine.scripts();
    const checked = await requestById(world.deps, script?.shortId ?? '');
    if (checked.kind !== 'ask') throw new Error('not asked for');
    expect(await inbox.ask(checked.id)).toBe('1 new prescription.');
    await pass(here, 6 * 60);
    expect(inbox.status.lastSentence).toBe('No new prescriptions.');
    expect(inbox.status.lastAt).toBeGreaterThan(world.clock.at - 61 * minuteMs);
    expect((await unseen(world.deps)).map(({ requestId }) => requestId)).toEqual([...poisoned]);
  });

  it('[INB-13] [SYN-1] is asked for once more after a restart', async () => {
    const journal = new MemoryJournal();
    const here = await setUp(3, journal);
    await lose(here, 60);
    here.world.close();
    const again = await setUp(0, journal, here);
    await again.inbox.download();
    await pass(again, 4);
    expect((await allKeys(again.world.deps)).length).toBe(3);
  });

  it('[INB-4] stays lost where the broker has forgotten it, and gives what was written since', async () => {
    const here = await setUp(3);
    const { world, spine } = here;
    await lose(here, 60);
    const [lost] = await unseen(world.deps);
    spine.forgetReleases();
    const fresh = await setUp(5);
    spine.restore(fresh.spine.scripts().slice(3));
    await pass(here, 60);
    expect((await allKeys(world.deps)).length).toBe(2);
    expect((await unseen(world.deps)).map(({ requestId }) => requestId)).toContain(lost?.requestId);
  });

  it('[INB-10] a person closes it at any time, and an answer that came all the same is taken in', async () => {
    const here = await setUp(3);
    const { world } = here;
    await lose(here, 60);
    await signIn(world);
    const send = world.broker.send.bind(world.broker);
    world.broker.send = async (request) => {
      const result = await send(request);
      const { requestId } = request;
      const close = { kind: 'CloseRelease', requestId, reason: 'Nobody is missing one.' } as const;
      if (request.attempt > 1) expect((await closeRelease(world.deps, close)).kind).toBe('done');
      return result;
    };
    await pass(here, 60);
    await rest(here);
    expect((await allKeys(world.deps)).length).toBe(3);
    expect(await open(world.deps)).toEqual([]);
  });
});

describe('a request that the program was struck down with', () => {
  const strike = async (attended: boolean) => {
    const journal = new MemoryJournal();
    const here = await setUp(3, journal);
    const { world, inbox } = here;
    if (attended) await signIn(world);
    world.broker.send = async (request) => {
      const { by, requestId, sha256, subject, attempt, body, roleProfileId } = request;
      const data = { operation: 'release', requestId, sha256, attempt, roleProfileId };
      await journal.append([
        { at: world.clock.at, by, kind: 'broker.intent', subject, v: 1, data, bytes: body },
      ]);
      throw new Error('struck down');
    };
    await expect(inbox.download()).rejects.toThrow('struck down');
    world.close();
    return setUp(0, journal, here);
  };

  it('[INB-2] is counted as unseen at once after the restart, whoever is signed in', async () => {
    const here = await strike(true);
    const { world, inbox } = here;
    inbox.start();
    await rest(here);
    expect(await unseen(world.deps)).toMatchObject([{ attended: true, progress: { kind: 'in-doubt' } }]);
  });

  it('[INB-15] waits for the person who asked, and holds up nothing meanwhile', async () => {
    const here = await strike(true);
    const { world, inbox } = here;
    expect(await inbox.download()).toBe('3 new prescriptions.');
    const [first] = await unseen(world.deps);
    await signIn(world, 'technician');
    await pass(here, 10);
    expect(releases(here).map(({ requestId }) => requestId)).not.toContain(first?.requestId);
    await signIn(world);
    await inbox.download();
    expect(releases(here).map(({ requestId }) => requestId)).toContain(first?.requestId);
  });

  it('[INB-10] one whose person does not come is closed by another pharmacist or manager', async () => {
    const here = await strike(true);
    const { world, inbox } = here;
    inbox.start();
    await rest(here);
    const [first] = await unseen(world.deps);
    if (!first) throw new Error('nothing in doubt');
    const close = { kind: 'CloseRelease', requestId: first.requestId, reason: 'None is missing.' } as const;
    await signIn(world);
    expect(await closeRelease(world.deps, close)).toMatchObject({ code: 'NotLost' });
    await signIn(world, 'manager');
    expect((await closeRelease(world.deps, close)).kind).toBe('done');
  });
});
