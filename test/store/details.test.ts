import type { DBCore } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { numbersAgree } from '../../renderer/store/counters';
import { makeReads } from '../../renderer/store/reads';
import { RowDamaged } from '../../renderer/store/sealing';
import { filledWorld, unlock } from '../support/filled-world';
import { forget, testKeys, type World } from '../support/world';

const name = 'details-test';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const filled = async (): Promise<World> => (world = await filledWorld(name));

describe('details', () => {
  it('[STO-5] a sealed row does not open in another row’s place', async () => {
    const opened = await filled();
    const keys = await opened.deps.store.keysIn('locked', 100);
    const [first, second] = await opened.db.pages.limit(2).toArray();
    if (!first || !second) throw new Error('no pages');
    await opened.db.pages.put({ ...first, sealed: second.sealed });
    await expect(opened.deps.store.loadPrescriptions(keys)).rejects.toThrow(RowDamaged);
    await opened.db.pages.put(first);
    const [a, b] = await opened.db.scripts.limit(2).toArray();
    if (!a || !b) throw new Error('no rows');
    await opened.db.scripts.put({ ...a, page: b.page ?? 0, line: b.line ?? 0 });
    await expect(opened.deps.store.loadPrescriptions(keys)).rejects.toThrow(RowDamaged);
    await opened.db.scripts.put(a);
    await unlock(opened, keys.slice(0, 2));
    const [c, d] = await opened.db.details.toArray();
    if (!c || !d) throw new Error('no rows');
    await opened.db.details.put({ ...c, sealed: d.sealed });
    await expect(opened.deps.store.loadPrescriptions(keys)).rejects.toThrow(RowDamaged);
  });

  it('[STO-2] what the screen wants to show and what does not open is said, and nothing of it is shown', async () => {
    const { db, deps } = await filled();
    const [key] = await deps.store.keysIn('locked', 1);
    if (!key) throw new Error('no script');
    for (const page of await db.pages.toArray())
      await db.pages.put({ ...page, sealed: page.sealed.slice().reverse() });
    const keys = await testKeys();
    const shown: unknown[] = [];
    await new Promise<void>((told) => {
      const end = makeReads(db, keys, () => {
        end();
        told();
      }).prescription(key, (view) => shown.push(view));
    });
    expect(shown).toEqual([]);
  });

  it('[STO-2] a list that the disk does not give any more is said, and nobody waits for it', async () => {
    const { db } = await filled();
    const failing = (core: DBCore): DBCore => ({
      ...core,
      table: (name) => ({
        ...core.table(name),
        query: () => Promise.reject(new DOMException('Internal error', 'UnknownError')),
      }),
    });
    db.use({ stack: 'dbcore', name: 'failing', create: failing });
    db.close({ disableAutoOpen: false });
    const keys = await testKeys();
    const heard = await new Promise<string>((done) => {
      makeReads(db, keys, () => done('damaged')).messages('open', () => done('shown'));
    });
    expect(heard).toBe('damaged');
  });

  it('[STO-14] what came together is one page, and stays as it is when one of its scripts changes', async () => {
    const opened = await filled();
    const { db, deps } = opened;
    const keys = await deps.store.keysIn('locked', 100);
    const before = await db.pages.toArray();
    expect(before.length).toBeLessThan(keys.length / 4);
    expect(await db.details.count()).toBe(0);
    const [first = '' as never, ...others] = keys;
    const [received] = await deps.store.historyOf(first);
    await unlock(opened, [first]);
    expect((await deps.store.loadPrescription(first))?.work).toBe('to-check');
    expect(await deps.store.historyOf(first)).toEqual([received, deps.store.lastSeq()]);
    const states = await deps.store.loadPrescriptions(others);
    expect(states.map((state) => [state?.prescription.key, state?.work])).toEqual(
      others.map((key) => [key, 'locked']),
    );
    expect(await db.pages.toArray()).toEqual(before);
    expect(await db.details.count()).toBe(1);
    expect(await numbersAgree(db)).toBe(true);
    await db.pages.delete(before[0]?.number ?? 0);
    expect(await numbersAgree(db)).toBe(false);
    await expect(deps.store.loadPrescriptions(keys)).rejects.toThrow(RowDamaged);
  });
});
