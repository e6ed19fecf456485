import { afterEach, describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { holdAfterPutBack } from '../../renderer/usecases/prescriptions/put-back';
import { MemoryJournal } from '../support/memory-journal';
import { download, supply } from '../support/on-the-way';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, type World } from '../support/world';

const name = 'put-back-test';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

describe('a journal that was put back', () => {
  it('[PRX-20] has its open scripts held, once for each backup, until a pharmacist lifts the hold', async () => {
    const journal = new MemoryJournal();
    const opened = await openWorld({ name, journal, spine: aSpine(3) });
    world = opened;
    const { deps } = opened;
    await signIn(opened);
    await download(opened);
    const [done, ...open] = await deps.store.keysIn('to-check', 100);
    if (done === undefined || open[0] === undefined) throw new Error('no scripts');
    expect(await supply(opened, done)).toBe('done');

    const backupAt = asInstant(deps.clock.now() - 60_000);
    await holdAfterPutBack(deps, backupAt);
    expect(await deps.store.keysIn('needs-person', 100)).toHaveLength(open.length);
    expect((await deps.store.loadPrescription(done))?.hold.kind).toBe('none');
    const check = () => actOnPrescription(deps, open[0] ?? done, { kind: 'CheckPrescription' });
    expect(await check()).toMatchObject({ kind: 'refused', sentence: /may have been handed out since/ });

    // The next start writes nothing more, and what was lifted stays so.
    await actOnPrescription(deps, open[0], { kind: 'LiftHold', reason: 'It is on the shelf' });
    const written = journal.entries.length;
    await holdAfterPutBack(deps, backupAt);
    expect(journal.entries).toHaveLength(written);
    expect(await check()).toMatchObject({ kind: 'done' });

    await holdAfterPutBack(deps, asInstant(backupAt + 1));
    expect(await supply(opened, open[0])).toBe('OnHold');
  });
});
