import { afterEach, beforeEach, expect, it } from 'vitest';
import { changePassphrase } from '../../renderer/usecases/settings/settings';
import { anActor, now } from '../support/builders';
import { aLock, presentPassphrase as present } from '../support/locks';
import { MemoryJournal } from '../support/memory-journal';
import { aSpine, forget, openWorld, type World } from '../support/world';

const next = 'staple and paper clip';
const name = 'passphrase';
let world: World;
let journal: MemoryJournal;
let lock: ReturnType<typeof aLock>;
beforeEach(async () => {
  journal = new MemoryJournal();
  lock = aLock();
  world = await openWorld({ name, journal, spine: aSpine(0), kind: 'companion', locks: lock });
  world.deps.who.become(anActor('manager'));
});
afterEach(async () => {
  world.close();
  await forget(name);
});

it('[KEY-9] that it was changed is on record, by whom and when, and neither of the two is', async () => {
  expect(await changePassphrase(world.deps, { present, next })).toEqual({
    kind: 'done',
    sentence: 'The new passphrase opens this profile from the next start on.',
  });
  expect(lock.now()).toBe(next);
  const [set] = await world.deps.store.loadFromList('settings', ['passphrase']);
  expect(set).toEqual({ id: 'passphrase', changedAt: now, changedBy: anActor('manager').name });
  const written = JSON.stringify(journal.entries);
  expect(written).toContain('settings.passphrase-changed');
  for (const secret of [present, next]) expect(written).not.toContain(secret);
});

it('[KEY-9] where main refuses nothing is written, and its words are said', async () => {
  expect(await changePassphrase(world.deps, { present: next, next: present })).toMatchObject({
    kind: 'refused',
    rule: 'KEY-9',
    sentence: 'That is not the passphrase of this profile.',
    next: 'Type it again.',
  });
  expect(journal.entries).toEqual([]);
});

it('[KEY-9] where the record cannot be written it is not said to be the old one', async () => {
  journal.full = true;
  expect(await changePassphrase(world.deps, { present, next })).toEqual({
    kind: 'done',
    sentence:
      'The new passphrase opens this profile from the next start on. That it was changed could not be put on record: note by hand who did and when, and make room on the disk.',
  });
  expect(lock.now()).toBe(next);
});
