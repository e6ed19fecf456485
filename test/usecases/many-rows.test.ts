import { afterEach, expect, it } from 'vitest';
import type { DeskEvent } from '../../renderer/domain/desk/events';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { commitMany } from '../../renderer/usecases/commit';
import { actOnDesk } from '../../renderer/usecases/desk/desk';
import { showEndsInPacks } from '../../renderer/usecases/desk/ended-in-packs';
import type { EntryDraft } from '../../renderer/usecases/ports';
import { anId, aPack, inPack17 } from '../support/desk';
import { counts } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld } from '../support/world';

/** Main takes 10,000 entries at once, and a pack may bring 20,000 rows; one more than we write at once. */
const many = 2_001;

class CountingJournal extends MemoryJournal {
  readonly sizes: number[] = [];
  isFull = (): boolean => false;
  override append(batch: readonly EntryDraft[]) {
    this.sizes.push(batch.length);
    return this.isFull()
      ? Promise.resolve({
          kind: 'refused' as const,
          sentence: 'The disk is full.',
          next: 'Make room on the disk, then do it again.',
        })
      : super.append(batch);
  }
}

afterEach(() => forget('many-rows'));

it('[DSK-14] [DSK-18] however many rows end in their packs, or are asked for, they are written part by part', async () => {
  const journal = new CountingJournal();
  const world = await openWorld({ journal, spine: aSpine(1), name: 'many-rows' });
  await signIn(world);
  const { deps, clock } = world;
  const { key } = inPack17.packed;
  const ends = { at: asInstant(clock.at + 60_000), how: 'expired' } as const;
  const packed = { key, issue: 1, releaseReference: '', path: 'bundle', ends };
  const rows = Array.from({ length: many }, (_, n) => {
    const event: DeskEvent = { type: 'desk.listed', id: anId(n), source: aPack, place: '', packed };
    return { event };
  });
  await commitMany(deps, 'Tom Reed', rows);
  expect(await counts(world)).toEqual({ 'to-scan': many });
  later(clock, 60_000);
  await showEndsInPacks(deps, await deps.store.loadTab('desk', 'to-scan'), (task) => task());
  expect(await counts(world)).toEqual({ 'needs-gp': many });
  expect((await actOnDesk(deps, { kind: 'AskForRows', ids: 'needs-gp' })).kind).toBe('done');
  expect(await counts(world)).toEqual({ waiting: many });
  expect(journal.sizes.slice(-6)).toEqual([2_000, 1, 2_000, 1, 2_000, 1]);
  journal.isFull = () => journal.sizes.at(-1) === 1;
  expect(await commitMany(deps, 'Tom Reed', rows)).toMatchObject({
    code: 'NotWritten',
    next: expect.stringMatching(/^2000 of 2001 were written and stay so\./) as string,
  });
  world.close();
});
