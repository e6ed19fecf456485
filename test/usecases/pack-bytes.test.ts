import { afterEach, describe, expect, it } from 'vitest';
import type { Script } from '../../electron/training/model';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { commit, catchUp } from '../../renderer/usecases/commit';
import { readPart } from '../../renderer/domain/recovery/read-part';
import { finishPacks, type PackParts } from '../../renderer/usecases/recovery/import-pack';
import { importToDesk } from '../../renderer/usecases/desk/import-to-desk';
import { readSource } from '../../renderer/usecases/prescriptions/read-source';
import { aPack, entryOf } from '../support/desk';
import { handOut, importAll, keyOf, scan, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, type World } from '../support/world';

const name = 'pack-bytes';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const hanging = async () => {
  const journal = new MemoryJournal();
  const spine = aSpine(3);
  const scripts = stuck(spine, 3);
  world = await openWorld({ name, spine, journal });
  await signIn(world, 'pharmacist');
  return { journal, scripts, opened: world };
};

/** A pack of these scripts as main leaves it in the journal, then put on the desk by the program. */
const importPacked = async (opened: World, journal: MemoryJournal, scripts: readonly Script[]) => {
  const { deps } = opened;
  const id = '5b9a6a52-4d66-4b3f-9a0a-0d6c7d3b6f10';
  const entries = scripts.map(({ shortId, issue, bundle }) => ({ id: shortId, issue, release: 'r', bundle }));
  const bytes = new TextEncoder().encode(JSON.stringify({ v: 1, packId: id, part: 1, entries }));
  const data = { id, part: 1, count: entries.length };
  const at = deps.clock.now();
  await journal.append([{ at, by: 'x', kind: 'pack.part-stored', subject: id, v: 1, data, bytes }]);
  const seq = journal.entries.length;
  await catchUp(deps);
  await commit(deps, 'x', [
    {
      event: {
        type: 'pack.imported',
        id,
        sequence: 17,
        supplier: 'The Training Broker',
        signerKid: 'k',
        fileName: 'a.epspack',
        issuedAt: at,
        expiresAt: asInstant(at + 86_400_000),
        count: entries.length,
        bundles: entries.length,
        partSeqs: [seq],
      },
    },
  ]);
  const parts: Pick<PackParts, 'deps' | 'readPart' | 'toDesk' | 'inTurn' | 'show'> = {
    deps,
    readPart: async (text) => readPart(text),
    toDesk: (source, some, onProgress) => importToDesk(deps, source, some, onProgress),
    inTurn: (task) => task(),
    show: () => undefined,
  };
  await finishPacks(parts as PackParts); // what is in the journal needs no pack in main
  return seq;
};

const timesIn = (journal: MemoryJournal, words: string): number =>
  journal.entries.filter(({ bytes }) => bytes && new TextDecoder().decode(bytes).includes(words)).length;

describe('the bytes of a pack', () => {
  it('[PCK-23] lie in the journal once, and a script is released and handed out from where they lie', async () => {
    const { journal, scripts, opened } = await hanging();
    const seq = await importPacked(opened, journal, scripts);
    for (const script of scripts) {
      expect(timesIn(journal, JSON.stringify(script.bundle))).toBe(1);
      expect(await scan(opened, script.shortId)).toMatchObject({ title: 'RELEASED OFFLINE' });
      const state = await opened.deps.store.loadPrescription(keyOf(script));
      if (!state) throw new Error('not here');
      expect(state.source).toMatchObject({ seq, path: 'bundle' });
      expect(await readSource(opened.deps, state.source)).toEqual({ bundle: script.bundle });
      await handOut(opened, keyOf(script));
      expect(await opened.deps.store.messagesOf(keyOf(script))).toHaveLength(1);
    }
    expect(journal.entries.filter(({ kind, bytes }) => kind === 'desk.listed' && bytes)).toEqual([]);
  });

  it('[DSK-3] a script whose prescription cannot be used has a row, and what was left out is on record', async () => {
    const { journal, scripts, opened } = await hanging();
    const [good, torn, lost] = scripts;
    if (!good || !torn || !lost) throw new Error('no scripts');
    const bundle = { resourceType: 'Bundle' } as unknown as Script['bundle']; // as a supplier might send it
    await importPacked(opened, journal, [good, { ...torn, bundle }, { ...lost, shortId: 'NOT-AN-ID' }]);
    const rows = await opened.deps.store.loadFromList('desk', [
      asPrescriptionId(good.shortId),
      asPrescriptionId(torn.shortId),
    ]);
    expect(rows.map((row) => row?.custody.kind)).toEqual(['sealed', 'listed']);
    const listed = journal.entries.find(({ kind }) => kind === 'pack.part-listed');
    expect(listed?.data).toMatchObject({
      leftOut: [
        { what: 'prescription', shortId: torn.shortId, place: 'entry 2' },
        { what: 'entry', shortId: 'NOT-AN-ID', place: 'entry 3' },
      ],
    });
  });

  it('[DSK-2] new rows are counted by their id, however many entries name one', async () => {
    const { scripts, opened } = await hanging();
    const [script, other] = scripts;
    if (!script || !other) throw new Error('no scripts');
    await importAll(opened, [other], false);
    expect(
      await importToDesk(
        opened.deps,
        aPack,
        [{ shortId: script.shortId }, entryOf(script), { shortId: other.shortId }],
        () => undefined,
      ),
    ).toMatchObject({ added: 1, repeated: 1, known: 1 });
  });

  it('[PCK-23] of a journal of before, with each script’s own copy, are read as they were', async () => {
    const { journal, scripts, opened } = await hanging();
    await importAll(opened, scripts);
    expect(journal.entries.filter(({ kind, bytes }) => kind === 'desk.listed' && bytes)).toHaveLength(3);
    const [script] = scripts;
    if (!script) throw new Error('no script');
    expect(await scan(opened, script.shortId)).toMatchObject({ title: 'RELEASED OFFLINE' });
    await handOut(opened, keyOf(script));
    const [message] = await opened.deps.store.messagesOf(keyOf(script));
    expect(message?.kind).toBe('notification');
  });
});
