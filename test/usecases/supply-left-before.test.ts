import { afterEach, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { Entry } from '../../renderer/domain/unscripted/model';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { handOut, keyOf } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { download } from '../support/on-the-way';
import { signIn } from '../support/sign-in';
import { asked, entry } from '../support/supplies';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'supply-left-before';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

it('[USC-21] whoever enters a supply reads that the patient had the same on a script this morning', async () => {
  const spine = aSpine(1);
  world = await openWorld({ journal: new MemoryJournal(), spine, name });
  const { deps, clock } = world;
  await signIn(world);
  await download(world);
  const [script] = spine.scripts();
  if (!script) throw new Error('no script');
  const state = await deps.store.loadPrescription(keyOf(script));
  if (!state) throw new Error('not here');
  const { patient, items } = state.prescription;
  const enter = async (display: string) => {
    const suppliedAt = asInstant(clock.at - 60_000);
    const [one] = entry.items;
    const supplied: Entry = {
      ...entry,
      patient,
      answers: asked,
      suppliedAt,
      items: one ? [{ ...one, display }] : [],
    };
    const reply = await actInRegisters(deps, { kind: 'RecordSupply', entry: supplied });
    if (reply.kind !== 'done') throw new Error(reply.kind);
    return reply.sentence;
  };
  await handOut(world, keyOf(script));
  later(clock, 3 * 3_600_000);
  const medicine = items[0]?.medication.display ?? '';
  expect(await enter(medicine)).toContain(`This patient had ${medicine} on ${script.shortId} at `);
  expect(await enter('Wholly other 5mg tablets')).not.toContain('This patient had');
  later(clock, 20 * 24 * 3_600_000);
  expect(await enter(medicine)).not.toContain('This patient had');
});
