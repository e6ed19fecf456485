import { afterEach, describe, expect, it } from 'vitest';
import { commit } from '../../renderer/usecases/commit';
import type { Deps } from '../../renderer/usecases/deps';
import { showEndsInPacks } from '../../renderer/usecases/desk/ended-in-packs';
import type { InTurn } from '../../renderer/usecases/deps';
import { aPack } from '../support/desk';
import { counts, importAll, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'desk-ends';
const atOnce: InTurn = (task) => task();
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

/** So many scripts lie in a pack. */
const withPacked = async (howMany: number): Promise<World> => {
  const spine = aSpine(4);
  world = await openWorld({ journal: new MemoryJournal(), spine, name });
  await signIn(world);
  await importAll(world, stuck(spine, howMany));
  return world;
};
const longAfter = 400 * 86_400_000;

/** The same scripts once more, in a later pack in which they have not ended. */
const packAgain = async ({ deps }: World): Promise<void> => {
  const source = { ...aPack, packId: 'p18' };
  for (const { id, packed } of await deps.store.loadTab('desk', 'to-scan'))
    for (const { ends: _ends, source: before, ...inside } of packed)
      await commit(deps, 'A', [
        {
          event: { type: 'desk.listed', id, source, place: '', packed: { ...inside, path: before.path } },
        },
      ]);
};

const toScan = ({ store }: Deps) => store.loadTab('desk', 'to-scan');

describe('what ends while it lies in its pack', () => {
  it('[DSK-18] is not to scan any more the next day', async () => {
    const all = await withPacked(3);
    const { deps, clock } = all;
    await showEndsInPacks(deps, await toScan(deps), atOnce);
    expect(await counts(all)).toEqual({ 'to-scan': 3 });
    later(clock, longAfter);
    await showEndsInPacks(deps, await toScan(deps), atOnce);
    expect(await counts(all)).toEqual({ 'needs-gp': 3 });
    const written = deps.store.lastSeq();
    await showEndsInPacks(deps, await toScan(deps), atOnce);
    expect(deps.store.lastSeq()).toBe(written);
  });

  it('[DSK-18] stays to scan where a later pack comes while that is looked for', async () => {
    const here = await withPacked(1);
    later(here.clock, longAfter);
    await showEndsInPacks(here.deps, await toScan(here.deps), async (task) => {
      await packAgain(here);
      return task();
    });
    expect(await counts(here)).toEqual({ 'to-scan': 1 });
  });
});
