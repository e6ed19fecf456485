import type { Spine } from '../../electron/training/spine';
import { isOpen, observe, unobserved } from '../../renderer/sync/connectivity';
import { InboxRunner } from '../../renderer/sync/inbox-runner';
import { OutboxRunner } from '../../renderer/sync/outbox-runner';
import { makeSerialQueue } from '../../renderer/sync/serial-queue';
import type { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { seedTrainingPeople } from '../../renderer/usecases/users/add-person';
import { makeSignIn } from '../../renderer/usecases/users/sign-in';
import type { Instant } from '../../renderer/domain/kernel/instant';
import type { AttemptFact } from '../../renderer/usecases/ports';
import { now } from './builders';
import { handOut as handOutOne } from './desk-world';
import { FakeTimer } from './fake-timer';
import { MemoryJournal } from './memory-journal';
import { aSpine, forget, openWorld, type World } from './world';

const worlds: { world: World; name: string }[] = [];
export const keepWorld = (world: World, name: string): void => {
  worlds.push({ world, name });
};
/** After each test. */
export const closeWorlds = async (): Promise<void> => {
  for (const { world, name } of worlds.splice(0)) {
    world.close();
    await forget(name);
  }
};

let count = 0;
type Before = { readonly spine: Spine; readonly world: World };

/**
 * Both runners on a training Spine with so many scripts, under a clock that the test moves; or, after a restart, on
 * the Spine and at the time of `before`.
 */
export const setUp = async (scripts: number, journal = new MemoryJournal(), before?: Before) => {
  const name = `runner-${(count += 1)}`;
  const clock = before?.world.clock ?? { at: now };
  const spine = before?.spine ?? aSpine(scripts, () => clock.at);
  const world = await openWorld({ journal, spine, name, clock });
  keepWorld(world, name);
  if (!before) await seedTrainingPeople(world.deps);
  const timer = new FakeTimer(clock);
  const failures: unknown[] = [];
  let connectivity = unobserved;
  const parts = {
    deps: world.deps,
    queue: makeSerialQueue(),
    timer,
    observed: (fact: AttemptFact, at: Instant) => {
      connectivity = observe(connectivity, fact, at);
    },
    changed: () => undefined,
    failed: (failure: unknown) => failures.push(failure),
  };
  const inbox = new InboxRunner({ ...parts, broker: () => connectivity });
  const outbox = new OutboxRunner({ ...parts, breakerOpen: () => isOpen(connectivity) });
  return { world, spine, timer, inbox, outbox, failures, journal };
};

export const signIn = async ({ deps }: World, role = 'pharmacist'): Promise<void> => {
  const user = (await deps.store.loadUsers()).find((one) => one.role === role);
  if (!user) throw new Error('nobody');
  const reply = await makeSignIn()(deps, user.userId, user.pinHash.split('/')[0] ?? '');
  if (reply.kind === 'refused') throw new Error(reply.sentence);
};

export const handOut = async (world: World): Promise<void> => {
  for (const key of await allKeys(world.deps)) await handOutOne(world, key);
};
export const allKeys = async (deps: World['deps']) => {
  const entries = (
    await Promise.all(Array.from({ length: deps.store.lastSeq() }, (_, i) => deps.journal.readOne(i + 1)))
  ).filter((entry) => entry?.kind === 'prescription.received');
  return entries.map((entry) => entry?.subject as Parameters<typeof actOnPrescription>[1]); // subject of such entries
};

/** So often it is looked whether all is done; a cipher's thread may be late on a busy machine. */
const mostLooks = 20_000;

/** Lets promises run until the outbox has nothing in flight. */
export const settle = async (outbox: OutboxRunner, done: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < mostLooks; i += 1) {
    outbox.wake();
    await new Promise((turn) => setTimeout(turn, 0));
    if (await done()) return;
  }
  throw new Error('the outbox did not settle');
};
