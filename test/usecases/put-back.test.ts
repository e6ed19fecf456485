import { afterEach, describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { holdAfterPutBack } from '../../renderer/usecases/prescriptions/put-back';
import { tabOf } from '../../renderer/domain/prescriptions/tab';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { act, aSite, evolveAll, now, ready, received, refusalCode, refused } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { download, find, supply } from '../support/on-the-way';
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

  it('[PRX-20] what was handed out since ends by a pharmacist’s word, is never supplied again, and nothing is sent', async () => {
    const spine = aSpine(2);
    const opened = await openWorld({ name, journal: new MemoryJournal(), spine });
    world = opened;
    const { deps } = opened;
    await signIn(opened);
    await download(opened);
    const [key, other] = await deps.store.keysIn('to-check', 100);
    if (key === undefined || other === undefined) throw new Error('no scripts');
    const say = (of = key, reason = 'The bag is gone, the patient has it') =>
      actOnPrescription(deps, of, { kind: 'SayHandedOutSince', reason });
    expect(await say()).toMatchObject({ code: 'NotPutBack' });
    await holdAfterPutBack(deps, asInstant(deps.clock.now() - 60_000));
    expect(await say(key, ' ')).toMatchObject({ code: 'ReasonMissing' });
    expect(await say()).toMatchObject({ kind: 'done', sentence: /Nothing is sent/ });
    expect(await deps.store.keysIn('done', 100)).toEqual([key]);
    expect(await deps.store.openMessages()).toEqual([]);
    expect(await supply(opened, key)).toBe('NotHere');
    expect(await say()).toMatchObject({ code: 'NotPutBack' });

    // The prescriber sends it again: the other one of the pair is not supplied besides.
    const { shortId } = (await deps.store.loadPrescription(key))?.prescription ?? {};
    if (shortId === undefined) throw new Error('not here');
    await actInRegisters(deps, { kind: 'RegisterReissue', key, note: '' });
    const again = spine.sendAgain(shortId, aSite.ods);
    await download(opened);
    const replacement = await find(opened, again);
    expect(replacement.custody.kind).toBe('returning');
    expect(await supply(opened, replacement.prescription.key)).not.toBe('done');

    // While EPS has something to answer of one that was handed out here, nobody says so.
    await actOnPrescription(deps, other, { kind: 'LiftHold', reason: 'EPS was not told' });
    expect(await supply(opened, other)).toBe('done');
    expect(await say(other)).toMatchObject({ code: 'NotPutBack' });
  });

  it('[PRX-20] should the Spine hand it over again, it is held', () => {
    const held = evolveAll(received(), [
      { type: 'prescription.held', key: received().prescription.key, reason: 'x', backupAt: now },
    ]);
    const over = act(held, { kind: 'SayHandedOutSince', reason: 'It left' });
    expect([over.custody.kind, over.hold.kind, tabOf(over)]).toEqual(['ended', 'none', 'done']);
    const { prescription } = over;
    const back = evolveAll(over, [
      {
        ...({ type: 'prescription.received-again', key: prescription.key, source: over.source } as const),
        ...{ releaseResponseId: 'another', prescription },
      },
    ]);
    expect([back.custody.kind, back.hold.kind]).toEqual(['ours', 'person']);
    expect(refusalCode(back, { kind: 'CheckPrescription' })).toBe('OnHold');
    expect(refusalCode(back, { kind: 'SayHandedOutSince', reason: 'It left' })).toBe('decided');
    const told = refused(act(ready(), { kind: 'SupplyInFull' }));
    expect(refusalCode({ ...told, putBackAt: now }, { kind: 'SayHandedOutSince', reason: 'x' })).toBe(
      'NotPutBack',
    );
  });
});
