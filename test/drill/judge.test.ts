import { afterEach, describe, expect, it } from 'vitest';
import { withoutScript } from '../../electron/training/drills/handed-out';
import { judge } from '../../electron/training/drills/judge';
import { RecordedSpine, type Heard } from '../../electron/training/drills/recorded-spine';
import { scriptsOfSeed } from '../../electron/training/prescribe';
import { asPrescriptionId } from '../../renderer/domain/kernel/ids';
import type { PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import { actOnPrescription } from '../../renderer/usecases/act-on-prescription';
import { planRelease } from '../../renderer/usecases/download';
import { actInRegisters } from '../../renderer/usecases/registers';
import { aSite, anActor, now } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { seeds } from '../support/seeds';
import { sendDue } from '../support/send-due';
import { forget, openWorld, settleRelease, type World } from '../support/world';
import { asked } from '../support/supplies';

const name = 'judged';
let open: World | undefined;

/** A pharmacy with one script, and the judge of what it does with it. */
const begin = async () => {
  const heard: Heard[] = [];
  const spine = new RecordedSpine({ now: () => now, changed: () => undefined }, (one) => heard.push(one));
  const seed = seeds.scripts.find(
    (one) =>
      one.kind === 'acute' && !one.badSignature && !one.holder && !one.cancelled && one.signedDaysAgo < 10,
  );
  if (!seed) throw new Error('no seed');
  spine.restore(scriptsOfSeed(seeds, seed, 0, { ods: aSite.ods, now }));
  const journal = new MemoryJournal();
  const world = await openWorld({ journal, spine, name });
  open = world;
  const { deps } = world;
  deps.who.become(anActor());
  const step = await planRelease(deps);
  if (step.kind !== 'send') throw new Error('nothing to ask for');
  await settleRelease(deps, step.request, await deps.broker.send(step.request));
  const [state] = await deps.store.findByShortId(asPrescriptionId(spine.scripts()[0]?.shortId ?? ''));
  if (!state) throw new Error('nothing came');
  const { prescription } = state;
  const act = async (command: PrescriptionCommand): Promise<void> => {
    const reply = await actOnPrescription(deps, prescription.key, command);
    if (reply.kind === 'refused') throw new Error(`${command.kind}: ${reply.sentence}`);
    await sendDue(world);
  };
  const work = async (): Promise<void> => {
    await act({ kind: 'CheckPrescription' });
    await act({ kind: 'AssemblePrescription' });
    await act({ kind: 'AccuracyCheckPrescription' });
  };
  const score = () =>
    judge({ scripts: spine.scripts(), heard, journal: journal.entries, ods: aSite.ods, now }).score;
  return { deps, prescription, act, work, score };
};

describe('[DRL-3] the judge of what a person does by hand', () => {
  afterEach(async () => {
    open?.close();
    await forget(name);
  });

  it('counts a corrected notification once', async () => {
    const { prescription, act, work, score } = await begin();
    await work();
    const quantity = prescription.items[0]?.quantity.value ?? 0;
    const part = (less: number) =>
      prescription.items.map(({ itemId }, n) =>
        n === 0
          ? ({ kind: 'part', itemId, quantity: quantity - less } as const)
          : ({ kind: 'owing', itemId } as const),
      );
    await act({ kind: 'SupplyItems', choices: part(1) });
    await act({ kind: 'AmendSupply', choices: part(2) });
    expect(score()).toMatchObject({ suppliedTwice: 0, notifiedTwice: 0 });
  });

  it('counts what was taken back and handed out again once', async () => {
    const { act, work, score } = await begin();
    await work();
    await act({ kind: 'SupplyInFull' });
    await act({ kind: 'WithdrawSupply', reasonCode: 'QU' });
    await act({ kind: 'SupplyInFull' });
    expect(score()).toMatchObject({ suppliedTwice: 0, notifiedTwice: 0 });
  });

  it('finds an emergency supply beside the script itself', async () => {
    const { deps, prescription, act, work, score } = await begin();
    const items = prescription.items.map(({ medication, quantity }) => ({
      display: medication.display,
      code: '',
      quantity: quantity.value,
      unit: quantity.unit,
      schedule: 'none',
      directions: 'One a day',
    }));
    const recorded = await actInRegisters(deps, {
      kind: 'RecordSupply',
      entry: {
        route: 'prescriber',
        suppliedAt: deps.clock.now(),
        patient: prescription.patient,
        items,
        reason: 'The broker is down.',
        prescriber: { name: 'Dr Hale', address: 'Leeds', phone: '01632 960302' },
        answers: asked,
      },
    });
    expect(recorded.kind).toBe('done');
    const [supply] = await deps.store.loadTab('unscripted', 'to-decide');
    if (!supply) throw new Error('nothing proposed');
    await actInRegisters(deps, { kind: 'RejectSupplyMatch', id: supply.id });
    await work();
    await act({ kind: 'SupplyInFull' });
    expect(score()).toMatchObject({ suppliedTwice: 1 });
  });
});

describe('supplies that no script was found for', () => {
  it('[USC-20] a match of some items leaves the others without a script', () => {
    const line = (kind: string, data: unknown) => ({ at: 0, by: '', kind, subject: '', data });
    const supplied = line('unscripted.supplied', {
      id: 'u',
      entry: { patient: { nhsNumber: '9990000018' }, items: [{ display: 'A' }, { display: 'B' }] },
    });
    const matched = (items?: readonly number[]) =>
      line('unscripted.matched', { id: 'u', how: 'notified', ...(items ? { items } : {}) });
    const left = (...lines: readonly ReturnType<typeof line>[]) =>
      withoutScript([supplied, ...lines]).map(({ names }) => [...names].join());
    expect(left()).toEqual(['a,b']);
    expect(left(matched([0]))).toEqual(['b']);
    expect(left(matched())).toEqual([]);
  });
});
