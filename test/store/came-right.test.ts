import { afterEach, expect, it } from 'vitest';
import { readCounters } from '../../renderer/store/counters';
import { asFacts, commit } from '../../renderer/usecases/commit';
import { closeUnusable } from '../../renderer/usecases/inbox/close-unusable';
import type { DomainEvent } from '../../renderer/domain/events';
import type { ScriptSpec } from '../support/fhir';
import { received } from '../support/builders';
import { anId } from '../support/keys';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, type World } from '../support/world';

const names = ['came-right', 'came-right-anew', 'closed', 'closed-anew'];
const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) world.close();
  for (const name of names) await forget(name);
});

const journal = new MemoryJournal();
const open = async (name = 'came-right'): Promise<World> => {
  const world = await openWorld({ journal, spine: aSpine(0), name });
  worlds.push(world);
  return world;
};

const notUsable = (shortId: string, n: number): DomainEvent => ({
  type: 'script.quarantined',
  source: { seq: n, path: `entry/${n}` },
  shortId,
  sentence: 'Item 1 names no medicine.',
});

/** A later issue of one that could not be used shares its id. */
const repeats: ScriptSpec = {
  shortId: anId('34F5DAA830087EFE6'),
  longId: 'b4b6ffdd-7c2c-4c41-9bf5-3c0d2f5b5f0a',
  issue: 2,
  issues: 6,
  therapy: 'continuous-repeat-dispensing',
  intent: 'reflex-order',
};

const arrived = (spec: ScriptSpec = {}): DomainEvent => {
  const { prescription } = received(spec);
  const source = { seq: 4, path: 'entry/4' };
  return { type: 'prescription.received', key: prescription.key, prescription, source, attended: true };
};

it('[INB-1] what could not be used is no matter for a person once it came as it should be, unless it is of a repeat', async () => {
  const { deps, db } = await open();
  const usable = received().prescription.shortId;
  const repeat = received(repeats).prescription.shortId;
  await commit(deps, 'x', asFacts([notUsable(usable, 1), notUsable(repeat, 2), notUsable('', 3)]));
  expect((await readCounters(db)).quarantined).toBe(3);
  await commit(deps, 'x', asFacts([arrived(), arrived(repeats)]));
  expect((await readCounters(db)).quarantined).toBe(2);
  expect(await db.quarantine.count()).toBe(2);
  // An index that is made anew takes all of it in at once.
  const anew = await open('came-right-anew');
  expect((await readCounters(anew.db)).quarantined).toBe(2);
  expect(await anew.db.quarantine.count()).toBe(2);
});

it('[INB-21] what a person closed is no matter for anybody, and is not closed twice', async () => {
  const world = await open('closed');
  await signIn(world);
  const { deps, db } = world;
  await commit(deps, 'x', asFacts([notUsable('', 7), notUsable('', 8)]));
  const [first = '', second = ''] = (await db.quarantine.orderBy('seq').primaryKeys()).slice(-2);
  const close = (keptId: string, reason: string) =>
    closeUnusable(deps, { kind: 'CloseUnusable', keptId, reason });
  const before = (await readCounters(db)).quarantined;
  expect(await close(first, ' ')).toMatchObject({ kind: 'refused', code: 'ReasonMissing' });
  expect(await close(first, 'Surgery rung, sent anew')).toMatchObject({ kind: 'done' });
  expect(await close(first, 'Once more')).toMatchObject({ kind: 'refused', code: 'NotKept' });
  expect((await readCounters(db)).quarantined).toBe(before - 1);
  expect(await db.quarantine.get(second)).toBeDefined();
  const anew = await open('closed-anew');
  expect((await readCounters(anew.db)).quarantined).toBe(before - 1);
  expect(await anew.db.quarantine.get(first)).toBeUndefined();
});
