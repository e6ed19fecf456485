import { afterEach, describe, expect, it } from 'vitest';
import { addDays, dayOf, endOfDay } from '../../renderer/domain/kernel/calendar';
import { asItemId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { defaultUrgentList } from '../../renderer/domain/triage/default-list';
import type { UrgentList } from '../../renderer/domain/triage/model';
import { byNeed, planNeeds } from '../../renderer/domain/triage/need';
import { NeedOrder } from '../../renderer/store/need-order';
import { Search } from '../../renderer/store/search';
import { deleteDatabase } from '../../renderer/store/schema';
import { summaryOf } from '../../renderer/store/summary';
import { changeUrgent, loadUrgentList } from '../../renderer/usecases/settings/urgent';
import type { Tab } from '../../renderer/domain/prescriptions/tab';
import type { WorklistRow } from '../../renderer/usecases/views';
import { act, now, ready, received } from '../support/builders';
import { itemIdOf } from '../support/fhir';
import { makeRandom, type Random } from '../support/fuzz';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, testKeys, type World } from '../support/world';

const name = 'need-order-test';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const plain = summaryOf(received());
const names = ['Paracetamol 500mg tablets', 'Apixaban 5mg tablets', 'Insulin glargine 100units/ml', '?'];
const tabs: readonly Tab[] = ['to-check', 'to-assemble', 'ready', 'owed', 'done', 'returned'];

const anyRow = (random: Random, n: number): WorklistRow => ({
  ...plain,
  key: `key-${n}` as WorklistRow['key'], // brand
  tab: random.pick(tabs),
  receivedAt: asInstant(now - random.below(50) * 60_000),
  medicines: [{ code: '1', display: random.pick(names), schedule: '' }],
  expiresAt: endOfDay(addDays(dayOf(now), random.below(8) - 2)),
});

const keysOf = (needs: NeedOrder, tab: Tab, at = now) =>
  needs.page({ tab, from: 0, count: 1_000 }, at).rows.map(({ key }) => key);

/** As the rules have it, without any order kept. */
const expected = (
  rows: ReadonlyMap<string, WorklistRow>,
  tab: Tab,
  at = now,
  list: UrgentList = defaultUrgentList,
) => {
  const { rankOf } = planNeeds(list, at);
  return [...rows.values()]
    .filter((row) => row.tab === tab)
    .map((row) => ({ ...row, rank: rankOf(row) }))
    .sort(byNeed)
    .map(({ key }) => key);
};

