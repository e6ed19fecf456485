import { describe, expect, it } from 'vitest';
import type { Spine } from '../../electron/training/spine';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { commit } from '../../renderer/usecases/commit';
import { withComparison } from '../../renderer/usecases/registers/compare-scripts';
import { pairSentence } from '../../renderer/features/registers/words';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { aSite, anActor } from '../support/builders';
import { aPrescription, type ScriptSpec } from '../support/fhir';
import { MemoryJournal } from '../support/memory-journal';
import { download, entryFor, find, leaveOwing, pairAsked, supply } from '../support/on-the-way';
import { aScript, shortIdOf } from '../support/pairs';
import { sendDue } from '../support/send-due';
import { aSpine, forget, later, openWorld } from '../support/world';

const begin = async (name: string) => {
  const spine: Spine = aSpine(1);
  const journal = new MemoryJournal();
  const open = async () => {
    const world = await openWorld({ journal, spine, name });
    world.deps.who.become(anActor());
    return world;
  };
  const world = await open();
  await download(world);
  const original = spine.scripts()[0]?.shortId ?? '';
  return { spine, world, original, open };
};

describe('a re-sent script on its way through the engine', () => {
  it('[RSU-5] [RSU-12] registered, restarted, replaced: the original goes back once, the replacement is supplied', async () => {
    const { spine, world, original, open } = await begin('re-sent');
    const { key } = (await find(world, original)).prescription;
    await actInRegisters(world.deps, { kind: 'RegisterReissue', key, note: '' });
    expect(await supply(world, key)).toBe('OnHold');
    const replacement = spine.sendAgain(original, aSite.ods);
    world.close();
    await forget('re-sent');
    const again = await open();
    await download(again);
    await sendDue(again);
    expect((await find(again, original)).custody.kind).toBe('returned');
    expect(await supply(again, (await find(again, replacement)).prescription.key)).toBe('done');
    await sendDue(again);
    const status = (id: string) => spine.scripts().find((one) => one.shortId === id);
    expect(status(original)).toMatchObject({ status: '0001', nominated: '' });
    expect(status(original)?.applied).toHaveLength(1);
    expect(status(replacement)?.status).toBe('0006');
    const [pair] = await again.deps.store.loadTab('reissues', 'closed');
    expect(pair?.end?.how).toBe('returned');
    again.close();
    await forget('re-sent');
  });

  it('[RSU-25] an original that was not dispensed needs no return once EPS has taken its claim', async () => {
    const { spine, world, original } = await begin('not-dispensed');
    const { deps } = world;
    const { key, items } = (await find(world, original)).prescription;
    await actOnPrescription(deps, key, { kind: 'RecordNotDispensed', reasonCode: '0010' });
    await sendDue(world);
    await actInRegisters(deps, { kind: 'RegisterReissue', key, note: '' });
    const replacement = spine.sendAgain(original, aSite.ods);
    await download(world);
    expect(await deps.store.loadTab('reissues', 'closed')).toEqual([]);
    const lines = items.map(({ itemId }) => ({
      itemId,
      charge: 'not-paid' as const,
      endorsements: [{ code: 'NDEC', text: '' }],
    }));
    const details = { exemption: '0001', evidenceSeen: false, lines };
    expect(await actOnPrescription(deps, key, { kind: 'SendClaim', details })).toMatchObject({
      kind: 'done',
    });
    await sendDue(world);
    const [pair] = await deps.store.loadTab('reissues', 'closed');
    expect(pair?.end?.how).toBe('not-dispensed');
    expect((await find(world, original)).hold.kind).toBe('none');
    expect(await supply(world, (await find(world, replacement)).prescription.key)).toBe('done');
    world.close();
    await forget('not-dispensed');
  });

  it('[RSU-8] one that nobody registered is held when it comes', async () => {
    const { spine, world, original } = await begin('suspected');
    const again = spine.sendAgain(original, aSite.ods);
    await download(world);
    expect((await find(world, again)).hold.kind).toBe('possible-duplicate');
    expect(await world.deps.store.loadTab('reissues', 'to-decide')).toHaveLength(1);
    world.close();
    await forget('suspected');
  });

  it('[RSU-1] of repeat dispensing, named by its id, an issue that was handed out is not the one that is sent again', async () => {
    const { world } = await begin('issues');
    const { deps, clock } = world;
    const [dayMs, day0] = [86_400_000, clock.at];
    const day = (n: number) => new Date(day0 + n * dayMs).toISOString().slice(0, 10);
    const come = async (script: ScriptSpec) => {
      const prescription = { ...aPrescription(script), daysSupply: 28, signedAt: clock.at };
      const { key } = prescription;
      const source = { seq: 1, path: '' };
      const events = [{ type: 'prescription.received', key, prescription, source, attended: true }] as const;
      await commit(deps, 'Holdfast', await withComparison(deps, events));
      return key;
    };
    const erd = { therapy: 'continuous-repeat-dispensing', intent: 'reflex-order', issue: 1, issues: 6 };
    expect(await supply(world, await come(aScript(1, { start: day(0), ...erd })))).toBe('done');
    later(clock, 28 * dayMs);
    const ids = { typedId: shortIdOf(1), replacementId: shortIdOf(2) };
    await actInRegisters(deps, { kind: 'RegisterReissue', ...ids, note: 'Issue 2 hangs' });
    const replacement = await come(aScript(2, { start: day(28) }));
    expect(await supply(world, replacement)).toBe('done');
    const second = await come(aScript(1, { start: day(0), ...erd, issue: 2 }));
    expect((await deps.store.loadPrescription(second))?.custody.kind).toBe('returning');
    world.close();
    await forget('issues');
  });

  it('[USC-6] [USC-9] an earlier supply: the script is held, confirmed, and notified once with its time', async () => {
    const { spine, world, original, open } = await begin('unscripted');
    const first = await find(world, original);
    await actOnPrescription(world.deps, first.prescription.key, {
      kind: 'ReturnPrescription',
      reasonCode: '0003',
    });
    await sendDue(world);
    const suppliedAt = world.deps.clock.now();
    const entered = await actInRegisters(world.deps, {
      kind: 'RecordSupply',
      entry: entryFor(first, world),
    });
    expect(entered.kind).toBe('done');
    const late = spine.sendAgain(original, aSite.ods);
    world.close();
    const again = await open();
    await download(again);
    const { hold, prescription } = await find(again, late);
    expect(hold.kind).toBe('supplied-before');
    expect(await supply(again, prescription.key)).toBe('OnHold');
    const [entry] = await again.deps.store.loadTab('unscripted', 'to-decide');
    if (!entry) throw new Error('no entry');
    const answer = { kind: 'ConfirmSupplyMatch', id: entry.id, how: 'notified' } as const;
    expect((await actInRegisters(again.deps, answer)).kind).toBe('done');
    expect((await actInRegisters(again.deps, answer)).kind).toBe('refused');
    await sendDue(again);
    const script = spine.scripts().find((one) => one.shortId === late);
    expect(script).toMatchObject({ status: '0006', handedOverAt: suppliedAt });
    expect(script?.applied).toHaveLength(1);
    expect(await supply(again, prescription.key)).toBe('AlreadySupplied');
    again.close();
    await forget('unscripted');
  });

  it('[RSU-5] [PRX-15] one that EPS was told is owed goes back once that is withdrawn, though it is held', async () => {
    const { spine, world, original } = await begin('told-owed');
    const { deps } = world;
    const { key } = (await find(world, original)).prescription;
    expect(await leaveOwing(world, await find(world, original))).toMatch(
      /^Nothing was handed out; all of it is owed/,
    );
    await sendDue(world);
    const replacement = spine.sendAgain(original, aSite.ods);
    await download(world);
    const pair = await pairAsked(world);
    const decided = {
      kind: 'DecideReissue',
      id: pair.id,
      stays: 'replacement',
      reason: 'One supply',
    } as const;
    await actInRegisters(deps, decided);
    const [told] = await deps.store.loadFromList('reissues', [pair.id]);
    const held = await find(world, original);
    expect([held.hold.kind, held.custody.kind]).toEqual(['superseded', 'ours']);
    expect(told && pairSentence(told, deps.clock.now(), { goer: held })).toMatch(
      /withdraw its notification \(W\)/,
    );
    const byHand = { kind: 'ReturnPrescription', reasonCode: '0002' } as const;
    expect(await actOnPrescription(deps, key, byHand)).toMatchObject({ code: 'SuppliedAlready' });
    const back = await actOnPrescription(deps, key, { kind: 'WithdrawSupply', reasonCode: 'ONC' });
    expect(back.kind).toBe('done');
    await sendDue(world);
    expect((await find(world, original)).custody.kind).toBe('returning');
    await sendDue(world);
    expect((await find(world, original)).custody.kind).toBe('returned');
    const [closed] = await deps.store.loadTab('reissues', 'closed');
    expect(closed?.end?.how).toBe('returned');
    expect(await supply(world, (await find(world, replacement)).prescription.key)).toBe('done');
    world.close();
    await forget('told-owed');
  });
});
