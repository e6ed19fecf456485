import { afterEach, describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../renderer/domain/events';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { Prescription } from '../../renderer/domain/prescriptions/model';
import { actOnPrescription } from '../../renderer/usecases/act-on-prescription';
import { commit } from '../../renderer/usecases/commit';
import { withComparison } from '../../renderer/usecases/compare-scripts';
import { actInRegisters } from '../../renderer/usecases/registers';
import { anActor } from '../support/builders';
import { aPrescription } from '../support/fhir';
import { MemoryJournal } from '../support/memory-journal';
import { supply } from '../support/on-the-way';
import { aScript, fresh, old, shortIdOf } from '../support/pairs';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const dayMs = 86_400_000;
const name = 'reissue-issues';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const opened = async (): Promise<World> => {
  const all = await openWorld({ journal: new MemoryJournal(), spine: aSpine(1), name });
  all.deps.who.become(anActor());
  world = all;
  return all;
};
const happens = async ({ deps }: World, event: DomainEvent): Promise<void> => {
  expect(await commit(deps, 'Holdfast', await withComparison(deps, [event]))).toBeUndefined();
};
const come = (all: World, prescription: Prescription): Promise<void> => {
  const source = { seq: 1, path: '' };
  const { key } = prescription;
  return happens(all, { type: 'prescription.received', key, prescription, source, attended: true });
};
const stateOf = async ({ deps }: World, { key }: Prescription) => {
  const state = await deps.store.loadPrescription(key);
  if (!state) throw new Error('no such script');
  return state;
};

describe('reissue, through the engine', () => {
  it('[RSU-1] [RSU-2] a repeat’s id does not mean the issue of last month: the one that is sent again stays', async () => {
    const all = await opened();
    const from = all.deps.clock.now();
    const day = (n: number) => new Date(from + n * dayMs).toISOString().slice(0, 10);
    const repeat = aPrescription({
      ...aScript(1, { start: day(0) }),
      ...{ therapy: 'continuous-repeat-dispensing', intent: 'reflex-order', issue: 1, issues: 6 },
    });
    const issue1 = { ...repeat, daysSupply: 28, signedAt: asInstant(from - dayMs) };
    await come(all, issue1);
    await supply(all, issue1.key);
    expect((await stateOf(all, issue1)).work).toBe('supplied');
    later(all.clock, 28 * dayMs);
    const [typedId, replacementId] = [shortIdOf(1), shortIdOf(2)];
    const said = await actInRegisters(all.deps, {
      kind: 'RegisterReissue',
      typedId,
      replacementId,
      note: '',
    });
    expect(said.kind).toBe('done');
    const resent = {
      ...aPrescription(aScript(2, { start: day(28) })),
      daysSupply: 28,
      signedAt: all.deps.clock.now(),
    };
    await come(all, resent);
    expect(await stateOf(all, resent)).toMatchObject({ custody: { kind: 'ours' }, hold: { kind: 'none' } });
  });

  it('[RSU-18] what a pharmacist settles between us and the Spine is known to the pair at once', async () => {
    const all = await opened();
    const [original, replacement] = [aPrescription(old), aPrescription(fresh)];
    const { deps } = all;
    await actInRegisters(deps, {
      kind: 'RegisterReissue',
      typedId: original.shortId,
      replacementId: replacement.shortId,
      note: '',
    });
    const { key } = replacement;
    const source = { seq: 1, path: '' };
    const released = { prescription: replacement, source, pack: 'Pack 17' };
    await happens(all, { type: 'prescription.released-offline', key, ...released });
    await come(all, original);
    expect(await stateOf(all, original)).toMatchObject({
      custody: { kind: 'ours' },
      hold: { kind: 'superseded' },
    });
    await happens(all, { type: 'prescription.conflicted', key, says: { kind: 'cancelled' } });
    const settled = await actOnPrescription(deps, key, {
      kind: 'SettleConflict',
      choice: 'spine',
      reason: 'The practice cancelled it.',
    });
    expect(settled.kind).toBe('done');
    const [pair] = await deps.store.loadTab('reissues', 'to-decide');
    expect(pair?.staysGone).toBe(true);
    expect((await stateOf(all, original)).custody.kind).toBe('ours');
  });
});
