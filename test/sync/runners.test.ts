import { afterEach, describe, expect, it } from 'vitest';
import { isOpen, observe, unobserved } from '../../renderer/sync/connectivity';
import { InboxRunner } from '../../renderer/sync/inbox-runner';
import type { Message } from '../../renderer/domain/outbox/model';
import { OutboxRunner } from '../../renderer/sync/outbox-runner';
import { makeSerialQueue } from '../../renderer/sync/serial-queue';
import { actOnPrescription } from '../../renderer/usecases/act-on-prescription';
import { seedTrainingPeople } from '../../renderer/usecases/add-person';
import { requestById } from '../../renderer/usecases/request-by-id';
import { makeSignIn } from '../../renderer/usecases/sign-in';
import type { AttemptFact } from '../../renderer/usecases/ports';
import { now } from '../support/builders';
import { supply } from '../support/on-the-way';
import { FakeTimer } from '../support/fake-timer';
import { MemoryJournal } from '../support/memory-journal';
import { aSpine, forget, openWorld, type World } from '../support/world';

const worlds: { world: World; name: string }[] = [];
afterEach(async () => {
  for (const { world, name } of worlds.splice(0)) {
    world.close();
    await forget(name);
  }
});

let count = 0;
const setUp = async (scripts: number, journal = new MemoryJournal()) => {
  const name = `runner-${(count += 1)}`;
  const spine = aSpine(scripts);
  const clock = { at: now };
  const world = await openWorld({ journal, spine, name, clock });
  worlds.push({ world, name });
  await seedTrainingPeople(world.deps);
  const timer = new FakeTimer(clock);
  const failures: unknown[] = [];
  let connectivity = unobserved;
  const parts = {
    deps: world.deps,
    queue: makeSerialQueue(),
    timer,
    observed: (fact: AttemptFact) => {
      connectivity = observe(connectivity, fact);
    },
    changed: () => undefined,
    failed: (failure: unknown) => failures.push(failure),
  };
  const inbox = new InboxRunner(parts);
  const outbox = new OutboxRunner({ ...parts, breakerOpen: () => isOpen(connectivity) });
  return { world, spine, timer, inbox, outbox, failures, journal };
};

const signIn = async ({ deps }: World, role = 'pharmacist'): Promise<void> => {
  const user = (await deps.store.loadUsers()).find((one) => one.role === role);
  if (!user) throw new Error('nobody');
  const reply = await makeSignIn()(deps, user.userId, user.pinHash.split('/')[0] ?? '');
  if (reply.kind === 'refused') throw new Error(reply.sentence);
};

const releases = (world: World) => world.broker.sent.filter((one) => one.subject.startsWith('release'));

