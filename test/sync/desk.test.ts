import { afterEach, describe, expect, it } from 'vitest';
import type { Spine } from '../../electron/training/spine';
import { deskSentence } from '../../renderer/domain/desk/words';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import type { PackEvent } from '../../renderer/domain/recovery/pack-events';
import { makeReads } from '../../renderer/store/reads';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { commit } from '../../renderer/usecases/commit';
import { actOnDesk } from '../../renderer/usecases/desk/desk';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { importToDesk } from '../../renderer/usecases/desk/import-to-desk';
import type { MessageRow } from '../../renderer/usecases/views';
import { aList, anId, aPack } from '../support/desk';
import {
  counts,
  handOut,
  importAll,
  keyOf,
  others,
  scan,
  settle,
  stepInbox,
  stepOutbox,
  stuck,
} from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, testKeys, type World } from '../support/world';

const worlds: { readonly world: World; readonly name: string }[] = [];
afterEach(async () => {
  for (const { world, name } of worlds.splice(0)) {
    world.close();
    await forget(name);
  }
});

let count = 0;
const open = async (spine: Spine, more: Partial<Parameters<typeof openWorld>[0]> = {}): Promise<World> => {
  const name = `desk-${(count += 1)}`;
  const world = await openWorld({ journal: new MemoryJournal(), spine, ...more, name });
  worlds.push({ world, name });
  await signIn(world);
  return world;
};

const rowOf = async ({ deps }: World, shortId: string) =>
  (await deps.store.loadFromList('desk', [asPrescriptionId(shortId)]))[0];

const aPackImported = (expiresAt: Instant): PackEvent => ({
  type: 'pack.imported',
  id: aPack.packId ?? '',
  sequence: 17,
  supplier: 'Invented Broker',
  signerKid: 'k',
  fileName: 'fa565-17.epspack',
  issuedAt: asInstant(0),
  expiresAt,
  count: 2,
  bundles: 2,
  partSeqs: [],
});

/** A script out of a pack, handed out before the Spine was asked. */
const handedOut = async (scripts: number) => {
  const spine = aSpine(scripts);
  const [script] = stuck(spine, 1);
  const world = await open(spine);
  if (!script) throw new Error('no script');
  await importAll(world, [script]);
  await scan(world, script.shortId);
  await handOut(world, keyOf(script));
  return { spine, script, world };
};

const released = ({ broker }: World) => broker.sent.filter(({ subject }) => subject.startsWith('release|'));