describe('what waits, by need', () => {
  it('[STO-13] [TRI-1] [TRI-2] whatever changes, each tab holds every script that waits there once, in its order', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = makeRandom(seed);
      const needs = new NeedOrder(defaultUrgentList);
      const rows = new Map<string, WorklistRow>();
      for (let step = 0; step < 12; step += 1) {
        const changed = Array.from({ length: random.below(9) }, () => anyRow(random, random.below(30)));
        for (const row of changed) rows.set(row.key, row);
        needs.take(changed);
        if (random.below(3) === 0) continue;
        for (const tab of ['to-check', 'to-assemble', 'ready', 'owed'] as const)
          expect(keysOf(needs, tab), `seed ${seed}`).toEqual(expected(rows, tab));
        expect(keysOf(needs, 'done')).toEqual([]);
      }
    }
  });

  it('[STO-13] [TRI-4] it is right after midnight, and under another list, without anything being taken in', () => {
    const random = makeRandom(7);
    const needs = new NeedOrder(defaultUrgentList);
    const rows = new Map(Array.from({ length: 80 }, (_, n) => [`${n}`, anyRow(random, n)]));
    needs.take([...rows.values()]);
    const tomorrow = asInstant(endOfDay(dayOf(now)) + 1_000);
    expect(keysOf(needs, 'to-check')).toEqual(expected(rows, 'to-check'));
    expect(keysOf(needs, 'to-check', tomorrow)).toEqual(expected(rows, 'to-check', tomorrow));
    expect(expected(rows, 'to-check', tomorrow)).not.toEqual(expected(rows, 'to-check'));
    const end = endOfDay(addDays(dayOf(now), 1));
    for (const at of [tomorrow, end, end + 1, end + 999])
      expect(needs.settle(asInstant(at))).toBe(end + 1_000);
    expect(keysOf(needs, 'to-check')).toEqual(expected(rows, 'to-check'));
    const other = [{ name: 'odd', words: ['paracetamol'], codes: [] }];
    needs.use(other);
    expect(keysOf(needs, 'to-check')).toEqual(expected(rows, 'to-check', now, other));
    expect(expected(rows, 'to-check', now, other)).not.toEqual(expected(rows, 'to-check'));
  });

  it('[STO-13] a page has its place and says how many wait', () => {
    const needs = new NeedOrder(defaultUrgentList);
    needs.take(
      Array.from({ length: 30 }, (_, n) => ({ ...anyRow(makeRandom(n), n), tab: 'ready' as const })),
    );
    const all = keysOf(needs, 'ready');
    const page = needs.page({ tab: 'ready', from: 10, count: 5 }, now);
    expect(page.rows.map(({ key }) => key)).toEqual(all.slice(10, 15));
    expect(page).toMatchObject({ from: 10, total: 30 });
    expect(needs.page({ tab: 'owed', from: 0, count: 5 }, now)).toEqual({ rows: [], from: 0, total: 0 });
  });

  it('[TRI-11] all tabs together are in one order, and the number of changes grows with each of them', () => {
    const needs = new NeedOrder(defaultUrgentList);
    const rows = Array.from({ length: 60 }, (_, n) => anyRow(makeRandom(n), n));
    needs.take(rows);
    const waiting = rows.filter(({ tab }) => tab !== 'done' && tab !== 'returned');
    const { rankOf } = planNeeds(defaultUrgentList, now);
    expect(needs.all(now).rows.map(({ key }) => key)).toEqual(
      waiting
        .map((row) => ({ ...row, rank: rankOf(row) }))
        .sort(byNeed)
        .map(({ key }) => key),
    );
    const [done] = rows.filter(({ tab }) => tab === 'done');
    const [ready] = rows.filter(({ tab }) => tab === 'ready');
    if (!done || !ready) throw new Error('no such rows');
    const steps: readonly (() => unknown)[] = [
      () => needs.take([{ ...ready, receivedAt: now }]),
      () => needs.take([{ ...ready, tab: 'done' }]),
      () => needs.use([]),
      () => needs.settle(now),
    ];
    for (const step of steps) {
      const before = needs.changes;
      step();
      expect(needs.changes).toBeGreaterThan(before);
    }
    const before = needs.changes;
    needs.take([done]);
    expect(needs.changes).toBe(before);
  });

  it('[STO-13] rows of the index are taken in while the search is built, those that changed meanwhile once', async () => {
    const journal = new MemoryJournal();
    world = await openWorld({ journal, spine: aSpine(0), name });
    const search = new Search();
    const needs = new NeedOrder(defaultUrgentList);
    const state = received();
    search.update([summaryOf(state)]);
    needs.take([summaryOf(state)]);
    await search.build(world.db, await testKeys(), (rows) => needs.take(rows));
    expect(keysOf(needs, 'to-check')).toHaveLength(1);
  });

  it('[TRI-3] what was handed out of a script makes the rest of it no more urgent', () => {
    const state = act(
      ready({ items: [{ name: 'Insulin glargine' }, { name: 'Paracetamol 500mg tablets' }] }),
      {
        kind: 'SupplyItems',
        choices: [
          { kind: 'full', itemId: asItemId(itemIdOf(0)) },
          { kind: 'owing', itemId: asItemId(itemIdOf(1)) },
        ],
      },
    );
    expect(summaryOf(state)).toMatchObject({ tab: 'owed', itemCount: 2 });
    expect(summaryOf(state).medicines.map(({ display }) => display)).toEqual(['Paracetamol 500mg tablets']);
  });

  it('[TRI-6] [STO-2] the list is kept by the journal: another index of it has the same list, with who and when', async () => {
    const journal = new MemoryJournal();
    world = await openWorld({ journal, spine: aSpine(0), name });
    await signIn(world, 'technician');
    expect(await changeUrgent(world.deps, { kind: 'RemoveUrgentKind', name: 'insulin' })).toMatchObject({
      rule: 'TRI-6',
    });
    await signIn(world);
    await changeUrgent(world.deps, { kind: 'RemoveUrgentKind', name: 'insulin' });
    await changeUrgent(world.deps, { kind: 'MoveUrgentKind', name: 'epilepsy', by: -1 });
    const list = await loadUrgentList(world.deps);
    const kept = await world.deps.store.loadFromList('settings', ['urgent-medicines']);
    expect(kept[0]).toMatchObject({ changedAt: now, changedBy: world.deps.who.current()?.name });
    world.close();
    await deleteDatabase(name);
    world = await openWorld({ journal, spine: aSpine(0), name });
    expect(await loadUrgentList(world.deps)).toEqual(list);
    expect(await world.deps.store.loadFromList('settings', ['urgent-medicines'])).toEqual(kept);
    await signIn(world);
    await changeUrgent(world.deps, { kind: 'RestoreUrgentList' });
    expect(await loadUrgentList(world.deps)).toEqual(defaultUrgentList);
  });
});