describe('connectivity', () => {
  const ok: AttemptFact = { kind: 'answered', status: 400, headers: {}, bodyText: '' };
  const down: AttemptFact = { kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' };

  it('[CON-2] the breaker opens after three failures and closes with an answer', () => {
    const failing = [down, down, down].reduce(observe, unobserved);
    const local: AttemptFact = { kind: 'refused-locally', reason: 'x', sentence: 'x' };
    expect([isOpen(failing), isOpen(observe(failing, local)), isOpen(observe(failing, ok))]).toEqual([
      true,
      true,
      false,
    ]);
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
    expect(await inbox.download()).toContain('may be asked again from');
    expect(releases(world).length).toBe(1);
    timer.pass(2_000);
    expect(await inbox.download()).toBe('No new prescriptions.');
    expect(timer.next).toBe(world.clock.at + 3_600_000);
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

  it('refuses to download without room on the disk, and says so', async () => {
    const journal = new MemoryJournal();
    const { inbox } = await setUp(3, journal);
    journal.full = true;
    expect(await inbox.download()).toContain('Less than 512 MB');
  });
});

const handOut = async ({ deps }: World): Promise<void> => {
  for (const key of await allKeys(deps))
    for (const kind of [
      'CheckPrescription',
      'AssemblePrescription',
      'AccuracyCheckPrescription',
      'SupplyInFull',
    ] as const)
      await actOnPrescription(deps, key, { kind });
};
const allKeys = async (deps: World['deps']) => {
  const entries = (
    await Promise.all(Array.from({ length: deps.store.lastSeq() }, (_, i) => deps.journal.readOne(i + 1)))
  ).filter((entry) => entry?.kind === 'prescription.received');
  return entries.map((entry) => entry?.subject as Parameters<typeof actOnPrescription>[1]); // subject of such entries
};

/** Lets promises run until the outbox has nothing in flight. */
const settle = async (outbox: OutboxRunner, done: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 500; i += 1) {
    outbox.wake();
    await new Promise((turn) => setImmediate(turn));
    if (await done()) return;
  }
  throw new Error('the outbox did not settle');
};

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

describe('what this computer refuses', () => {
  it('[SYN-3] is not tried again at once, and goes when it can', async () => {
    const { world, spine, inbox, outbox, timer } = await setUp(1);
    await inbox.download();
    await signIn(world);
    await handOut(world);
    const { broker } = world;
    const send = broker.send.bind(broker);
    let refused = 0;
    broker.send = async () => {
      refused += 1;
      const fact = { kind: 'refused-locally', reason: 'journal', sentence: 'The disk is full.' } as const;
      return { fact, intentSeq: undefined, answerSeq: undefined, at: world.clock.at };
    };
    const wakeAndWait = (): Promise<void> => {
      outbox.wake();
      return new Promise((turn) => setImmediate(turn));
    };
    while (refused === 0) await wakeAndWait();
    for (let i = 0; i < 20; i += 1) await wakeAndWait();
    expect(refused).toBe(1);
    broker.send = send;
    await settle(outbox, async () => {
      timer.pass(1_000);
      return (await world.deps.store.openMessages()).length === 0;
    });
    expect(spine.scripts().every((script) => script.applied.length === 1)).toBe(true);
  });
});

describe('a message that rests', () => {
  const wakeAndWait = async (outbox: OutboxRunner): Promise<void> => {
    outbox.wake();
    for (let i = 0; i < 20; i += 1) await new Promise((turn) => setImmediate(turn));
  };

  it('[SYN-3] is not tried again and again where the disk takes no note of it', async () => {
    const { world, spine, inbox, outbox, timer, journal } = await setUp(1);
    await inbox.download();
    await signIn(world);
    const { broker } = world;
    const send = broker.send.bind(broker);
    let tried = 0;
    broker.send = async () => {
      tried += 1;
      journal.full = true;
      const fact = { kind: 'refused-locally', reason: 'journal', sentence: 'The disk is full.' } as const;
      return { fact, intentSeq: undefined, answerSeq: undefined, at: world.clock.at };
    };
    await handOut(world);
    while (tried === 0) await wakeAndWait(outbox);
    for (let i = 0; i < 20; i += 1) await wakeAndWait(outbox);
    expect(tried).toBe(1);
    broker.send = send;
    journal.full = false;
    await settle(outbox, async () => {
      timer.pass(1_000);
      return (await world.deps.store.openMessages()).length === 0;
    });
    expect(spine.scripts().every((script) => script.applied.length === 1)).toBe(true);
  });

  it('[SYN-3] rests no longer than that, however long others wait', async () => {
    const { world, inbox, outbox, timer } = await setUp(2);
    await inbox.download();
    await signIn(world);
    const tried = new Set<string>();
    world.broker.send = async ({ subject }) => {
      tried.add(subject);
      const busy = {
        kind: 'answered',
        status: 429,
        headers: { 'retry-after': '300' },
        bodyText: '',
      } as const;
      const local = { kind: 'refused-locally', reason: 'sign-in-again', sentence: 'Sign in.' } as const;
      const fact = [...tried].indexOf(subject) === 0 ? busy : local;
      return { fact, intentSeq: undefined, answerSeq: undefined, at: world.clock.at };
    };
    await handOut(world);
    const open = () => world.deps.store.openMessages();
    const isBusy = ({ progress }: Message): boolean =>
      progress.kind === 'waiting' && progress.reason === 'busy';
    const restEndsIn = (): number => (timer.next ?? Infinity) - world.clock.at;
    // Both attempts have come to their end.
    while (!(await open()).some(isBusy) || restEndsIn() > 10_000) await wakeAndWait(outbox);
    for (let i = 0; i < 20; i += 1) {
      await wakeAndWait(outbox);
      await open();
    }
    expect(restEndsIn()).toBeLessThanOrEqual(10_000);
  });
});

describe('people', () => {
  it('[USR-5] nobody is signed in after a restart', async () => {
    const journal = new MemoryJournal();
    const { world } = await setUp(1, journal);
    await signIn(world);
    expect(world.deps.who.current()?.name).toBe('Priya Shah');
    const again = await openWorld({ journal, spine: aSpine(0), name: 'runner-again' });
    worlds.push({ world: again, name: 'runner-again' });
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