describe('the desk, offline and back', () => {
  it('[DSK-8] [DSK-10] [DSK-13] released from a pack offline, handed out, confirmed first, notified once', async () => {
    const spine = aSpine(4);
    const scripts = stuck(spine, 3);
    const world = await open(spine);
    await importAll(world, scripts);
    expect(await counts(world)).toEqual({ 'to-scan': 3 });
    for (const { shortId } of scripts) expect((await scan(world, shortId)).title).toBe('RELEASED OFFLINE');
    const [first, second] = scripts;
    if (!first || !second) throw new Error('no scripts');
    await handOut(world, keyOf(first));
    const [before] = await world.deps.store.openMessages();
    expect(before).toMatchObject({ awaits: 'confirmation' });
    await stepOutbox(world);
    expect(world.broker.sent).toEqual([]);
    expect(await counts(world)).toEqual({ unconfirmed: 3 });
    await settle(world);
    expect(world.broker.sent.map(({ subject }) => subject.split('|')[0])).toEqual([
      'release',
      'release',
      'release',
      'message',
    ]);
    expect(world.broker.sent.at(-1)?.sha256).toBe(before?.sha256);
    expect(await counts(world)).toEqual({ released: 3 });
    const there = spine.scripts().find(({ shortId }) => shortId === first.shortId);
    expect([there?.status, there?.applied.length]).toEqual(['0006', 1]);
    expect(await world.deps.store.openMessages()).toEqual([]);
    // What was not touched is ours, and notified when it is handed out.
    await handOut(world, keyOf(second));
    await settle(world);
    expect(spine.scripts().find(({ shortId }) => shortId === second.shortId)?.status).toBe('0006');
  });

  it('[DSK-11] [DSK-12] what the Spine does not confirm is held; the notification is never sent by itself', async () => {
    const spine = aSpine(4);
    const scripts = stuck(spine, 2);
    const world = await open(spine);
    await importAll(world, scripts);
    for (const { shortId } of scripts) await scan(world, shortId);
    const [away, cancelled] = scripts;
    if (!away || !cancelled) throw new Error('no scripts');
    await handOut(world, keyOf(away));
    spine.restore([
      { ...away, stuck: false, holder: others, status: '0002' },
      { ...cancelled, stuck: false, holder: undefined, status: '0005' },
    ]);
    await settle(world);
    expect(spine.scripts().flatMap(({ applied }) => applied)).toEqual([]);
    expect(await counts(world)).toEqual({ 'needs-person': 2 });
    const key = keyOf(away);
    expect(await world.deps.store.loadPrescription(key)).toMatchObject({
      hold: { kind: 'conflict', says: { kind: 'elsewhere', holder: { name: 'The Simple Pharmacy' } } },
      work: 'supplied',
      supplies: [{ notification: 'waiting' }],
    });
    // Nothing is asked by itself, however long it stands.
    later(world.clock, 3_600_000);
    expect(await planRelease(world.deps, { nominated: false, byId: true })).toEqual({ kind: 'idle' });
    // They give it back, and the Spine is asked once more.
    spine.restore([{ ...away, stuck: false, holder: undefined, status: '0001' }]);
    await actOnPrescription(world.deps, key, { kind: 'AskToConfirm' });
    await settle(world);
    expect(spine.scripts().find(({ shortId }) => shortId === away.shortId)).toMatchObject({ status: '0006' });
    // The cancelled one is settled by the Spine's word.
    await actOnPrescription(world.deps, keyOf(cancelled), {
      kind: 'SettleConflict',
      choice: 'spine',
      reason: 'The GP cancelled it.',
    });
    expect(await counts(world)).toEqual({ released: 1, 'needs-gp': 1 });
  });

  it('[DSK-11] [DSK-13] what EPS does not confirm stands for a person, is asked again, and is told once it does', async () => {
    const { spine, script, world } = await handedOut(4);
    world.broker.weather = ['new-code'];
    await stepInbox(world);
    expect(await counts(world)).toEqual({ 'needs-person': 1 });
    const row = await rowOf(world, script.shortId);
    expect(row && deskSentence(row).sentence).toContain('Not on a Thursday');
    // Nothing is due before its time; then it is asked once more.
    expect(await planRelease(world.deps, { nominated: false, byId: true })).toEqual({ kind: 'idle' });
    later(world.clock, 600_000);
    await settle(world);
    expect(await counts(world)).toEqual({ released: 1 });
    expect(spine.scripts().find(({ shortId }) => shortId === script.shortId)?.applied).toHaveLength(1);
  });

  it('[DSK-23] a pack counts until it expires, and its scripts are asked for after that', async () => {
    const spine = aSpine(4);
    const scripts = stuck(spine, 2);
    const world = await open(spine);
    // However many sources named it before.
    for (let n = 1; n <= 40; n += 1)
      await importToDesk(world.deps, { ...aList, name: `${n}.csv` }, scripts, () => undefined);
    await importAll(world, scripts);
    const imported = aPackImported(asInstant(world.clock.at + 60_000));
    await commit(world.deps, 'Priya Shah', [{ event: imported }]);
    const [first, second] = scripts;
    expect((await scan(world, first?.shortId ?? '')).title).toBe('RELEASED OFFLINE');
    later(world.clock, 60_000);
    expect((await scan(world, second?.shortId ?? '')).sentence).toContain('Pack 17 expired at');
    expect(await counts(world)).toEqual({ unconfirmed: 1, waiting: 1 });
  });

  it('[DSK-10] what was released while the clock was two days ahead is confirmed once the clock is put right', async () => {
    const spine = aSpine(4);
    const scripts = stuck(spine, 2);
    const world = await open(spine);
    const right = world.clock.at;
    later(world.clock, 48 * 3600_000);
    await importAll(world, scripts);
    for (const { shortId } of scripts) await scan(world, shortId);
    world.clock.at = right;
    await settle(world);
    expect(await counts(world)).toEqual({ released: 2 });
  });

  it('[OUT-20] a waiting notification is read with whether its script is in conflict', async () => {
    const { spine, script, world } = await handedOut(2);
    const reads = makeReads(world.db, await testKeys());
    const read = () =>
      new Promise<readonly MessageRow[]>((done) => {
        const end = reads.messages('open', (rows) => {
          done(rows);
          queueMicrotask(() => end());
        });
      });
    expect((await read()).map(({ inConflict }) => inConflict)).toEqual([undefined]);
    spine.restore([{ ...script, stuck: false, holder: others, status: '0002' }]);
    await settle(world);
    expect((await read()).map(({ inConflict }) => inConflict)).toEqual([true]);
  });

  it('[DSK-12] by the Spine’s word the notification is set aside, and the hand-out stays in view', async () => {
    const { spine, script, world } = await handedOut(2);
    spine.restore([{ ...script, stuck: false, status: '0006' }]);
    await settle(world);
    await actOnPrescription(world.deps, keyOf(script), {
      kind: 'SettleConflict',
      choice: 'spine',
      reason: 'Dispensed at the other branch.',
    });
    await settle(world);
    expect(await world.deps.store.openMessages()).toEqual([]);
    expect(await world.deps.store.messagesOf(keyOf(script))).toMatchObject([
      { progress: { kind: 'set-aside', reason: 'Dispensed at the other branch.' } },
    ]);
    expect(await world.deps.store.loadPrescription(keyOf(script))).toMatchObject({
      supplies: [{ notification: 'withheld' }],
      custody: { kind: 'ended', how: 'dispensed-elsewhere' },
    });
    expect(spine.scripts().flatMap(({ applied }) => applied)).toEqual([]);
  });

  it('[DSK-14] a queued request outlives a restart and leaves once; the counts add up', async () => {
    const spine = aSpine(6);
    const scripts = stuck(spine, 4);
    const journal = new MemoryJournal();
    const world = await open(spine, { journal });
    await importAll(world, scripts, false);
    await importAll(world, scripts, false);
    const lost = anId(7);
    await importToDesk(
      world.deps,
      aList,
      [{ shortId: lost }, { shortId: 'no id', place: 'row 9' }],
      () => undefined,
    );
    expect(await counts(world)).toEqual({ 'to-scan': 5 });
    world.broker.weather = ['refused', 'refused'];
    await actOnDesk(world.deps, { kind: 'AskForRows', ids: 'to-scan' });
    await stepInbox(world);
    expect(await counts(world)).toEqual({ waiting: 5 });
    expect(released(world)).toEqual([]);
    const again = await open(spine, { journal, clock: world.clock });
    expect(await counts(again)).toEqual({ waiting: 5 });
    await settle(again);
    expect(await counts(again)).toEqual({ stuck: 4, 'needs-gp': 1 });
    expect(new Set(released(again).map(({ subject }) => subject)).size).toBe(released(again).length);
    // The broker lets go, and the desk asks once more.
    spine.letGo(4);
    await actOnDesk(again.deps, { kind: 'AskForRows', ids: 'stuck' });
    await settle(again);
    expect(await counts(again)).toEqual({ released: 4, 'needs-gp': 1 });
    expect(await rowOf(again, lost)).toMatchObject({ custody: { kind: 'not-found' } });
  });

  it('[DSK-13] nothing is asked by id while nobody is signed in', async () => {
    const spine = aSpine(2);
    const world = await open(spine);
    await importAll(world, stuck(spine, 1), false);
    await actOnDesk(world.deps, { kind: 'AskForRows', ids: 'to-scan' });
    world.deps.who.become(undefined);
    expect(await planRelease(world.deps, { nominated: false, byId: true })).toEqual({ kind: 'idle' });
  });

  it('[DSK-15] a profile without a broker asks nobody; a person says what became of each', async () => {
    const spine = aSpine(3);
    const scripts = stuck(spine, 3);
    const world = await open(spine, { kind: 'companion' });
    await importAll(world, scripts, false);
    const ids = scripts.map(({ shortId }) => asPrescriptionId(shortId));
    const [one, two] = ids;
    if (!one || !two) throw new Error('no ids');
    expect(await scan(world, one)).toMatchObject({ asks: true });
    expect(await actOnDesk(world.deps, { kind: 'AskForRows', ids })).toMatchObject({ code: 'NoBroker' });
    await actOnDesk(world.deps, {
      kind: 'RecordOutcome',
      id: one,
      outcome: { kind: 'released-there' },
      note: '',
    });
    await actOnDesk(world.deps, {
      kind: 'RecordOutcome',
      id: two,
      outcome: { kind: 'needs-gp' },
      note: 'Phoned.',
    });
    expect(await counts(world)).toEqual({ released: 1, 'needs-gp': 1, 'to-scan': 1 });
    expect(await planRelease(world.deps, { nominated: false, byId: true })).toEqual({ kind: 'idle' });
    expect(world.broker.sent).toEqual([]);
  });
});
