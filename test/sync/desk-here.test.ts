import { afterEach, describe, expect, it } from 'vitest';
import { scriptsOfSeed } from '../../electron/training/prescribe';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { aSite, now as start } from '../support/builders';
import { counts, handOut, importAll, keyOf, scan, settle, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { download, find } from '../support/on-the-way';
import { seeds } from '../support/seeds';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'desk-here';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

describe('a script that was here before the desk heard of it', () => {
  it.each(['by a list', 'in a pack'] as const)('[DSK-1] named %s, its row says what it says', async (how) => {
    const spine = aSpine(4);
    world = await openWorld({ journal: new MemoryJournal(), spine, name });
    await signIn(world);
    const scripts = spine.scripts().slice(0, 3);
    await download(world);
    const [first] = scripts;
    if (!first) throw new Error('no script');
    await handOut(world, keyOf(first));
    const inside = how === 'in a pack';
    await importAll(world, scripts, inside);
    expect(await counts(world)).toEqual({ released: 3 });
    const titles: string[] = [];
    for (const { shortId } of scripts) titles.push((await scan(world, shortId)).title);
    expect(titles).toEqual(['ALREADY HANDED OUT', 'HERE', 'HERE']);
    await importAll(world, scripts, inside);
    expect(await counts(world)).toEqual({ released: 3 });
  });

  it('[DSK-1] what we gave back is to scan: it may have come to hang again', async () => {
    const spine = aSpine(2);
    world = await openWorld({ journal: new MemoryJournal(), spine, name });
    await signIn(world);
    const [script] = spine.scripts();
    if (!script) throw new Error('no script');
    await download(world);
    await actOnPrescription(world.deps, keyOf(script), { kind: 'ReturnPrescription', reasonCode: '0003' });
    await settle(world);
    expect((await find(world, script.shortId)).custody.kind).toBe('returned');
    await importAll(world, [script], false);
    expect(await counts(world)).toEqual({ 'to-scan': 1 });
    expect((await scan(world, script.shortId)).title).toBe('REQUEST QUEUED');
  });
});

const dayMs = 86_400_000;

/** Repeat dispensing: the first of six issues is handed out here, and the broker dies with the second in it. */
const withSecondIssueInPack = async (daysLater: number) => {
  const clock = { at: start };
  const spine = aSpine(0, () => clock.at);
  const seed = seeds.scripts.find(({ kind }) => kind === 'erd');
  if (!seed) throw new Error('no repeat dispensing among the seeds');
  const first = { ...seed, issue: 1, issues: 6, signedDaysAgo: 0 };
  spine.restore(scriptsOfSeed(seeds, first, 1, { ods: aSite.ods, now: start }));
  const all = await openWorld({ journal: new MemoryJournal(), spine, name, clock });
  world = all;
  await signIn(all);
  await download(all);
  const [issue1, issue2] = spine.scripts();
  if (!issue1 || !issue2) throw new Error('no issues');
  await handOut(all, keyOf(issue1));
  await settle(all);
  later(clock, daysLater * dayMs);
  spine.restore(
    spine.scripts().map((one) => (one.issue === 2 ? { ...one, status: '0001', downloadFrom: 0 } : one)),
  );
  expect(stuck(spine, 1).map(({ issue }) => issue)).toEqual([2]);
  await importAll(all, [issue2]);
  return { all, spine, issue1, issue2 };
};

describe('repeat dispensing at the desk', () => {
  it('[DSK-24] with the first issue handed out here, the second comes out of the pack, is handed out and confirmed', async () => {
    const { all, spine, issue2 } = await withSecondIssueInPack(25);
    expect(await counts(all)).toEqual({ 'to-scan': 1 });
    const scanned = await scan(all, issue2.shortId);
    expect(scanned).toMatchObject({ title: 'RELEASED OFFLINE', key: keyOf(issue2) });
    expect(await counts(all)).toEqual({ unconfirmed: 1 });
    expect((await scan(all, issue2.shortId)).title).toBe('HERE, RELEASED OFFLINE');
    await handOut(all, keyOf(issue2));
    await settle(all);
    expect(await counts(all)).toEqual({ released: 1 });
    const there = spine.scripts().filter(({ shortId }) => shortId === issue2.shortId);
    expect(there.slice(0, 2).map(({ status, applied }) => [status, applied.length])).toEqual([
      ['0006', 1],
      ['0006', 1],
    ]);
  });

  it('[DSK-24] before it is due a scan says from when, and a person may release it all the same', async () => {
    const { all, issue2 } = await withSecondIssueInPack(1);
    const scanned = await scan(all, issue2.shortId);
    expect(scanned).toMatchObject({ look: 'attention', title: 'ISSUE 2 IS NOT DUE YET', early: 2 });
    expect(scanned.sentence).toMatch(
      /^Issue 1 of 6 was handed out at .* Issue 2 lies in Pack 17 and is due from/,
    );
    expect(await counts(all)).toEqual({ 'to-scan': 1 });
    expect((await scan(all, issue2.shortId, true)).title).toBe('RELEASED OFFLINE');
    expect(await counts(all)).toEqual({ unconfirmed: 1 });
  });

  it('[DSK-24] what happens to the first issue later does not hide the second, nor end the asking for it', async () => {
    const { all, issue1, issue2 } = await withSecondIssueInPack(25);
    const { deps } = all;
    const withdraw = () =>
      actOnPrescription(deps, keyOf(issue1), { kind: 'WithdrawSupply', reasonCode: 'QU' });
    expect((await withdraw()).kind).toBe('done');
    expect(await counts(all)).toEqual({ 'to-scan': 1 });
    await scan(all, issue2.shortId);
    await settle(all);
    expect((await deps.store.loadFromList('desk', [asPrescriptionId(issue2.shortId)]))[0]?.script).toBe(
      keyOf(issue2),
    );
  });
});
