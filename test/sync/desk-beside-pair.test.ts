import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrescriptionId } from '../../renderer/domain/kernel/ids';
import { idLink } from '../../renderer/domain/kernel/links';
import type { ReissueMark } from '../../renderer/domain/reissue/mark';
import type { ReissueState, Which } from '../../renderer/domain/reissue/model';
import { actOnDesk } from '../../renderer/usecases/desk/desk';
import { importToDesk } from '../../renderer/usecases/desk/import-to-desk';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { scanPrescription, type ScanAnswer } from '../../renderer/usecases/desk/scan-prescription';
import { aList, anId } from '../support/desk';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, type World } from '../support/world';

const name = 'desk-beside-pair';
const [original, replacement] = [anId(1), anId(2)];
let world: World;

beforeEach(async () => {
  world = await openWorld({ journal: new MemoryJournal(), spine: aSpine(0), name, kind: 'companion' });
  await signIn(world);
  const entries = [original, replacement].map((shortId) => ({ shortId, place: 'row 1' }));
  await importToDesk(world.deps, aList, entries, () => undefined);
  const command = {
    kind: 'RegisterReissue',
    typedId: original,
    replacementId: replacement,
    note: 'The GP re-sends it',
  } as const;
  expect(await actInRegisters(world.deps, command)).toMatchObject({ kind: 'done' });
});
afterEach(async () => {
  world.close();
  await forget(name);
});

const pair = async (): Promise<ReissueState> => {
  const [found] = await world.deps.store.findByLink('reissues', idLink(original));
  if (!found) throw new Error('no pair');
  return found;
};
const mark = async (which: Which, as: ReissueMark) => {
  const { id } = await pair();
  return actInRegisters(world.deps, { kind: 'MarkReissue', id, which, mark: as });
};
const scan = async (id: PrescriptionId) => {
  const answers: ScanAnswer[] = [];
  await scanPrescription(world.deps, { id, onlyKnown: false }, (one) => answers.push(one));
  const [answer] = answers;
  if (answer?.kind !== 'scanned') throw new Error('no answer');
  return answer.scanned;
};
const released = (id: PrescriptionId) =>
  actOnDesk(world.deps, { kind: 'RecordOutcome', id, outcome: { kind: 'released-there' }, note: '' });
const custody = async (id: PrescriptionId) =>
  (await world.deps.store.loadFromList('desk', [id]))[0]?.custody.kind;

describe('the desk beside a pair, in a companion', () => {
  it.each([
    ['original', replacement, original],
    ['replacement', original, replacement],
  ] as const)(
    '[RSU-14] [DSK-4] the %s was supplied there: a scan of the other one says so',
    async (which, id, other) => {
      await mark(which, 'supplied');
      const scanned = await scan(id);
      expect(scanned).toMatchObject({ look: 'refused', title: 'THE OTHER ONE WAS SUPPLIED' });
      expect(scanned.sentence).toContain(other);
      expect(scanned.next).toContain('Return it in the other system');
      expect(await scan(other)).toMatchObject({ look: 'refused', title: 'SUPPLIED ALREADY' });
    },
  );

  it('[RSU-14] [DSK-15] the other one is not recorded as released there, and the refusal names it', async () => {
    await mark('original', 'supplied');
    const reply = await released(replacement);
    expect(reply).toMatchObject({ kind: 'refused', rule: 'RSU-14' });
    expect(reply.kind === 'refused' && reply.sentence).toContain(original);
    expect(await custody(replacement)).toBe('listed');
    expect((await pair()).replacement.mark).toBeUndefined();
  });

  it('[RSU-15] supplied all the same: marked first, the scan says both, and the desk may record it', async () => {
    await mark('original', 'supplied');
    await mark('replacement', 'supplied');
    expect(await pair()).toMatchObject({ bothSupplied: true });
    expect(await scan(replacement)).toMatchObject({ look: 'refused', title: 'BOTH WERE SUPPLIED' });
    expect(await scan(original)).toMatchObject({ look: 'refused', title: 'BOTH WERE SUPPLIED' });
    expect(await released(replacement)).toMatchObject({ kind: 'done' });
  });

  it('[RSU-14] released there, by the desk, is a mark of its pair, and what is left to say is said', async () => {
    const first = await released(original);
    expect(first).toMatchObject({ kind: 'done' });
    expect(first.kind === 'done' && first.sentence).toContain(replacement);
    expect((await pair()).original.mark?.words).toBe('Came in the other system');
    await mark('original', 'supplied');
    expect(await released(original)).toMatchObject({ kind: 'done' });
    expect((await pair()).original.mark?.words).toBe('Supplied in the other system');
  });

  it('[RSU-14] what went back there leaves the other one’s work to itself, and a supply stays said', async () => {
    await mark('original', 'supplied');
    await mark('replacement', 'returned');
    expect((await pair()).end?.how).toBe('settled-elsewhere');
    expect(await scan(replacement)).toMatchObject({ title: 'THE OTHER ONE WAS SUPPLIED' });
  });

  it('[RSU-14] a script of no pair is recorded as before', async () => {
    const id = anId(3);
    expect(await scan(id)).toMatchObject({ title: 'WHAT BECAME OF IT?' });
    expect(await released(id)).toEqual({ kind: 'done', sentence: 'Recorded: released in the other system.' });
  });
});
