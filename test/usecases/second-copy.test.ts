import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSecondCopy, stopSecondCopy } from '../../renderer/usecases/settings/second-copy';
import { anActor, now } from '../support/builders';
import { aCopyPort } from '../support/copies';
import { MemoryJournal } from '../support/memory-journal';
import { aSpine, forget, openWorld, type World } from '../support/world';

const name = 'second-copy';
const folder = '/media/stick';
let world: World;
let journal: MemoryJournal;
let secondCopy: ReturnType<typeof aCopyPort>;
beforeEach(async () => {
  journal = new MemoryJournal();
  secondCopy = aCopyPort(folder);
  world = await openWorld({ name, journal, spine: aSpine(0), kind: 'live', secondCopy });
  world.deps.who.become(anActor('manager'));
});
afterEach(async () => {
  world.close();
  await forget(name);
});

const onRecord = async () => (await world.deps.store.loadFromList('settings', ['second-copy']))[0];

it('[CPY-1] where it is kept is on record, and that it is kept no more', async () => {
  const changed = { changedAt: now, changedBy: anActor('manager').name };
  expect(await keepSecondCopy(world.deps, folder)).toMatchObject({ kind: 'done' });
  expect(secondCopy.folder()).toBe(folder);
  expect(await onRecord()).toEqual({ id: 'second-copy', folder, ...changed });
  expect(await stopSecondCopy(world.deps)).toMatchObject({ kind: 'done' });
  expect(secondCopy.folder()).toBeUndefined();
  expect(await onRecord()).toEqual({ id: 'second-copy', folder: null, ...changed });
});

it('[CPY-1] a technician neither says where nor ends it', async () => {
  world.deps.who.become(anActor('technician'));
  expect(await keepSecondCopy(world.deps, folder)).toMatchObject({ code: 'RoleMissing' });
  world.deps.who.become(anActor('pharmacist'));
  await keepSecondCopy(world.deps, folder);
  world.deps.who.become(undefined);
  expect(await stopSecondCopy(world.deps)).toMatchObject({ kind: 'refused' });
  expect(secondCopy.folder()).toBe(folder);
});

it('[CPY-1] where main does not take the folder nothing is written, and its words are said', async () => {
  expect(await keepSecondCopy(world.deps, '/elsewhere')).toMatchObject({
    kind: 'refused',
    rule: 'CPY-1',
    sentence: 'That folder was not chosen here.',
  });
  expect(journal.entries).toEqual([]);
});
