import { afterEach, describe, expect, it } from 'vitest';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { makeReads } from '../../renderer/store/reads';
import { makeSerialQueue, runAnswering } from '../../renderer/sync/serial-queue';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import type { Deps } from '../../renderer/usecases/deps';
import { scanPrescription, type ScanAnswer } from '../../renderer/usecases/desk/scan-prescription';
import { anId } from '../support/desk';
import { handOut, importAll, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, testKeys, type World } from '../support/world';

const name = 'scan-answers';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  world = undefined;
  await forget(name);
});

/** One script sealed in a pack. */
const open = async () => {
  const spine = aSpine(2);
  const [script] = stuck(spine, 1);
  if (!script) throw new Error('no script');
  const journal = new MemoryJournal();
  world = await openWorld({ journal, spine, name });
  await signIn(world);
  await importAll(world, [script]);
  return { world, journal, id: asPrescriptionId(script.shortId) };
};

const never = (failure: unknown): never => {
  throw new Error('nobody should be told', { cause: failure });
};

const titleOf = (answer: ScanAnswer): string =>
  answer.kind === 'scanned' ? answer.scanned.title : answer.kind;

const told = async (deps: Deps, id: string, onlyKnown: boolean): Promise<readonly string[]> => {
  const answers: string[] = [];
  await scanPrescription(deps, { id: asPrescriptionId(id), onlyKnown }, (one) => answers.push(titleOf(one)));
  return answers;
};

describe('when a scan is answered', () => {
  it('[DSK-4] it is answered when it is in the journal, before the index shows it, and not earlier', async () => {
    const { world, journal, id } = await open();
    const order: string[] = [];
    const deps: Deps = {
      ...world.deps,
      journal: {
        ...world.deps.journal,
        append: async (batch) => {
          const appended = await world.deps.journal.append(batch);
          order.push(`written ${journal.entries.at(-1)?.kind}`);
          return appended;
        },
      },
      store: {
        ...world.deps.store,
        project: async (entries) => {
          await world.deps.store.project(entries);
          order.push('shown');
        },
      },
    };
    await scanPrescription(deps, { id, onlyKnown: false }, (one) => order.push(titleOf(one)));
    expect(order).toEqual(['written prescription.released-offline', 'RELEASED OFFLINE', 'shown']);
  });

  it('[DSK-4] what could not be written is refused, and nothing has changed', async () => {
    const { world, id } = await open();
    const full: Deps = {
      ...world.deps,
      journal: {
        ...world.deps.journal,
        append: () => Promise.resolve({ kind: 'refused', sentence: 'The disk is full.', next: 'Make room.' }),
      },
    };
    expect(await told(full, id, false)).toEqual(['refused']);
    expect(await told(world.deps, id, false)).toEqual(['RELEASED OFFLINE']);
  });

  it('[DSK-6] of two scans of one script that come together the second knows of the first', async () => {
    const { world, journal, id } = await open();
    const queue = makeSerialQueue();
    const scanOnce = () =>
      runAnswering<ScanAnswer>(
        queue,
        (answer) => scanPrescription(world.deps, { id, onlyKnown: false }, answer),
        never,
      );
    const titles = (await Promise.all([scanOnce(), scanOnce()])).map(titleOf);
    expect(titles).toEqual(['RELEASED OFFLINE', 'HERE, RELEASED OFFLINE']);
    const releases = journal.entries.filter(({ kind }) => kind === 'prescription.released-offline');
    expect(releases).toHaveLength(1);
  });

  it('[SCN-12] away from the desk an id that nobody heard of is said to be unknown, and nothing is written', async () => {
    const { world, journal, id } = await open();
    const before = journal.entries.length;
    expect(await told(world.deps, anId(99), true)).toEqual(['unknown']);
    expect(journal.entries).toHaveLength(before);
    expect(await told(world.deps, id, true)).toEqual(['RELEASED OFFLINE']);
  });

  it('[SCN-29] away from the desk a script that is here comes with all that its screen shows, at the desk it does not', async () => {
    const { world, id } = await open();
    await told(world.deps, id, false);
    const [script] = await world.deps.store.findByShortId(id);
    if (!script) throw new Error('not released');
    await handOut(world, script.prescription.key);
    const answers: ScanAnswer[] = [];
    for (const onlyKnown of [true, false])
      await scanPrescription(world.deps, { id, onlyKnown }, (one) => answers.push(one));
    const views = answers.map((one) => ('view' in one ? one.view : undefined));
    const reads = makeReads(world.db, await testKeys());
    const shown = await new Promise((done) => reads.prescription(script.prescription.key, done));
    expect(views).toEqual([shown, undefined]);
    expect(views[0]?.messages).toHaveLength(1);
  });

  it('[DSK-4] an id in whose place another was promised is refused at the desk and away from it, and not offered', async () => {
    const { world, journal } = await open();
    const original = anId(99);
    const registered = await actInRegisters(world.deps, {
      kind: 'RegisterReissue',
      typedId: original,
      note: '',
    });
    expect(registered.kind).toBe('done');
    const before = journal.entries.length;
    expect(await told(world.deps, original, true)).toEqual(['REPLACED']);
    expect(await told(world.deps, original, false)).toEqual(['REPLACED']);
    expect(journal.entries).toHaveLength(before);
  });
});

describe('a task that answers before it has ended', () => {
  it('the next waits for its end, not for its answer', async () => {
    const queue = makeSerialQueue();
    const order: string[] = [];
    let end = (): void => undefined;
    const ended = new Promise<void>((done) => (end = done));
    const first = runAnswering<string>(
      queue,
      async (answer) => {
        answer('early');
        await ended;
        order.push('first ended');
      },
      never,
    );
    const second = queue.run(() => Promise.resolve(order.push('second')));
    expect(await first).toBe('early');
    expect(order).toEqual([]);
    end();
    await second;
    expect(order).toEqual(['first ended', 'second']);
  });

  it('a failure before the answer is its caller’s, one after it is told', async () => {
    const queue = makeSerialQueue();
    const failures: unknown[] = [];
    const tell = (failure: unknown): void => void failures.push(failure);
    const broken = new Error('broken');
    await expect(runAnswering(queue, () => Promise.reject(broken), tell)).rejects.toBe(broken);
    expect(failures).toEqual([]);
    const late = runAnswering<string>(
      queue,
      (answer) => {
        answer('early');
        return Promise.reject(broken);
      },
      tell,
    );
    expect(await late).toBe('early');
    await queue.run(() => Promise.resolve());
    expect(failures).toEqual([broken]);
  });
});
