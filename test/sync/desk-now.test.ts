import { afterEach, describe, expect, it } from 'vitest';
import type { Spine } from '../../electron/training/spine';
import { scanNow } from '../../renderer/domain/desk/scan-now';
import type { Scanned } from '../../renderer/domain/desk/scan-words';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import { actOnDesk } from '../../renderer/usecases/desk/desk';
import { handOut, importAll, keyOf, others, scan, settle, stepInbox, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { download } from '../support/on-the-way';
import { aSite } from '../support/builders';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, type World } from '../support/world';

const name = 'desk-now';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const begin = async (spine: Spine): Promise<World> => {
  world = await openWorld({ journal: new MemoryJournal(), spine, name });
  await signIn(world);
  return world;
};
/** The answer, as the desk shows it once more. */
const shown = async ({ deps }: World, scanned: Scanned): Promise<Scanned> => {
  const [row] = await deps.store.loadFromList('desk', [asPrescriptionId(scanned.id)]);
  return scanNow(scanned, row, false);
};

describe('[DSK-20] the last answer, while its row goes on', () => {
  it('a request that was queued is said to be queued until it is answered', async () => {
    const spine = aSpine(1);
    const here = await begin(spine);
    const { shortId } = spine.scripts()[0] ?? { shortId: '' };
    const scanned = await scan(here, shortId);
    expect(scanned).toMatchObject({ title: 'REQUEST QUEUED', undo: 'request' });
    expect(await shown(here, scanned)).toBe(scanned);
    await stepInbox(here);
    const now = await shown(here, scanned);
    expect(now).toMatchObject({ title: 'HERE', look: 'accepted', isHere: true });
    expect(now.undo).toBeUndefined();
    expect(now.who).not.toBe('');
  });

  it('the Spine says that another pharmacy has it: so does the answer, with what is next', async () => {
    const spine = aSpine(1);
    const here = await begin(spine);
    spine.restore(spine.scripts().map((one) => ({ ...one, status: '0002', holder: others }) as const));
    const scanned = await scan(here, spine.scripts()[0]?.shortId ?? '');
    await stepInbox(here);
    const now = await shown(here, scanned);
    expect(now).toMatchObject({ title: 'HELD ELSEWHERE', look: 'attention', mayAsk: true });
    expect(now.sentence).toContain('The Simple Pharmacy');
  });

  it('a request that is taken back is not said to be queued', async () => {
    const spine = aSpine(1);
    const here = await begin(spine);
    const { shortId } = spine.scripts()[0] ?? { shortId: '' };
    const scanned = await scan(here, shortId);
    await actOnDesk(here.deps, { kind: 'DropRequest', id: asPrescriptionId(shortId) });
    expect((await shown(here, scanned)).title).toBe('TO SCAN');
  });

  it('what came out of a pack is said to wait for the Spine until it is confirmed', async () => {
    const spine = aSpine(1);
    const here = await begin(spine);
    const [script] = stuck(spine, 1);
    if (!script) throw new Error('nothing hangs');
    await importAll(here, [script]);
    const scanned = await scan(here, script.shortId);
    expect(await shown(here, scanned)).toMatchObject({ title: 'RELEASED OFFLINE', undo: 'release' });
    await handOut(here, keyOf(script));
    const handed = await shown(here, scanned);
    expect(handed).toMatchObject({ title: 'HANDED OUT' });
    expect(handed.sentence).toMatch(/has not confirmed it yet/);
    await settle(here);
    expect((await shown(here, scanned)).sentence).not.toMatch(/not confirmed/);
  });
});

describe('a script that is held as it comes out of its pack', () => {
  it('[DSK-5] [RSU-8] is not said to be free to be dispensed', async () => {
    const spine = aSpine(1);
    const here = await begin(spine);
    await download(here);
    spine.sendAgain(spine.scripts()[0]?.shortId ?? '', aSite.ods);
    const [script] = stuck(spine, 1);
    if (!script) throw new Error('nothing hangs');
    await importAll(here, [script]);
    const scanned = await scan(here, script.shortId);
    expect(scanned).toMatchObject({
      look: 'attention',
      title: 'RELEASED OFFLINE, ON HOLD',
      key: keyOf(script),
    });
    expect(scanned.sentence).not.toMatch(/may be dispensed/);
    expect(scanned.next).toMatch(/Registers/);
  });
});
