import Dexie from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { actorOf } from '../../renderer/domain/users/decide';
import { numbersAgree } from '../../renderer/store/counters';
import { openDetails, readDetails } from '../../renderer/store/details';
import { begunAnew } from '../../renderer/store/migrations/0018-begun-anew';
import { makeReads } from '../../renderer/store/reads';
import { deleteDatabase, openDatabase } from '../../renderer/store/schema';
import { RowDamaged } from '../../renderer/store/sealing';
import { Search } from '../../renderer/store/search';
import { readEnd } from '../../renderer/store/loads';
import { seedTrainingPeople } from '../../renderer/usecases/users/add-person';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { prepareAttempt, settleAttempt } from '../../renderer/usecases/outbox/deliver';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import type { WorklistPage, WorklistRow } from '../../renderer/usecases/views';
import { requestById } from '../../renderer/usecases/inbox/request-by-id';
import { anActor } from '../support/builders';
import { filledWorld, unlock } from '../support/filled-world';
import { MemoryJournal } from '../support/memory-journal';
import { aSpine, forget, openWorld, settleRelease, testKeys, type World } from '../support/world';

const name = 'store-test';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const filled = async (journal?: MemoryJournal): Promise<World> => (world = await filledWorld(name, journal));

const tables = [
  'scripts',
  'details',
  'pages',
  'messages',
  'releases',
  'users',
  'quarantine',
  'desk',
  'incidents',
  'watch',
  'reissues',
  'unscripted',
  'packs',
  'settings',
  'counters',
  'meta',
] as const;

/** How details are put into pages depends on what was written together, so they are compared opened. */
const ofPages = ['pages', 'changed'];

/** Every row without its ciphertext, which is new each time, in the order of the keys; details are opened. */
const shown = async ({ db }: World): Promise<unknown> => {
  const rows = tables
    .filter((table) => table !== 'details' && table !== 'pages')
    .map(async (table) =>
      (await db.table<Record<string, unknown>>(table).toArray())
        .map(({ sealed: _sealed, page: _page, line: _line, ...row }) => row)
        .filter(({ name: counter }) => !ofPages.includes(String(counter))),
    );
  const details = openDetails(await testKeys(), await readDetails(db, await db.scripts.toArray()));
  return [await Promise.all(rows), await details];
};

const page = (
  world_: World,
  query: Parameters<ReturnType<typeof makeReads>['worklist']>[0],
): Promise<WorklistPage> =>
  testKeys().then(
    (keys) =>
      new Promise((done) => {
        const end = makeReads(world_.db, keys).worklist(query, (found) => {
          done(found);
          setTimeout(() => end());
        });
      }),
  );

