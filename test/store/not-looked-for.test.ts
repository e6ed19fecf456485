import { afterEach, describe, expect, it } from 'vitest';
import { idLink } from '../../renderer/domain/kernel/links';
import { listReads } from '../../renderer/store/collections/list-reads';
import { nothingKnown } from '../../renderer/store/known-ids';
import { learnWhatIsHere } from '../../renderer/store/store';
import { shortIdIndex } from '../../renderer/store/sealing';
import { anId } from '../support/desk';
import { importAll, stuck } from '../support/desk-world';
import { filledWorld } from '../support/filled-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, testKeys, type World } from '../support/world';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { scanPrescription } from '../../renderer/usecases/desk/scan-prescription';

const name = 'not-looked-for';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  world = undefined;
  await forget(name);
});

/** A script that came out of a pack, one that lies in it still, and what is known of the index. */
const open = async () => {
  const spine = aSpine(3);
  const [first, second] = stuck(spine, 2);
  if (!first || !second) throw new Error('no scripts');
  world = await openWorld({ journal: new MemoryJournal(), spine, name });
  await signIn(world);
  await importAll(world, [first, second]);
  const id = asPrescriptionId(first.shortId);
  await scanPrescription(world.deps, { id, onlyKnown: false }, () => undefined);
  const known = nothingKnown();
  const keys = await testKeys();
  await learnWhatIsHere(world.db, known);
  return { world, known, keys, here: id, packed: asPrescriptionId(second.shortId) };
};

describe('what need not be looked for', () => {
  it('[STO-12] an index that is made anew is asked for nothing that it cannot have', async () => {
    const journal = new MemoryJournal();
    const before = await filledWorld(name, journal);
    before.close();
    await forget(name);
    const asked: string[] = [];
    world = await openWorld({ journal: new MemoryJournal(), spine: aSpine(0), name });
    world.db.use({
      stack: 'dbcore',
      name: 'asked',
      create: (core) => ({
        ...core,
        table: (table) => {
          const below = core.table(table);
          const note = () => asked.push(table);
          return {
            ...below,
            get: (request) => (note(), below.get(request)),
            getMany: (request) => (note(), below.getMany(request)),
            query: (request) => (note(), below.query(request)),
          };
        },
      }),
    });
    world.db.close();
    await world.db.open();
    await world.deps.store.project(journal.entries);
    expect(await world.db.scripts.count()).toBe(30);
    expect(asked.filter((table) => table === 'scripts' || table === 'desk')).toEqual([]);
  });

  it('[STO-12] an index that cannot be read is not passed over in silence', async () => {
    const { world } = await open();
    world.db.close();
    await expect(learnWhatIsHere(world.db, nothingKnown())).rejects.toThrow();
  });

  it('[STO-12] the short ids of the scripts that are here are known, and no others', async () => {
    const { known, keys, here, packed } = await open();
    const mayHold = async (id: string) => known.shortIds.mayHold(await shortIdIndex(keys, id));
    expect([await mayHold(here), await mayHold(packed), await mayHold(anId(99))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('[STO-12] a list that is surely empty is not asked, nor is the index for a row of the desk that is in memory', async () => {
    const { world, known, keys, packed } = await open();
    const { db } = world;
    const [row] = await world.deps.store.loadFromList('desk', [packed]);
    const deskRow = (id: string) => (id === packed ? row : undefined);
    const reads = listReads({ db, keys, emptyLists: known.emptyLists, deskRow });
    const stranger = anId(99);
    expect([reads.surelyEmpty('reissues'), reads.surelyEmpty('desk')]).toEqual([true, false]);
    expect(await reads.loadFromList('desk', [packed, stranger])).toEqual([row, undefined]);
    db.close();
    expect(await reads.loadFromList('desk', [packed])).toEqual([row]);
    expect(await reads.findByLink('reissues', idLink(packed))).toEqual([]);
    await expect(reads.loadFromList('desk', [stranger])).rejects.toThrow();
    await expect(reads.loadFromList('incidents', [packed])).rejects.toThrow();
  });
});
