import { afterEach, describe, expect, it } from 'vitest';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { openRegisters } from '../../renderer/usecases/incidents/open-registers';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { aSite } from '../support/builders';
import { handOut, importAll, keyOf, scan, settle, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { download, find } from '../support/on-the-way';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'reissue-from-a-pack';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

/** The original is here and registered; the replacement hangs with the broker, and comes out of a pack. */
const begin = async () => {
  const spine = aSpine(1);
  const all = await openWorld({ journal: new MemoryJournal(), spine, name });
  world = all;
  await signIn(all);
  await download(all);
  const original = spine.scripts()[0]?.shortId ?? '';
  const { key } = (await find(all, original)).prescription;
  await actInRegisters(all.deps, { kind: 'RegisterReissue', key, note: '' });
  spine.sendAgain(original, aSite.ods);
  const [replacement] = stuck(spine, 1);
  if (!replacement) throw new Error('nothing hangs');
  await importAll(all, [replacement]);
  expect((await scan(all, replacement.shortId)).title).toBe('RELEASED OFFLINE');
  return { all, spine, original, replacement: keyOf(replacement) };
};
type Begun = Awaited<ReturnType<typeof begin>>;

const pairOf = async ({ all }: Begun): Promise<ReissueState | undefined> => {
  const { store } = all.deps;
  const tabs = await Promise.all(
    ['open', 'to-decide', 'closed'].map((tab) => store.loadTab('reissues', tab)),
  );
  return tabs.flat()[0];
};
const originalIs = async ({ all, original }: Begun): Promise<string> =>
  (await find(all, original)).custody.kind;

describe('a replacement that came out of a pack, through the engine', () => {
  it('[RSU-18] the original goes back in the write that confirms the replacement', async () => {
    const begun = await begin();
    expect((await pairOf(begun))?.replacement.key).toBe(begun.replacement);
    expect(await originalIs(begun)).toBe('ours');
    expect((await find(begun.all, begun.original)).hold.kind).toBe('superseded');
    await settle(begun.all);
    expect(await originalIs(begun)).toBe('returned');
    expect((await pairOf(begun))?.end?.how).toBe('returned');
  });

  it('[RSU-18] the original goes back in the write that hands the replacement out', async () => {
    const begun = await begin();
    await handOut(begun.all, begun.replacement);
    expect(await originalIs(begun)).toBe('returning');
    await settle(begun.all);
    expect(await originalIs(begun)).toBe('returned');
  });

  it('[RSU-18] the Spine denies the replacement: the original stays, and is used once that is settled', async () => {
    const begun = await begin();
    const { all, spine, replacement } = begun;
    spine.restore(
      spine.scripts().map((one) => (keyOf(one) === replacement ? { ...one, status: '0005' } : one)),
    );
    await settle(all);
    expect((await all.deps.store.loadPrescription(replacement))?.hold.kind).toBe('conflict');
    expect(await originalIs(begun)).toBe('ours');
    const settled = { kind: 'SettleConflict', choice: 'spine', reason: 'The GP cancelled it' } as const;
    expect((await actOnPrescription(all.deps, replacement, settled)).kind).toBe('done');
    const pair = await pairOf(begun);
    if (!pair) throw new Error('no pair');
    expect(pair.staysGone).toBe(true);
    const stays = { kind: 'DecideReissue', id: pair.id, stays: 'original', reason: '' } as const;
    expect((await actInRegisters(all.deps, stays)).kind).toBe('done');
    await handOut(all, (await find(all, begun.original)).prescription.key);
    expect((await find(all, begun.original)).work).toBe('supplied');
  });

  it('[RSU-23] [DSK-4] put back into its pack, and the original supplied: no scan takes it out, and nobody waits for it', async () => {
    const begun = await begin();
    const { all, replacement } = begun;
    expect((await actOnPrescription(all.deps, replacement, { kind: 'UndoRelease' })).kind).toBe('done');
    const { id } = (await pairOf(begun)) ?? {};
    if (!id) throw new Error('no pair');
    const stays = { kind: 'DecideReissue', id, stays: 'original', reason: 'It is here' } as const;
    expect((await actInRegisters(all.deps, stays)).kind).toBe('done');
    await handOut(all, (await find(all, begun.original)).prescription.key);
    const [shortId = ''] = replacement.split('|');
    expect(await scan(all, shortId)).toMatchObject({ look: 'refused', title: 'THE OTHER ONE WAS SUPPLIED' });
    expect((await all.deps.store.loadPrescription(replacement))?.custody.kind).toBe('sealed');
    const close = { kind: 'CloseReissue', id, reason: 'It hangs with the broker' } as const;
    expect((await actInRegisters(all.deps, close)).kind).toBe('done');
    expect((await openRegisters(all.deps)).map(({ from }) => from.length)).toEqual([0, 0, 0]);
    expect((await scan(all, shortId)).title).toBe('THE OTHER ONE WAS SUPPLIED');
    // The Spine sends it after all.
    const free = { status: '0001', holder: undefined, stuck: false } as const;
    begun.spine.restore(
      begun.spine.scripts().map((one) => (one.shortId === shortId ? { ...one, ...free } : one)),
    );
    later(all.clock, 3_600_000);
    await download(all);
    expect((await all.deps.store.loadPrescription(replacement))?.custody.kind).toBe('returning');
    await settle(all);
    expect((await pairOf(begun))?.end?.how).toBe('returned');
  });
});