describe('index', () => {
  it('[STO-1] a batch that fails changes nothing, not even the last entry', async () => {
    const { deps, db } = await filled();
    const before = (await readEnd(db)).lastSeq;
    const bad = {
      at: deps.clock.now(),
      by: 'x',
      kind: 'from.the.future',
      subject: 's',
      v: 9,
      data: {},
      seq: before + 1,
      terminal: 'T',
    };
    await expect(deps.store.project([bad])).rejects.toThrow();
    expect((await readEnd(db)).lastSeq).toBe(before);
    await expect(deps.store.project([{ ...bad, seq: before + 2 }])).rejects.toThrow(/gap/);
  });

  it('[STO-2] deleted, or with rows damaged, it is rebuilt from the journal to the same rows', async () => {
    const journal = new MemoryJournal();
    const first = await filled(journal);
    const before = await shown(first);
    first.close();
    await deleteDatabase(name);
    world = await openWorld({ journal, spine: aSpine(0), name });
    expect(await shown(world)).toEqual(before);
    const row = await world.db.pages.toCollection().first();
    if (!row) throw new Error('no row');
    await world.db.pages.put({ ...row, sealed: row.sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) });
    const keys = await world.deps.store.keysIn('locked', 100);
    await expect(world.deps.store.loadPrescriptions(keys)).rejects.toThrow(RowDamaged);
  });

  it('[STO-3] counters follow every change', async () => {
    const { deps, db } = await filled();
    expect((await deps.store.counters()).locked).toBe(30);
    await unlock({ deps }, await deps.store.keysIn('locked', 7));
    const counters = await deps.store.counters();
    expect([counters.locked, counters['to-check'], counters.all]).toEqual([23, 7, 30]);
    expect(await db.scripts.count()).toBe(30);
  });

  it('[STO-4] a database of a newer program is refused and left alone', async () => {
    const newer = new Dexie(name);
    newer.version(99).stores({ meta: '&name', later: '&id' });
    await newer.open();
    newer.close();
    expect((await openDatabase(name)).kind).toBe('newer');
    const again = new Dexie(name);
    await again.open();
    expect(again.verno).toBe(99);
    again.close();
  });

  it('[STO-5] [STO-6] no row tells a name, a number, a medicine or an id', async () => {
    const opened = await filled();
    const states = await opened.deps.store.loadPrescriptions(await opened.deps.store.keysIn('locked', 100));
    const rows = await Promise.all(tables.map((table) => opened.db.table(table).toArray()));
    const text = JSON.stringify(rows, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    for (const state of states) {
      const { patient, shortId, longId, items } = state?.prescription ?? {};
      for (const planted of [
        patient?.family,
        patient?.nhsNumber,
        patient?.postcode,
        shortId,
        longId,
        items?.[0]?.medication.display,
      ])
        expect(planted !== undefined && planted.length > 3 && text.includes(planted), planted).toBe(false);
    }
  });

  it('[STO-7] [STO-8] pages come in order, follow one another, and miss nothing', async () => {
    const opened = await filled();
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const found: WorklistPage = await page(opened, {
        tab: 'locked',
        limit: 7,
        ...(after === undefined ? {} : { after }),
      });
      const times = found.rows.map((row) =>
        Math.min(row.receivedAt, (row.expiresAt ?? Infinity) - 3 * 86_400_000),
      );
      expect(times).toEqual([...times].sort((a, b) => a - b));
      seen.push(...found.rows.map((row) => row.key));
      after = found.next;
    } while (after !== undefined);
    expect(seen.length).toBe(30);
    expect(new Set(seen).size).toBe(30);
    expect((await page(opened, { tab: 'all', limit: 50 })).rows.length).toBe(30);
  });

  it('[STO-9] finds by name, number and id, in memory', async () => {
    const opened = await filled();
    const search = new Search();
    await search.build(opened.db, await testKeys());
    const state = await opened.deps.store.loadPrescription(
      (await opened.deps.store.keysIn('locked', 1))[0] ?? ('' as never),
    );
    if (!state) throw new Error('no script');
    const { patient, shortId } = state.prescription;
    for (const text of [
      patient.family,
      patient.family.slice(0, 3).toLowerCase(),
      patient.nhsNumber ?? '',
      shortId,
      `${patient.given.split(' ')[0]} ${patient.family}`,
    ])
      expect(
        search.find(text, 50).map((row) => row.key),
        text,
      ).toContain(state.prescription.key);
    expect(search.find('zzzz', 50)).toEqual([]);
    expect(search.find('', 50)).toEqual([]);
  });

  it('[STO-2] a lost row shows in the numbers; scripts that arrive meanwhile do not look like one', async () => {
    const opened = await openWorld({ journal: new MemoryJournal(), spine: aSpine(30), name });
    world = opened;
    const { deps, db, broker } = opened;
    await seedTrainingPeople(deps);
    const step = await planRelease(deps, undefined);
    if (step.kind !== 'send') throw new Error(step.kind);
    const result = await broker.send(step.request);
    let arriving = true;
    const settled = settleRelease(deps, step.request, result).finally(() => (arriving = false));
    const seen: boolean[] = [];
    while (arriving && seen.length < 500) seen.push(await numbersAgree(db));
    await settled;
    expect(await db.scripts.count()).toBe(25);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).not.toContain(false);
    expect(await numbersAgree(db)).toBe(true);
    const [row] = await db.scripts.toArray();
    await db.scripts.delete(row?.id ?? '');
    expect(await numbersAgree(db)).toBe(false);
  });

  it('[STO-2] an index of an older version is emptied, and made anew from the journal', async () => {
    for (const version of [1, 16, 17]) {
      const old = new Dexie(name);
      old.version(version).stores({ meta: '&name', scripts: '&id', asked: '&id, [open+seq]' });
      await old.open();
      await old.table('meta').put({ name: 'lastSeq', value: 7 });
      await old.table('asked').put({ id: 'one', open: 1, seq: 7 });
      old.close();
      const opened = await openDatabase(name);
      if (opened.kind !== 'open') throw new Error(opened.kind);
      expect((await readEnd(opened.db)).lastSeq).toBe(0);
      expect(opened.db.tables.map((table) => table.name)).not.toContain('asked');
      expect([...opened.db.backendDB().objectStoreNames].sort()).toEqual(
        [...tables, 'patients', 'prints', 'refusals'].sort(),
      );
      opened.db.close();
      await deleteDatabase(name);
    }
  });

  it('[STO-2] rows as the program before this one folded them are made anew, though nothing is behind', async () => {
    const journal = new MemoryJournal();
    const first = await filled(journal);
    const before = await shown(first);
    const end = await first.db.meta.toArray();
    first.close();
    await deleteDatabase(name);
    const old = new Dexie(name);
    old.version(17).stores({ meta: '&name', scripts: '&id' });
    await old.open();
    await old.table('meta').bulkPut(end);
    old.close();
    world = await openWorld({ journal, spine: aSpine(0), name });
    expect(await shown(world)).toEqual(before);
  });

  it('[STO-2] an index of the oldest shape that is kept keeps what is in it', async () => {
    const old = new Dexie(name);
    begunAnew(old);
    await old.open();
    await old.table('meta').put({ name: 'lastSeq', value: 7 });
    old.close();
    const opened = await openDatabase(name);
    if (opened.kind !== 'open') throw new Error(opened.kind);
    expect((await readEnd(opened.db)).lastSeq).toBe(7);
    expect(await opened.db.listRows('patients').count()).toBe(0);
    opened.db.close();
  });

  it('[STO-10] what is to be claimed is in order of its day, and what was asked for by id is kept', async () => {
    const opened = await filled();
    const { deps } = opened;
    const user = (await deps.store.loadUsers()).find(({ role }) => role === 'pharmacist');
    if (user) deps.who.become(actorOf(user));
    const keys = await deps.store.keysIn('locked', 3);
    await unlock(opened, keys);
    for (const [n, key] of keys.entries()) {
      opened.clock.at = asInstant(opened.clock.at + n * 20 * 86_400_000);
      for (const kind of [
        'CheckPrescription',
        'AssemblePrescription',
        'AccuracyCheckPrescription',
        'SupplyInFull',
      ] as const)
        await actOnPrescription(deps, key, { kind });
    }
    expect((await deps.store.counters())['claims-due']).toBe(0);
    for (const message of await deps.store.openMessages()) {
      const request = await prepareAttempt(deps, message);
      if (request) await settleAttempt(deps, message.messageId, await deps.broker.send(request));
    }
    expect((await deps.store.counters())['claims-due']).toBe(keys.length);
    const storeKeys = await testKeys();
    const rows = await new Promise<readonly WorklistRow[]>((done) => {
      const end = makeReads(opened.db, storeKeys).claims(10, (found) => {
        done(found);
        setTimeout(() => end());
      });
    });
    const due = rows.map(({ claim }) => Number(claim?.dueAt));
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect(rows).toHaveLength(keys.length);
    const unknown = asPrescriptionId('24F5DA-A83008-7EFE6Z');
    deps.who.become(anActor());
    await requestById(deps, unknown);
    const step = await planRelease(deps);
    if (step.kind !== 'send') throw new Error(step.kind);
    await settleRelease(deps, step.request, await deps.broker.send(step.request));
    expect(await deps.store.loadFromList('desk', [unknown])).toMatchObject([
      { id: unknown, custody: { kind: 'not-found' } },
    ]);
  });
});
