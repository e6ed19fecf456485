import { afterEach, describe, expect, it } from 'vitest';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { Patient, Prescription } from '../../renderer/domain/prescriptions/model';
import { commit } from '../../renderer/usecases/commit';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { withComparison } from '../../renderer/usecases/registers/compare-scripts';
import { aPrescription } from '../support/fhir';
import { MemoryJournal } from '../support/memory-journal';
import { entryFor, supply } from '../support/on-the-way';
import { fresh, old } from '../support/pairs';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, type World } from '../support/world';

const name = 'same-number';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  world = undefined;
  await forget(name);
});

const open = async (): Promise<World> => {
  world = await openWorld({ journal: new MemoryJournal(), spine: aSpine(0), name });
  await signIn(world);
  return world;
};
const come = async ({ deps }: World, prescription: Prescription): Promise<IssueKey> => {
  const { key } = prescription;
  const source = { seq: 1, path: '' };
  const events = [{ type: 'prescription.received', key, prescription, source, attended: true }] as const;
  await commit(deps, 'Holdfast', await withComparison(deps, events));
  return key;
};
const holdOf = async ({ deps }: World, key: IssueKey) => (await deps.store.loadPrescription(key))?.hold.kind;

/** Sent again with what was wrong of its patient put right; the NHS number is the same. */
const corrected = (change: Partial<Patient>): Prescription => {
  const again = aPrescription(fresh);
  return { ...again, patient: { ...again.patient, ...change } };
};
const changes: readonly Partial<Patient>[] = [{ family: 'Okafor-Bell' }, { birthDate: '1961-03-01' }];

describe('one NHS number, another name or birth date, on a real index', () => {
  it.each(changes)('[RSU-8] [PAT-4] a script that comes again with %j is held', async (change) => {
    const here = await open();
    const first = await come(here, aPrescription(old));
    expect(await supply(here, first)).toBe('done');
    const second = await come(here, corrected(change));
    expect(await holdOf(here, second)).toBe('possible-duplicate');
    expect(await supply(here, second)).toBe('OnHold');
  });

  it.each(changes)(
    '[RSU-2] [PAT-4] one that was promised and comes with %j is asked about',
    async (change) => {
      const here = await open();
      const key = await come(here, aPrescription(old));
      await actInRegisters(here.deps, { kind: 'RegisterReissue', key, note: '' });
      const second = await come(here, corrected(change));
      const [pair] = await here.deps.store.loadTab('reissues', 'to-decide');
      expect(pair?.proposal?.key).toBe(second);
      expect(await supply(here, second)).toBe('OnHold');
    },
  );

  it.each(changes)(
    '[USC-6] [PAT-4] a supply of before, entered with %j, holds the script that is here',
    async (change) => {
      const here = await open();
      const key = await come(here, aPrescription(old));
      const state = await here.deps.store.loadPrescription(key);
      if (!state) throw new Error('no script');
      const { patient } = state.prescription;
      const entry = entryFor(state, here, { patient: { ...patient, ...change } });
      expect(await actInRegisters(here.deps, { kind: 'RecordSupply', entry })).toMatchObject({
        kind: 'done',
      });
      expect(await holdOf(here, key)).toBe('supplied-before');
    },
  );
});
