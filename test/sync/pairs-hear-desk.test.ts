import { afterEach, describe, expect, it } from 'vitest';
import { settleOpenPairs } from '../../renderer/usecases/registers/pairs-hear';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { pairReason } from '../../renderer/features/registers/words';
import { aSite } from '../support/builders';
import { others, scan } from '../support/desk-world';
import { download, find, supply } from '../support/on-the-way';
import { ask, beginPair, change, holdOf, pairOf, record, register, said, holder } from '../support/pair-desk';
import { forget, later, type World } from '../support/world';

const name = 'pairs-hear';
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

describe('[RSU-22] what the desk hears of the one that is not here', () => {
  it.each(['cancelled', 'expired'] as const)(
    'original %s: the replacement may be supplied, and the pair is closed',
    async (kind) => {
      const begun = await begin('original');
      expect(await record(begun, begun.original, { kind })).toContain(`${begun.replacement} may be supplied`);
      expect((await pairOf(begun)).end).toMatchObject({ how: 'settled-elsewhere' });
      expect(await supply(begun.world, (await find(begun.world, begun.replacement)).prescription.key)).toBe(
        'done',
      );
    },
  );

  it.each(['cancelled', 'expired'] as const)(
    'replacement %s: the original stays held until a pharmacist says',
    async (kind) => {
      const begun = await begin('replacement');
      expect(await holdOf(begun, begun.original)).toBe('superseded');
      const sentence = await record(begun, begun.replacement, { kind });
      expect(sentence).toContain(`${begun.original} of its pair stays held`);
      expect(await holdOf(begun, begun.original)).toBe('superseded');
      const pair = await pairOf(begun);
      expect(pairReason(pair).text).toBe('which one stays?');
      expect(await said(begun)).toMatch(
        /Nothing comes of the replacement any more.*Use it after all|use it after all/,
      );
      await actInRegisters(begun.world.deps, {
        kind: 'DecideReissue',
        id: pair.id,
        stays: 'original',
        reason: '',
      });
      expect(await holdOf(begun, begun.original)).toBe('none');
      expect((await pairOf(begun)).end?.how).toBe('settled-elsewhere');
    },
  );

  it('[RSU-2] a replacement that is here already is matched where only its id is told', async () => {
    const begun = await begin('original');
    expect((await pairOf(begun)).replacement.key).toBeDefined();
  });

  it('known to the desk before the pair was registered, it counts as well', async () => {
    const begun = await begin('replacement', false);
    await record(begun, begun.replacement, { kind: 'expired' });
    await register(begun);
    expect((await pairOf(begun)).replacement.mark).toMatchObject({ words: 'Expired' });
  });

  it('[RSU-1] it counts in the write that registers the pair, and no other pair is looked at', async () => {
    const begun = await begin('replacement', false);
    await record(begun, begun.replacement, { kind: 'expired' });
    const { journal, store } = begun.world.deps;
    const written: (readonly string[])[] = [];
    const append: typeof journal.append = async (batch) => {
      written.push(batch.map(({ kind }) => kind));
      return journal.append(batch);
    };
    const loadTab: typeof store.loadTab = async () => {
      throw new Error('a whole list was read');
    };
    const deps = {
      ...begun.world.deps,
      journal: { ...journal, append },
      store: Object.assign(Object.create(store) as typeof store, { loadTab }), // reads all else from it
    };
    await register({ ...begun, world: { ...begun.world, deps } });
    expect(written).toEqual([['reissue.registered', 'prescription.superseded', 'reissue.marked']]);
  });

  it('dispensed by another pharmacy, says the Spine: the one that is here is not supplied and goes back', async () => {
    const begun = await begin('original');
    change(begun.spine, begun.original, { status: '0006', holder: others });
    await ask(begun, begun.original);
    expect((await pairOf(begun)).original.mark).toMatchObject({
      words: 'Dispensed by another pharmacy',
      by: 'the Spine',
    });
    const here = await find(begun.world, begun.replacement);
    expect(here.hold.kind).toBe('superseded');
    expect(await supply(begun.world, here.prescription.key)).not.toBe('done');
    expect((await find(begun.world, begun.replacement)).custody.kind).toBe('returning');
    expect(await scan(begun.world, begun.replacement)).toMatchObject({ look: 'refused' });
    // A person's word at the desk does not take back that it was dispensed.
    await record(begun, begun.original, { kind: 'listed' });
    expect((await pairOf(begun)).original.mark?.words).toBe('Dispensed by another pharmacy');
  });

  it('supplied here before the Spine said so: both were, and a pharmacist closes it', async () => {
    const begun = await begin('original');
    await supply(begun.world, (await find(begun.world, begun.replacement)).prescription.key);
    change(begun.spine, begun.original, { status: '0006', holder: others });
    await ask(begun, begun.original);
    expect((await pairOf(begun)).bothSupplied).toBe(true);
  });

  it('the replacement with another pharmacy: the pair says with whom, and the original waits for a pharmacist', async () => {
    const begun = await begin('replacement');
    await record(begun, begun.replacement, { kind: 'elsewhere', holder });
    expect(await said(begun)).toContain('The Simple Pharmacy, 0113 318 0277');
    expect(pairReason(await pairOf(begun)).text).toBe('which one stays?');
    expect(await holdOf(begun, begun.original)).toBe('superseded');
    // Not so after all.
    await record(begun, begun.replacement, { kind: 'listed' });
    expect((await pairOf(begun)).replacement.mark).toBeUndefined();
    expect(pairReason(await pairOf(begun)).text).toBe('replacement awaited');
  });

  it('the original with another pharmacy: the replacement goes on, and whom to ring is said', async () => {
    const begun = await begin('original');
    const sentence = await record(begun, begun.original, { kind: 'elsewhere', holder });
    expect(sentence).toContain('Ring The Simple Pharmacy');
    expect(await said(begun)).toMatch(/Ring The Simple Pharmacy, 0113 318 0277/);
    expect(pairReason(await pairOf(begun)).text).toBe('with another pharmacy');
    expect(await holdOf(begun, begun.replacement)).toBe('none');
  });

  it('it comes after all: what was heard counts no more', async () => {
    const begun = await begin('replacement');
    await record(begun, begun.replacement, { kind: 'elsewhere', holder });
    change(begun.spine, begun.replacement, { nominated: aSite.ods });
    later(begun.world.clock, 3_600_000);
    await download(begun.world);
    expect((await pairOf(begun)).replacement.mark).toBeUndefined();
    expect((await find(begun.world, begun.original)).custody.kind).toBe('returning');
  });

  it('[RSU-24] not so after all, where the pair was closed by it: the pair is open again', async () => {
    const begun = await begin('original');
    await record(begun, begun.original, { kind: 'cancelled' });
    expect((await pairOf(begun)).end?.how).toBe('settled-elsewhere');
    expect(await record(begun, begun.original, { kind: 'listed' })).toContain('Registers is open again');
    const pair = await pairOf(begun);
    expect(pair.end).toBeUndefined();
    expect(pair.original.mark).toBeUndefined();
  });

  it('[RSU-24] opened again by a pharmacist, it stays so whatever the desk had heard before', async () => {
    const begun = await begin('original');
    const { deps, clock } = begun.world;
    await record(begun, begun.original, { kind: 'cancelled' });
    const { id } = await pairOf(begun);
    later(clock, 60_000);
    const reopen = { kind: 'ReopenReissue', id, reason: 'The surgery was wrong' } as const;
    expect(await actInRegisters(deps, reopen)).toMatchObject({ kind: 'done' });
    await settleOpenPairs(deps);
    expect((await pairOf(begun)).end).toBeUndefined();
    later(clock, 60_000);
    // What is heard later counts.
    await record(begun, begun.original, { kind: 'expired' });
    expect((await pairOf(begun)).end?.how).toBe('settled-elsewhere');
  });
});
