import { afterEach, describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { isOpen, observe, unobserved } from '../../renderer/sync/connectivity';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { requestById } from '../../renderer/usecases/inbox/request-by-id';
import type { AttemptFact } from '../../renderer/usecases/ports';
import { now } from '../support/builders';
import { supply } from '../support/on-the-way';
import { MemoryJournal } from '../support/memory-journal';
import { allKeys, closeWorlds, handOut, keepWorld, setUp, settle, signIn } from '../support/runners';
import { aSpine, openWorld, type World } from '../support/world';

afterEach(closeWorlds);

const releases = (world: World) => world.broker.sent.filter((one) => one.subject.startsWith('release'));

describe('connectivity', () => {
  const answered = (status: number, bodyText: string): AttemptFact => ({
    kind: 'answered',
    status,
    headers: {},
    bodyText,
  });
  const ok = answered(400, '{"resourceType":"OperationOutcome"}');
  const down: AttemptFact = { kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' };

  it('[CON-2] the breaker opens after three failures and closes with an answer', () => {
    const failing = [down, down, down].reduce((before, fact) => observe(before, fact, now), unobserved);
    const local: AttemptFact = { kind: 'refused-locally', reason: 'x', sentence: 'x' };
    expect([
      isOpen(failing),
      isOpen(observe(failing, local, now)),
      isOpen(observe(failing, ok, now)),
    ]).toEqual([true, true, false]);
  });

  it('[CON-2] what is no answer of EPS opens it too: a 500, and a page of whatever is in between', () => {
    const after = (fact: AttemptFact) =>
      isOpen([fact, fact, fact].reduce((before, one) => observe(before, one, now), unobserved));
    expect([after(answered(500, '')), after(answered(200, '<html></html>'))]).toEqual([true, true]);
    expect([after(ok), after(answered(429, ''))]).toEqual([false, false]);
  });
});

describe('inbox runner', () => {
  it('[INB-5] asks one after the other until there is no more, and two calls are one download', async () => {
    const { world, inbox } = await setUp(60);
    const [first, second] = await Promise.all([inbox.download(), inbox.download()]);
    expect([first, second]).toEqual(['60 new prescriptions.', '60 new prescriptions.']);
    expect(releases(world).length).toBe(4);
    expect(new Set(releases(world).map((one) => one.requestId)).size).toBe(4);
  });

  it('[INB-5] runs ahead of the engine, and never has two requests on their way', async () => {
    const { world, inbox } = await setUp(600);
    const { broker } = world;
    let onTheWay = 0;
    let most = 0;
    const send = broker.send.bind(broker);
    broker.send = async (request) => {
      most = Math.max(most, (onTheWay += 1));
      const result = await send(request);
      onTheWay -= 1;
      return result;
    };
    let batches = 0;
    const project = world.deps.store.project.bind(world.deps.store);
    Object.assign(world.deps.store, {
      project: (entries: Parameters<typeof project>[0]) => {
        batches += 1;
        return project(entries);
      },
    });
    expect(await inbox.download()).toBe('600 new prescriptions.');
    expect(most).toBe(1);
    // Two for each answer if the engine took them in one by one.
    expect(batches).toBeLessThan(40);
  });

  it('[INB-5] a broker that gives the same again and again is left alone', async () => {
    const { world, inbox } = await setUp(3);
    const { broker } = world;
    let first: Awaited<ReturnType<typeof broker.send>> | undefined;
    const send = broker.send.bind(broker);
    broker.send = async (request) => {
      const result = await send(request);
      first ??= result;
      return { ...result, fact: first.fact };
    };
    expect(await inbox.download()).toBe('3 new prescriptions.');
    // What was asked ahead, and no more.
    expect(releases(world).length).toBeLessThan(60);
  });

  it('[INB-6] leaves the broker alone for two minutes after an empty answer, and comes back each hour', async () => {
    const { world, inbox, timer } = await setUp(0);
    expect(await inbox.download()).toBe('No new prescriptions.');
    timer.pass(119_000);
    expect(await inbox.download()).toMatch(
      /^The Spine had nothing more at \d\d:\d\d, and is not asked now\. It may be asked again from \d\d:\d\d\.$/,
    );
    expect(releases(world).length).toBe(1);
    timer.pass(2_000);
    expect(await inbox.download()).toBe('No new prescriptions.');
    expect(timer.next).toBe(world.clock.at + 3_600_000);
  });

  it('[INB-17] a clock that was a year ahead and is put right holds up no download', async () => {
    const { world, inbox, timer } = await setUp(0);
    const right = world.clock.at;
    world.clock.at = asInstant(right + 365 * 24 * 3_600_000);
    await inbox.download();
    world.clock.at = right;
    expect(await inbox.download()).toBe('No new prescriptions.');
    world.clock.at = asInstant(right - 24 * 3_600_000);
    inbox.wake();
    while ((timer.next ?? Infinity) > world.clock.at + 3_600_000)
      await new Promise((done) => setImmediate(done));
    expect(timer.next).toBeLessThanOrEqual(world.clock.at + 3_600_000);
  });

  it('[INB-2] a lost answer is asked for again with the same id and bytes', async () => {
    const { world, inbox, timer } = await setUp(3);
    world.broker.weather = ['lost-request'];
    expect(await inbox.download()).toContain('Nothing came. The same request is sent again at');
    const [release] = await world.deps.store.openReleases();
    timer.pass(600_000);
    expect(await inbox.download()).toBe('3 new prescriptions.');
    expect(releases(world)[0]?.requestId).toBe(release?.requestId);
    expect(releases(world)[0]?.sha256).toBe(release?.sha256);
  });

  it('[INB-2] is due when it is due, and said, though a request that went ahead had an empty answer', async () => {
    const { world, inbox, timer } = await setUp(3);
    const { broker } = world;
    const send = broker.send.bind(broker);
    broker.send = async (request) => {
      broker.send = send;
      const result = await send(request);
      if (result.fact.kind !== 'answered') throw new Error('no answer');
      // Cut without anybody noticing, so that the next is asked for before this one is read.
      return { ...result, fact: { ...result.fact, bodyText: result.fact.bodyText?.slice(0, 900) ?? '' } };
    };
    expect(await inbox.download()).toContain('Nothing came. The same request is sent again at');
    const [first, second] = releases(world);
    expect(releases(world).length).toBe(2);
    const [open] = await world.deps.store.openReleases();
    expect(open?.progress).toMatchObject({ kind: 'in-doubt', dueAt: inbox.status.nextAt });
    expect(inbox.status.lastSentence).toContain('sent again at');
    expect((inbox.status.nextAt ?? Infinity) - world.clock.at).toBeLessThan(60_000);
    // It goes while the broker is left alone otherwise, and then nothing goes in circles.
    timer.pass(60_000);
    while (inbox.status.lastSentence !== '3 new prescriptions.')
      await new Promise((turn) => setImmediate(turn));
    expect(releases(world).map(({ requestId }) => requestId)).toEqual([
      first?.requestId,
      second?.requestId,
      first?.requestId,
    ]);
    expect(timer.next).toBeGreaterThan(world.clock.at);
  });

  it('[SYN-4] a download that comes to grief here is followed by another', async () => {
    const { world, inbox, timer } = await setUp(3);
    const { store } = world.deps;
    const openReleases = store.openReleases.bind(store);
    Object.assign(store, {
      openReleases: () => {
        Object.assign(store, { openReleases });
        return Promise.reject(new Error('no room'));
      },
    });
    await expect(inbox.download()).rejects.toThrow('no room');
    expect(inbox.status.busy).toBe(false);
    timer.pass(60_000);
    while (inbox.status.lastSentence !== '3 new prescriptions.')
      await new Promise((turn) => setImmediate(turn));
  });

  it('[INB-20] [JRN-7] without room on the disk nothing is downloaded, which is said until something is', async () => {
    const journal = new MemoryJournal();
    const { inbox } = await setUp(3, journal);
    journal.full = true;
    expect(await inbox.download()).toContain('Less than 512 MB');
    expect(inbox.status).toMatchObject({ stuck: true, lastAt: undefined });
    expect(inbox.status.lastSentence).toContain('Less than 512 MB');
    journal.full = false;
    expect(await inbox.download()).toBe('3 new prescriptions.');
    expect(inbox.status.stuck).toBe(false);
  });
});

describe('outbox runner', () => {
  it('[OUT-7] waits while nobody is signed in and sends when somebody is', async () => {
    const { world, spine, inbox, outbox, failures } = await setUp(5);
    await inbox.download();
    await signIn(world);
    await handOut(world);
    world.deps.who.become(undefined);
    outbox.wake();
    await new Promise((turn) => setImmediate(turn));
    expect(spine.scripts().every((script) => script.applied.length === 0)).toBe(true);
    await signIn(world);
    await settle(outbox, async () => (await world.deps.store.openMessages()).length === 0);
    expect(spine.scripts().every((script) => script.status === '0006' && script.applied.length === 1)).toBe(
      true,
    );
    expect(failures).toEqual([]);
  });
});

describe('people', () => {
  it('[USR-5] nobody is signed in after a restart', async () => {
    const journal = new MemoryJournal();
    const { world } = await setUp(1, journal);
    await signIn(world);
    expect(world.deps.who.current()?.name).toBe('Priya Shah');
    const again = await openWorld({ journal, spine: aSpine(0), name: 'runner-again' });
    keepWorld(again, 'runner-again');
    expect(again.deps.who.current()).toBeUndefined();
  });

  it('[PRX-13] a script is asked for by a right id, by somebody signed in, and not while it is here', async () => {
    const { world, inbox } = await setUp(2);
    const code = async (typed: string) => {
      const checked = await requestById(world.deps, typed);
      return checked.kind === 'refused' ? checked.code : checked.id;
    };
    expect(await code('24F5DA-A83008-7EFE6Z')).toBe('SignedOut');
    await signIn(world);
    expect(await code('24F5DA-A83008-7EFE6X')).toBe('IdWrong');
    expect(await code('24f5daa830087efe6z')).toBe('24F5DA-A83008-7EFE6Z');
    await inbox.download();
    const [key] = await allKeys(world.deps);
    const id = key?.split('|')[0] ?? '';
    expect(await code(id)).toBe('AlreadyHere');
    const [, other] = await allKeys(world.deps);
    if (!other) throw new Error('no second script');
    expect(await supply(world, other)).toBe('done');
    expect(await code(other.split('|')[0] ?? '')).toBe('HandedOutHere');
    if (key) await actOnPrescription(world.deps, key, { kind: 'ReturnPrescription', reasonCode: '0003' });
    // Its return is not answered: asking for it would be the opposite.
    expect(await code(id)).toBe('ReturnUnanswered');
  });
});
