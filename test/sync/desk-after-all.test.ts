import { afterEach, describe, expect, it } from 'vitest';
import { bothSidesOf } from '../../renderer/domain/prescriptions/both-sides';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { counts, handOut, importAll, keyOf, scan, settle, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { download } from '../support/on-the-way';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, type World } from '../support/world';

const name = 'desk-after-all';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

describe('a script that the Spine sends after its word was let stand', () => {
  it('[DSK-12] what the Spine sends after all is told as it was handed out, in the bytes that were set aside', async () => {
    const spine = aSpine(2);
    const [script] = stuck(spine, 1);
    world = await openWorld({ journal: new MemoryJournal(), spine, name });
    await signIn(world);
    if (!script) throw new Error('no script');
    const { deps, broker } = world;
    const key = keyOf(script);
    await importAll(world, [script]);
    await scan(world, script.shortId);
    await handOut(world, key);
    const [frozen] = await deps.store.openMessages();
    spine.restore([{ ...script, stuck: false, status: '0006' }]);
    await settle(world);
    const settleAs = (choice: 'spine' | 'ours') =>
      actOnPrescription(deps, key, { kind: 'SettleConflict', choice, reason: 'Rang the helpdesk.' });
    await settleAs('spine');

    spine.restore([{ ...script, stuck: false, status: '0001' }]);
    await download(world);
    const held = await deps.store.loadPrescription(key);
    expect(held).toMatchObject({
      work: 'supplied',
      custody: { kind: 'ours' },
      hold: { kind: 'conflict', says: { kind: 'ours-after-all', differences: [] } },
    });
    expect(held && bothSidesOf(held)?.here.handOuts[0]?.notification).toBe(
      'EPS was not told: its notification was set aside.',
    );
    expect(await counts(world)).toEqual({ 'needs-person': 1 });
    expect((await scan(world, script.shortId)).sentence).toContain('The Spine has sent it to us after all.');
    expect((await settleAs('spine')).kind).toBe('refused');
    expect((await settleAs('ours')).kind).toBe('done');
    await settle(world);
    const there = spine.scripts().find(({ shortId }) => shortId === script.shortId);
    expect([there?.status, there?.applied.length]).toEqual(['0006', 1]);
    expect(broker.sent.at(-1)?.sha256).toBe(frozen?.sha256);
    expect(await deps.store.loadPrescription(key)).toMatchObject({
      supplies: [{ notification: 'accepted' }],
      hold: { kind: 'none' },
    });
    expect(await counts(world)).toEqual({ released: 1 });
  });
});
