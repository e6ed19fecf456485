import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PackEntry } from '../../electron/packs/schema';
import { refuse } from '../../renderer/domain/kernel/refusal';
import { changeTrust } from '../../renderer/usecases/recovery/change-trust';
import { importList } from '../../renderer/usecases/recovery/import-list';
import { finishPacks } from '../../renderer/usecases/recovery/import-pack';
import { checkPack, loadPacks } from '../../renderer/usecases/recovery/preview-pack';
import { makeResultSheet } from '../../renderer/usecases/desk/result-sheet';
import { anActor } from '../support/builders';
import { PackBench } from '../support/pack-bench';
import { packFacts, packKeys, type PackKeys } from '../support/packs';

let keys: PackKeys;
let bench: PackBench;

beforeAll(async () => {
  keys = await packKeys();
});
beforeEach(async () => {
  bench = await PackBench.open(keys);
});
afterEach(() => bench.close());

const three: readonly PackEntry[] = ['A', 'B', 'C'].map((id) => ({
  id,
  bundle: { resourceType: 'Bundle', id },
}));
/** Enough for several parts. */
const many: readonly PackEntry[] = Array.from({ length: 1_700 }, (_, n) => ({ id: `ID-${n}` }));

describe('a pack comes in', () => {
  it('[PCK-13] the preview says whose, for whom, how many and how old, and changes nothing', async () => {
    await bench.accept();
    const before = bench.kinds();
    const checked = await checkPack(bench.parts, { offerId: await bench.offer(three), name: 'x' });
    expect(checked).toMatchObject({
      preview: {
        from: packFacts.supplier,
        supplier: packFacts.supplier,
        ods: bench.world.deps.site.ods,
        sequence: 17,
        count: 3,
        bundles: 3,
        acceptedAs: 'current',
      },
    });
    expect(bench.kinds()).toEqual(before);
  });

  it('[PCK-15] [PCK-16] nobody imports, or says whose packs count, without being signed in', async () => {
    await bench.accept();
    const offerId = await bench.offer(three);
    const { deps, packs } = { deps: bench.world.deps, packs: bench.parts.packs };
    deps.who.become(undefined);
    const before = bench.kinds();
    const list = { kind: 'ImportList', source: { kind: 'csv', name: 'a.csv' }, entries: [] } as const;
    const counts = { read: 0, unreadable: 0, malformed: 0, duplicated: 0 };
    expect(await bench.import(offerId)).toMatchObject({ code: 'SignedOut' });
    expect(await importList(bench.parts, { ...list, counts })).toMatchObject({ code: 'SignedOut' });
    expect(await changeTrust(deps, packs, { kind: 'PromoteSupplierKey' })).toMatchObject({
      code: 'SignedOut',
    });
    expect(bench.kinds()).toEqual(before);
  });

  it('[PCK-14] its contents lie in the journal, its scripts on the desk', async () => {
    await bench.accept();
    expect(await bench.import(await bench.offer(three))).toEqual({
      kind: 'done',
      sentence: 'Pack 17 is on the PWAD desk: 3 scripts new.',
      leftOut: [],
    });
    expect(bench.kinds().slice(-3)).toEqual(['pack.part-stored', 'pack.imported', 'pack.part-listed']);
    expect(bench.desk.map(({ shortId }) => shortId)).toEqual(['A', 'B', 'C']);
    const [pack] = await loadPacks(bench.world.deps);
    expect(pack).toMatchObject({ sequence: 17, count: 3, bundles: 3, partsListed: 1 });
    const entry = await bench.journal.readOne(pack?.partSeqs[0] ?? 0);
    expect(new TextDecoder().decode(entry?.bytes)).toContain('"resourceType":"Bundle"');
  });

  it('[DSK-3] [PCK-14] what could not be used is said with the rest', async () => {
    await bench.accept();
    bench.leftOut = [
      { what: 'entry', shortId: 'A', place: 'entry 1', sentence: 'No.' },
      { what: 'prescription', shortId: 'B', place: 'entry 2', sentence: 'No.' },
    ];
    expect(await bench.import(await bench.offer(three))).toEqual({
      kind: 'done',
      sentence:
        'Pack 17 is on the PWAD desk: 3 scripts new; 1 by id only, because the prescription with it could not be used; 1 left out, because the id is not right.',
      leftOut: bench.leftOut,
    });
  });

  it('[PCK-12] the same pack, or one before it, is not taken twice', async () => {
    await bench.accept();
    await bench.import(await bench.offer(three));
    expect(await bench.codeOf(await bench.offer(three))).toBe('PackImportedBefore');
    expect(
      await bench.codeOf(
        await bench.offer(three, { packId: '5b9a6a52-4d66-4b3f-9a0a-0d6c7d3b6f11', sequence: 16 }),
      ),
    ).toBe('PackOutOfSequence');
    expect(bench.desk).toHaveLength(3);
  });

  it('[PCK-12] [PCK-13] another supplier’s pack with that number comes in too, by the name that it has here', async () => {
    await bench.accept();
    await bench.import(await bench.offer(three));
    const others = await packKeys();
    await bench.accept('Second Broker', others.supplier, 'next');
    const packId = '5b9a6a52-4d66-4b3f-9a0a-0d6c7d3b6f12';
    const from = { pharmacy: keys.pharmacy, supplier: others.supplier };
    const offerId = await bench.offer([{ id: 'D' }], { packId }, from);
    expect(await checkPack(bench.parts, { offerId, name: 'x' })).toMatchObject({
      preview: { from: 'Second Broker', supplier: packFacts.supplier, acceptedAs: 'next' },
    });
    expect(await bench.import(offerId, packId)).toEqual({
      kind: 'done',
      sentence: 'Pack 17 of Second Broker is on the PWAD desk: 1 script new.',
      leftOut: [],
    });
    expect(bench.sources).toEqual(['Pack 17', 'Pack 17 of Second Broker']);
    expect(
      await bench.codeOf(await bench.offer(three, { packId: `${packId.slice(0, -1)}3`, sequence: 16 })),
    ).toBe('PackOutOfSequence');
  });

  it('[PCK-13] only the pack that was shown is imported', async () => {
    await bench.accept();
    expect(await bench.import(await bench.offer(three), 'another')).toMatchObject({ code: 'PackGone' });
    expect(bench.kinds()).not.toContain('pack.part-stored');
  });

  it('[PCK-15] a dispenser does not import', async () => {
    await bench.accept();
    bench.world.deps.who.become(anActor('dispenser'));
    expect(await bench.import(await bench.offer(three))).toMatchObject({ code: 'RoleMissing' });
    expect(bench.kinds()).not.toContain('pack.part-stored');
  });

  it('[PCK-7] [PCK-20] one signed by nobody we accepted is refused, and on record', async () => {
    expect(await bench.codeOf(await bench.offer(three))).toBe('SignerUnknown');
    const refused = bench.journal.entries.find(({ kind }) => kind === 'pack.refused');
    expect(refused).toMatchObject({ subject: 'x.epspack', data: { code: 'SignerUnknown', rule: 'PCK-7' } });
  });

  it('[PCK-8] one for another pharmacy is refused though our key opens it', async () => {
    await bench.accept();
    expect(await bench.codeOf(await bench.offer(three, { ods: 'ZZ999' }))).toBe('PackForAnotherPharmacy');
  });

  it('[PCK-16] a key that was removed counts no more', async () => {
    await bench.accept();
    const offerId = await bench.offer(three);
    await changeTrust(bench.world.deps, bench.parts.packs, { kind: 'RemoveSupplierKey', slot: 'current' });
    expect(await bench.import(offerId)).toMatchObject({ code: 'SignerUnknown' });
  });

  it('[PCK-16] what holds no key is refused', async () => {
    const request = {
      kind: 'AcceptSupplierKey',
      slot: 'current',
      supplier: 'x',
      fingerprint: '',
      text: '{}',
    } as const;
    expect(await changeTrust(bench.world.deps, bench.parts.packs, request)).toMatchObject({
      code: 'KeyUnfit',
    });
  });

  it('[PCK-16] [PCK-26] where a folder cannot be watched, the one before is, and nothing is on record', async () => {
    const followed: (string | undefined)[] = [];
    const packs = {
      ...bench.parts.packs,
      watch: async (at: string | undefined) => {
        followed.push(at);
        return at !== '/none';
      },
    };
    const choose = (chosen: string) =>
      changeTrust(bench.world.deps, packs, { kind: 'WatchPackFolder', folder: chosen });
    expect(await choose('/post')).toMatchObject({ kind: 'done' });
    const before = bench.kinds();
    expect(await choose('/none')).toMatchObject({ code: 'FolderUnfit' });
    expect(followed).toEqual(['/post', '/none', '/post']);
    expect(bench.kinds()).toEqual(before);
  });

  it('[PCK-14] [PCK-19] stopped after any step, it is not there at all or all of it comes', async () => {
    const all = many.map(({ id }) => id);
    const partsListed: number[] = [];
    let none = 0;
    for (let steps = 0, stopped = true; stopped; steps += 1) {
      await bench.close();
      bench = await PackBench.open(keys);
      await bench.accept();
      const offerId = await bench.offer(many);
      bench.failAfter = steps;
      stopped = await bench.import(offerId).then(
        () => false,
        () => true,
      );
      bench.failAfter = Infinity;
      if (!stopped) break;
      await bench.restart();
      const [pack] = await loadPacks(bench.world.deps);
      if (pack) {
        partsListed.push(pack.partsListed);
        const ends = await finishPacks(bench.parts);
        const unlisted = pack.partsListed < 4;
        expect(ends.map(({ name, reply }) => [name, reply.kind])).toEqual(
          unlisted ? [['Pack 17', 'done']] : [],
        );
        expect([...new Set(bench.desk.map(({ shortId }) => shortId))]).toEqual(all);
        expect((await loadPacks(bench.world.deps))[0]).toMatchObject({ partsListed: 4 });
      } else {
        none += 1;
        expect(bench.desk).toEqual([]);
      }
    }
    expect(none).toBeGreaterThan(8);
    expect(new Set(partsListed)).toEqual(new Set([0, 1, 2, 3]));
  });

  it('[PCK-25] what went on after a restart is told, with what could not be used before it stopped', async () => {
    for (let steps = 0, listed = 0; listed !== 2; steps += 1) {
      await bench.close();
      bench = await PackBench.open(keys);
      await bench.accept();
      const offerId = await bench.offer(many);
      bench.failAfter = steps;
      await expect(bench.import(offerId)).rejects.toThrow();
      listed = (await loadPacks(bench.world.deps))[0]?.partsListed ?? 0;
    }
    bench.failAfter = Infinity;
    await bench.restart();
    bench.desk.length = 0;
    bench.leftOut = [{ what: 'prescription', shortId: 'B', place: 'entry 2', sentence: 'No.' }];
    const [end] = await finishPacks(bench.parts);
    const rest = bench.desk.length;
    if (end?.reply.kind !== 'done') throw new Error('not done');
    expect(end.reply.sentence).toMatch(
      `The rest of Pack 17, which had been interrupted, is on the PWAD desk: ${rest} scripts new; `,
    );
    // None of these ids is one; the desk here says so of no part that is listed now.
    expect(end.reply.leftOut).toHaveLength(1_700 - rest + 2);
    expect(await finishPacks(bench.parts)).toEqual([]);
  });

  it('[PCK-19] [PCK-25] [DSK-16] an import that stops short says so, on the result sheet too, and that it goes on', async () => {
    await bench.accept();
    bench.deskRefuses = refuse('SignedOut', 'USR-1', 'Nobody is signed in.', 'Sign in.');
    const reply = await bench.import(await bench.offer(three));
    expect(reply).toMatchObject({
      code: 'SignedOut',
      sentence: 'Not all of Pack 17 is on the PWAD desk yet. Nobody was signed in any more.',
      next: expect.stringMatching(/^Nothing of it is lost: it goes on by itself/) as string,
    });
    expect(await finishPacks(bench.parts)).toMatchObject([
      { name: 'Pack 17', packId: packFacts.packId, reply: { kind: 'refused' } },
    ]);
    const left = async () => (await makeResultSheet(bench.world.deps, undefined))?.left;
    expect(await left()).toContain('Not all of Pack 17 is on the desk yet.');
    bench.deskRefuses = undefined;
    expect(await finishPacks(bench.parts)).toMatchObject([
      {
        name: 'Pack 17',
        packId: packFacts.packId,
        reply: { kind: 'done', sentence: 'Pack 17 is on the PWAD desk: 3 scripts new.' },
      },
    ]);
    expect(await left()).toBe('Nothing is left to do.');
  });

  it('[PCK-14] progress is shown while it is stored and listed', async () => {
    await bench.accept();
    await bench.import(await bench.offer(many));
    expect(bench.shown.map(({ doing }) => doing)).toEqual([
      ...Array.from({ length: 4 }, () => 'storing'),
      ...Array.from({ length: 4 }, () => 'listing'),
    ]);
    expect(bench.shown.at(-1)).toEqual({ name: 'Pack 17', doing: 'listing', done: 1_700, total: 1_700 });
  });
});

describe('a list comes in', () => {
  const counts = { read: 2, malformed: 1, duplicated: 0, unreadable: 0 };
  const command = {
    kind: 'ImportList',
    source: { kind: 'csv', name: 'ids.csv' },
    entries: [{ shortId: 'A' }, { shortId: 'B' }],
    counts,
  } as const;

  it('[LST-8] its ids go to the desk, and what it came to is on record', async () => {
    expect(await importList(bench.parts, command)).toMatchObject({ kind: 'done' });
    expect(bench.desk).toHaveLength(2);
    expect(await bench.world.deps.store.loadTab('packs', 'list')).toMatchObject([
      { source: command.source, counts },
    ]);
  });

  it('[LST-8] a dispenser does not import a list, and nobody an empty one', async () => {
    expect(await importList(bench.parts, { ...command, entries: [] })).toMatchObject({ code: 'ListEmpty' });
    bench.world.deps.who.become(anActor('dispenser'));
    expect(await importList(bench.parts, command)).toMatchObject({ code: 'RoleMissing' });
    expect(bench.desk).toEqual([]);
  });
});
