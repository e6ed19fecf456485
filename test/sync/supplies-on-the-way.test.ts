import { describe, expect, it } from 'vitest';
import { asLocalDate } from '../../renderer/domain/kernel/instant';
import type { Entry, UnscriptedState } from '../../renderer/domain/unscripted/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { aSite, anActor } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { download, entryFor, find, leaveOwing, pairAsked, supply } from '../support/on-the-way';
import { sendDue } from '../support/send-due';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const holdOf = async (world: World, shortId: string) => (await find(world, shortId)).hold.kind;

const paper = { route: 'paper', writtenOn: asLocalDate('2026-11-24') } as const;
const brandOnly = (entry: Entry): Entry => ({
  ...entry,
  items: entry.items.map((item) => ({ ...item, display: 'Its brand name' })),
});

const entries = async ({ deps }: World): Promise<readonly UnscriptedState[]> =>
  (
    await Promise.all(['to-decide', 'open', 'closed'].map((tab) => deps.store.loadTab('unscripted', tab)))
  ).flat();
const entryOf = async (world: World): Promise<UnscriptedState> => {
  const found = (await entries(world)).find(({ correctedBy }) => !correctedBy);
  if (!found) throw new Error('no entry');
  return found;
};

const begin = async (name: string) => {
  const spine = aSpine(1);
  const world = await openWorld({ journal: new MemoryJournal(), spine, name });
  world.deps.who.become(anActor());
  await download(world);
  const first = spine.scripts()[0]?.shortId ?? '';
  const say = async (command: Parameters<typeof actInRegisters>[1]) => {
    const reply = await actInRegisters(world.deps, command);
    return reply.kind === 'refused' ? reply.code : 'done';
  };
  const end = async () => {
    world.close();
    await forget(name);
  };
  return { spine, world, first, say, end };
};

/** The script is named by hand for a supply that its name does not tell. */
const beginNamed = async (name: string) => {
  const begun = await begin(name);
  const { world, first, say } = begun;
  const script = await find(world, first);
  const entry = brandOnly(entryFor(script, world));
  await say({ kind: 'RecordSupply', entry });
  const lines = script.prescription.items.map(({ itemId }) => itemId);
  const { key } = script.prescription;
  expect(await say({ kind: 'NameSupplyScript', id: (await entryOf(world)).id, key, lines })).toBe('done');
  return { ...begun, entry, key };
};

