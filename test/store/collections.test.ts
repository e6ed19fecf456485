import { afterEach, describe, expect, it } from 'vitest';
import type { Collection, Collections } from '../../renderer/store/collections/collection';
import { makeReads } from '../../renderer/store/reads';
import { commit } from '../../renderer/usecases/commit';
import type { ListPage, ListQuery } from '../../renderer/usecases/collections';
import { seedTrainingPeople } from '../../renderer/usecases/users/add-person';
import { asUserId } from '../../renderer/domain/kernel/ids';
import { MemoryJournal } from '../support/memory-journal';
import { aSpine, forget, openWorld, testKeys, type World } from '../support/world';

const name = 'collections-test';
const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) world.close();
  await forget(name);
});

type Visits = { readonly who: string; readonly count: number };

/** A list of who signed in how often: often enough, and they move to another tab. */
const visits: Collection<unknown> = {
  idsOf: (event) => (event.type === 'user.signed-in' ? [event.userId] : []),
  evolve: (state, _event, id): Visits => ({
    who: id,
    count: ((state as Visits | undefined)?.count ?? 0) + 1, // this list's own states
  }),
  place: (state) => {
    const { who, count } = state as Visits; // this list's own states
    return { tab: count > 1 ? 'often' : 'once', order: count, links: [who.slice(0, 1)] };
  },
};

// Stands in for the real list of that name.
const collections = { incidents: visits } as unknown as Collections;

const open = async (journal: MemoryJournal): Promise<World> => {
  const world = await openWorld({ journal, spine: aSpine(0), name, collections });
  worlds.push(world);
  return world;
};

const visit = (world: World, who: string) =>
  commit(world.deps, who, [{ event: { type: 'user.signed-in', userId: asUserId(who) } }]);

const rowsOf = ({ db }: World) => db.listRows('incidents').orderBy('[order+id]').toArray();

describe('sealed lists', () => {
  it('[STO-11] are folded, counted by tab, looked up blind, and read back', async () => {
    const world = await open(new MemoryJournal());
    await seedTrainingPeople(world.deps);
    for (const who of ['ann', 'bob', 'ann', 'abe']) await visit(world, who);
    const { store } = world.deps;
    expect((await store.counters()).lists).toEqual({ 'incidents/once': 2, 'incidents/often': 1 });
    expect(await store.loadFromList('incidents', ['ann', 'zoe'])).toEqual([
      { who: 'ann', count: 2 },
      undefined,
    ]);
    expect(await store.loadTab('incidents', 'often')).toEqual([{ who: 'ann', count: 2 }]);
    expect(await store.loadTab('incidents', 'once', 1)).toHaveLength(1);
    const found = (await store.findByLink('incidents', 'a')) as unknown as readonly Visits[]; // this list's own states
    expect(found.map(({ who }) => who).sort()).toEqual(['abe', 'ann']);
  });

  it('[STO-11] show nothing in the clear', async () => {
    const world = await open(new MemoryJournal());
    await visit(world, 'okafor');
    const [row] = await rowsOf(world);
    expect(JSON.stringify({ ...row, sealed: undefined })).not.toContain('okafor');
    expect(Buffer.from(row?.sealed ?? []).toString('latin1')).not.toContain('okafor');
  });

  it('[STO-11] come back from the journal, the same', async () => {
    const journal = new MemoryJournal();
    const first = await open(journal);
    for (const who of ['ann', 'bob', 'ann']) await visit(first, who);
    const before = (await rowsOf(first)).map(({ sealed: _sealed, ...row }) => row);
    first.close();
    await forget(name);
    const again = await open(journal);
    expect((await rowsOf(again)).map(({ sealed: _sealed, ...row }) => row)).toEqual(before);
    expect((await again.deps.store.counters()).lists).toEqual({ 'incidents/once': 1, 'incidents/often': 1 });
  });

  it('[STO-8] are paged by key, whole or one tab', async () => {
    const world = await open(new MemoryJournal());
    for (const who of ['a', 'b', 'c', 'd', 'a']) await visit(world, who);
    const reads = makeReads(world.db, await testKeys());
    const page = (after?: string, tab?: string, more: Partial<ListQuery> = {}): Promise<ListPage<unknown>> =>
      new Promise((done) => {
        const query = { limit: 2, ...(after ? { after } : {}), ...(tab ? { tab } : {}), ...more };
        const end = reads.list('incidents', query, (found) => {
          done(found);
          queueMicrotask(() => end());
        });
      });
    const one = await page();
    const two = await page(one.next);
    expect([one.rows.length, two.rows.length, two.next]).toEqual([2, 2, undefined]);
    expect(new Set([...one.rows, ...two.rows].map((row) => (row as Visits).who)).size).toBe(4); // as above
    expect((await page(undefined, 'often')).rows).toEqual([{ who: 'a', count: 2 }]);
    for (const tab of ['often', undefined]) {
      expect((await page(undefined, tab, { between: [2, 2] })).rows).toEqual([{ who: 'a', count: 2 }]);
      expect((await page(undefined, tab, { between: [3, 9] })).rows).toEqual([]);
    }
    const ones = await page(undefined, undefined, { between: [0, 1] });
    expect((await page(ones.next, undefined, { between: [0, 1] })).rows).toHaveLength(1);
  });
});
