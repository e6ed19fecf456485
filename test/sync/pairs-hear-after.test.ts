import { afterEach, describe, expect, it } from 'vitest';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { waitsForPerson } from '../../renderer/domain/reissue/model';
import { dayMs } from '../../renderer/domain/kernel/instant';
import { openRegisters } from '../../renderer/usecases/incidents/open-registers';
import { settleOpenPairs } from '../../renderer/usecases/registers/pairs-hear';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { pairReason } from '../../renderer/features/registers/words';
import { aSite } from '../support/builders';
import { others, scan } from '../support/desk-world';
import { download, find, supply } from '../support/on-the-way';
import { ask, beginPair, change, pairOf, record, said, type Begun } from '../support/pair-desk';
import { sendDue } from '../support/send-due';
import { forget, later, type World } from '../support/world';

const name = 'pairs-hear-after';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});
const begin = async (...how: readonly [missing: 'original' | 'replacement', registered?: boolean]) => {
  const begun = await beginPair(name, ...how);
  ({ world } = begun);
  return begun;
};

/** Both came here, and the original went back for its replacement. */
const wentBack = async (suppliedHere: boolean, aheadMs = 0): Promise<Begun> => {
  const begun = await begin('original');
  later(begun.world.clock, aheadMs);
  if (suppliedHere)
    expect(await supply(begun.world, (await find(begun.world, begun.replacement)).prescription.key)).toBe(
      'done',
    );
  change(begun.spine, begun.original, { nominated: aSite.ods });
  later(begun.world.clock, 3_600_000);
  await download(begun.world);
  await sendDue(begun.world);
  expect((await pairOf(begun)).end?.how).toBe('returned');
  later(begun.world.clock, 3_600_000);
  return begun;
};
const dispensedThere = async (begun: Begun): Promise<void> => {
  change(begun.spine, begun.original, { status: '0006', holder: others });
  await ask(begun, begun.original);
};

describe('[RSU-22] what the desk hears of one that went back', () => {
  it('dispensed elsewhere, and the other one was supplied here: a pharmacist is told that both were', async () => {
    const begun = await wentBack(true);
    await dispensedThere(begun);
    const pair = await pairOf(begun);
    expect([pair.end, pair.bothSupplied]).toEqual([undefined, true]);
    expect(pairReason(pair)).toEqual({ look: 'stop', text: 'both supplied' });
    expect(await said(begun)).toMatch(
      /original was dispensed by another pharmacy, says the Spine.*may have had it twice.*Speak to the patient/,
    );
    expect((await begun.world.deps.store.counters()).lists['reissues/to-decide']).toBe(1);
    const close = { kind: 'CloseReissue', id: pair.id, reason: 'The patient brought one back' } as const;
    expect(await actInRegisters(begun.world.deps, close)).toMatchObject({ kind: 'done' });
    // Said once: what was closed stays so, whoever looks again.
    await settleOpenPairs(begun.world.deps);
    await record(begun, begun.original, { kind: 'listed' });
    expect((await pairOf(begun)).end?.how).toBe('both-supplied');
  });

  it('dispensed elsewhere, also where it went back while the clock was ahead, and the clock was put right', async () => {
    const begun = await wentBack(true, 2 * dayMs);
    later(begun.world.clock, -2 * dayMs);
    await dispensedThere(begun);
    const pair = await pairOf(begun);
    expect([pair.end, pair.bothSupplied]).toEqual([undefined, true]);
  });

  it('dispensed elsewhere before the other one was supplied here: that one is not supplied, and goes back', async () => {
    const begun = await wentBack(false);
    await dispensedThere(begun);
    const here = await find(begun.world, begun.replacement);
    expect(here.hold.kind).toBe('superseded');
    expect(await supply(begun.world, here.prescription.key)).not.toBe('done');
    expect((await find(begun.world, begun.replacement)).custody.kind).toBe('returning');
    await sendDue(begun.world);
    expect((await pairOf(begun)).end?.how).toBe('returned');
  });

  it('with another pharmacy: whom to ring is said, and a pharmacist closes it', async () => {
    const begun = await wentBack(true);
    change(begun.spine, begun.original, { status: '0002', holder: others });
    await ask(begun, begun.original);
    const pair = await pairOf(begun);
    expect(pair.end).toBeUndefined();
    expect(waitsForPerson(pair)).toBe(true);
    expect(await said(begun)).toMatch(/Ring The Simple Pharmacy, 0113 318 0277/);
    await settleOpenPairs(begun.world.deps);
    expect((await pairOf(begun)).end).toBeUndefined();
    const close = { kind: 'CloseReissue', id: pair.id, reason: 'They put it back' } as const;
    expect(await actInRegisters(begun.world.deps, close)).toMatchObject({ kind: 'done' });
    expect((await pairOf(begun)).end?.how).toBe('left');
    later(begun.world.clock, 3_600_000);
    await dispensedThere(begun);
    expect((await pairOf(begun)).bothSupplied).toBe(true);
  });

  it('nothing of the kind: the pair stays closed', async () => {
    const begun = await wentBack(true);
    const written = begun.world.deps.clock.now();
    await record(begun, begun.original, { kind: 'needs-gp' });
    await record(begun, begun.original, { kind: 'cancelled' });
    expect((await pairOf(begun)).end?.at).toBeLessThan(written);
  });
});

describe('[RSU-23] a pair is closed without one that the desk still lists', () => {
  it('its row is done by the same word, and a scan says why nothing comes of it', async () => {
    const begun = await begin('original');
    const { deps } = begun.world;
    await supply(begun.world, (await find(begun.world, begun.replacement)).prescription.key);
    const { id } = await pairOf(begun);
    const reason = 'It hangs with the broker';
    const reply = await actInRegisters(deps, { kind: 'CloseReissue', id, reason });
    expect(reply).toMatchObject({ kind: 'done' });
    const [row] = await deps.store.loadFromList('desk', [asPrescriptionId(begun.original)]);
    expect(row?.custody.kind).toBe('closed');
    expect(row?.since).toMatchObject({ says: 'person', note: reason });
    expect((await openRegisters(deps)).map(({ from }) => from.length)).toEqual([0, 0, 0]);
    expect(await scan(begun.world, begun.original)).toMatchObject({ title: 'THE OTHER ONE WAS SUPPLIED' });
    change(begun.spine, begun.original, { nominated: aSite.ods });
    later(begun.world.clock, 3_600_000);
    await download(begun.world);
    expect((await find(begun.world, begun.original)).custody.kind).toBe('returning');
    await sendDue(begun.world);
    expect((await pairOf(begun)).end?.how).toBe('returned');
  });
});