describe('supplies without the script on their way through the engine', () => {
  it('[USC-7] [USC-16] the proposed script goes back for its twin: the twin is held and proposed in its place', async () => {
    const { spine, world, first, say, end } = await begin('twin-of-proposed');
    await say({ kind: 'RecordSupply', entry: entryFor(await find(world, first), world) });
    expect(await holdOf(world, first)).toBe('supplied-before');
    const twin = spine.sendAgain(first, aSite.ods);
    await download(world);
    const pair = await pairAsked(world);
    await say({ kind: 'DecideReissue', id: pair.id, stays: 'replacement', reason: '' });
    const { key } = (await find(world, twin)).prescription;
    expect(await supply(world, key)).toBe('SuppliedBefore');
    await sendDue(world);
    expect(await holdOf(world, twin)).toBe('supplied-before');
    expect((await entryOf(world)).proposal?.shortId).toBe(twin);
    expect(await supply(world, key)).toBe('OnHold');
    await end();
  });

  it('[USC-7] an older script is proposed: the promised one is not handed out, and is asked about next', async () => {
    const { spine, world, first, say, end } = await begin('older-proposed');
    const older = await find(world, first);
    later(world.clock, 35 * 86_400_000);
    await say({ kind: 'RecordSupply', entry: entryFor(older, world) });
    later(world.clock, 3_600_000);
    const promised = spine.sendAgain(first, aSite.ods);
    await download(world);
    const pair = await pairAsked(world);
    await say({ kind: 'DeclareDifferent', id: pair.id, reason: 'For other weeks' });
    expect(await holdOf(world, promised)).toBe('none');
    const { key } = (await find(world, promised)).prescription;
    expect(await supply(world, key)).toBe('SuppliedBefore');
    await say({ kind: 'RejectSupplyMatch', id: (await entryOf(world)).id });
    expect([await holdOf(world, first), await holdOf(world, promised)]).toEqual(['none', 'supplied-before']);
    await end();
  });

  it('[PRX-18] a re-sent script is registered and called off: the hold for the supply is still there', async () => {
    const { world, first, say, key, end } = await beginNamed('named-and-called-off');
    await say({ kind: 'RegisterReissue', key, note: '' });
    expect(await holdOf(world, first)).toBe('superseded');
    const [pair] = await world.deps.store.loadTab('reissues', 'open');
    if (!pair) throw new Error('no pair');
    await say({ kind: 'CallOffReissue', id: pair.id, reason: 'Not sent after all' });
    expect(await holdOf(world, first)).toBe('supplied-before');
    expect(await supply(world, key)).toBe('OnHold');
    await end();
  });

  it('[USC-8] a correction keeps the script that was named, held', async () => {
    const { world, first, say, key, entry, end } = await beginNamed('named-and-corrected');
    const { id, proposal } = await entryOf(world);
    const corrected = { ...entry, reason: 'The broker is down' };
    expect(await say({ kind: 'CorrectSupply', id, entry: corrected, reason: 'Mistyped' })).toBe('done');
    expect((await entryOf(world)).proposal?.named?.lines).toEqual(proposal?.named?.lines);
    expect((await find(world, first)).hold).toMatchObject({ unscriptedId: (await entryOf(world)).id });
    expect(await supply(world, key)).toBe('OnHold');
    await end();
  });

  it('[USC-16] a paper entry that is complete with its dates still holds the late electronic script', async () => {
    const { spine, world, first, say, end } = await begin('paper-complete');
    const { prescription } = await find(world, first);
    const back = { kind: 'ReturnPrescription', reasonCode: '0003' } as const;
    await actOnPrescription(world.deps, prescription.key, back);
    await sendDue(world);
    await say({ kind: 'RecordSupply', entry: entryFor(await find(world, first), world, paper) });
    const { id } = await entryOf(world);
    const [writtenOn, receivedOn] = [paper.writtenOn, paper.writtenOn];
    await say({ kind: 'RecordPrescriptionDates', id, writtenOn, receivedOn, note: '' });
    const late = spine.sendAgain(first, aSite.ods);
    await download(world);
    expect(await holdOf(world, late)).toBe('supplied-before');
    expect(await world.deps.store.loadTab('unscripted', 'to-decide')).toHaveLength(1);
    await say({ kind: 'RejectSupplyMatch', id });
    expect(await holdOf(world, late)).toBe('none');
    expect(await world.deps.store.loadTab('unscripted', 'closed')).toHaveLength(1);
    await end();
  });

  it('[USC-16] the script went back and the paper in for payment: another one of the kind is held and asked about', async () => {
    const { spine, world, first, say, end } = await begin('paper-paid');
    await say({ kind: 'RecordSupply', entry: entryFor(await find(world, first), world, paper) });
    const { id } = await entryOf(world);
    await say({ kind: 'ConfirmSupplyMatch', id, how: 'returned' });
    await sendDue(world);
    expect((await find(world, first)).custody.kind).toBe('returned');
    const again = spine.sendAgain(first, aSite.ods);
    await download(world);
    expect(await holdOf(world, again)).toBe('supplied-before');
    expect(await say({ kind: 'ConfirmSupplyMatch', id, how: 'returned' })).toBe('done');
    await sendDue(world);
    expect((await find(world, again)).custody.kind).toBe('returned');
    await end();
  });

  it('[USC-17] a notification that is withdrawn opens the question again, and nothing is handed out', async () => {
    const { world, first, say, end } = await begin('withdrawn');
    const { prescription } = await find(world, first);
    await say({ kind: 'RecordSupply', entry: entryFor(await find(world, first), world) });
    const { id } = await entryOf(world);
    await say({ kind: 'ConfirmSupplyMatch', id, how: 'notified' });
    await sendDue(world);
    const command = { kind: 'WithdrawSupply', reasonCode: 'MU' } as const;
    const withdrawn = await actOnPrescription(world.deps, prescription.key, command);
    expect(withdrawn).toMatchObject({ kind: 'done' });
    await sendDue(world);
    expect(await holdOf(world, first)).toBe('supplied-before');
    expect((await entryOf(world)).proposal?.key).toBe(prescription.key);
    expect(await supply(world, prescription.key)).toBe('OnHold');
    await end();
  });

  it('[USC-20] [USC-17] a script for some of the items is notified for them; withdrawn, it is asked about again', async () => {
    const { world, first, say, end } = await begin('for-some-items');
    const script = await find(world, first);
    const entry = entryFor(script, world);
    const [one] = entry.items;
    if (!one) throw new Error('no item');
    const more = { ...one, display: 'Zidovudine 100mg capsules', quantity: 1 };
    await say({ kind: 'RecordSupply', entry: { ...entry, items: [more, ...entry.items] } });
    const { id } = await entryOf(world);
    expect(await say({ kind: 'ConfirmSupplyMatch', id, how: 'notified' })).toBe('done');
    await sendDue(world);
    expect((await find(world, first)).work).toBe('supplied');
    expect(await world.deps.store.loadTab('unscripted', 'open')).toHaveLength(1);
    const { key } = script.prescription;
    await actOnPrescription(world.deps, key, { kind: 'WithdrawSupply', reasonCode: 'MU' });
    await sendDue(world);
    expect(await holdOf(world, first)).toBe('supplied-before');
    expect((await entryOf(world)).proposal?.key).toBe(key);
    expect((await entryOf(world)).partly).toBeUndefined();
    expect(await supply(world, key)).toBe('OnHold');
    await end();
  });

  it('[RSU-6] [RSU-18] [USC-9] the script that stood for a supply stays, and the other one of its pair goes back in that write', async () => {
    const { world, spine, first, say, end } = await begin('stood-and-stays');
    await leaveOwing(world, await find(world, first));
    await sendDue(world);
    await say({ kind: 'RecordSupply', entry: entryFor(await find(world, first), world) });
    const again = spine.sendAgain(first, aSite.ods);
    later(world.clock, 180_000);
    await download(world);
    const pair = await pairAsked(world);
    // What was owed is not the one that stays, as far as anybody knows.
    const decided = {
      kind: 'DecideReissue',
      id: pair.id,
      stays: 'replacement',
      reason: 'One supply',
    } as const;
    expect(await say(decided)).toBe('done');
    const { id } = await entryOf(world);
    expect(await say({ kind: 'ConfirmSupplyMatch', id, how: 'notified' })).toBe('done');
    expect((await find(world, again)).custody.kind).toBe('returning');
    expect(await holdOf(world, first)).toBe('none');
    for (let i = 0; i < 2; i += 1) await sendDue(world);
    const statuses = spine.scripts().map(({ status }) => status);
    expect(statuses).toEqual(['0006', '0001']);
    await end();
  });
});
