import { judge, type Evidence } from '../../electron/training/drills/judge';
import type { JournalLine } from '../../electron/training/drills/model';
import { RecordedSpine, type Heard } from '../../electron/training/drills/recorded-spine';
import type { Json } from '../../electron/training/json';
import { scriptsOfSeed } from '../../electron/training/prescribe';
import { asPrescriptionId, asUnscriptedId } from '../../renderer/domain/kernel/ids';
import type { PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import type { Prescription } from '../../renderer/domain/prescriptions/model';
import type { Entry } from '../../renderer/domain/unscripted/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { aSite, anActor, now } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { seeds } from '../support/seeds';
import { sendDue } from '../support/send-due';
import { asked } from '../support/supplies';
import { openWorld, settleRelease } from '../support/world';

const plain = seeds.scripts.filter(
  (one) =>
    one.kind === 'acute' && !one.badSignature && !one.holder && !one.cancelled && one.signedDaysAgo < 10,
);

/** A pharmacy with scripts of so many patients, which one person works through, and the judge of what that one does. */
export const byHand = async (name: string, patients = 1) => {
  const heard: Heard[] = [];
  const spine = new RecordedSpine({ now: () => now, changed: () => undefined }, (one) => heard.push(one));
  spine.restore(
    plain.slice(0, patients).flatMap((seed, n) => scriptsOfSeed(seeds, seed, n, { ods: aSite.ods, now })),
  );
  const journal = new MemoryJournal();
  const world = await openWorld({ journal, spine, name });
  const { deps } = world;
  deps.who.become(anActor());
  const find = async (shortId: string): Promise<Prescription> => {
    const [state] = await deps.store.findByShortId(asPrescriptionId(shortId));
    if (!state) throw new Error('nothing came');
    return state.prescription;
  };
  const collect = async (): Promise<void> => {
    const step = await planRelease(deps);
    if (step.kind !== 'send') throw new Error('nothing to ask for');
    await settleRelease(deps, step.request, await deps.broker.send(step.request));
  };
  await collect();
  const evidence = (): Evidence => ({
    scripts: spine.scripts(),
    heard: [...heard],
    journal: [...journal.entries],
    ods: aSite.ods,
    now,
  });
  return {
    deps,
    spine,
    world,
    collect,
    evidence,
    of: async (n = 0) => handling(world, await find(spine.scripts()[n]?.shortId ?? '')),
    found: (change: Partial<Evidence> = {}) => {
      const { score, found } = judge({ ...evidence(), ...change });
      return { score, found: found.map(({ what }) => what) };
    },
  };
};
type Opened = Awaited<ReturnType<typeof openWorld>>;

/** What a person does with one script, and with what left without it. */
const handling = (world: Opened, prescription: Prescription) => {
  const { deps } = world;
  /** `sent: false` leaves the message in the outbox. */
  const act = async (command: PrescriptionCommand, { sent = true } = {}): Promise<void> => {
    const reply = await actOnPrescription(deps, prescription.key, command);
    if (reply.kind === 'refused') throw new Error(`${command.kind}: ${reply.sentence}`);
    if (sent) await sendDue(world);
  };
  const register = async (command: Parameters<typeof actInRegisters>[1]): Promise<void> => {
    const reply = await actInRegisters(deps, command);
    if (reply.kind === 'refused') throw new Error(`${command.kind}: ${reply.sentence}`);
    await sendDue(world);
  };
  const put = async (): Promise<void> => {
    await act({ kind: 'AssemblePrescription' });
    await act({ kind: 'AccuracyCheckPrescription' });
  };
  return {
    prescription,
    stage: async (): Promise<string | undefined> =>
      (await deps.store.loadPrescription(prescription.key))?.work,
    act,
    register,
    work: async (): Promise<void> => {
      await act({ kind: 'CheckPrescription' });
      await put();
    },
    /** [PRX-24] What is owed, into its bag. */
    rest: put,
    /** So much less than all of the first line; the others are owed. */
    part: (less: number) =>
      prescription.items.map(({ itemId, quantity }, n) =>
        n === 0
          ? ({ kind: 'part', itemId, quantity: quantity.value - less } as const)
          : ({ kind: 'owing', itemId } as const),
      ),
    /** The same medicine without the script, as an emergency supply unless said otherwise. */
    supplyWithout: (change: Partial<Entry> = {}, name = (display: string): string => display) =>
      register({
        kind: 'RecordSupply',
        entry: {
          route: 'prescriber',
          suppliedAt: deps.clock.now(),
          patient: prescription.patient,
          items: prescription.items.map(({ medication, quantity }) => ({
            display: name(medication.display),
            code: '',
            quantity: quantity.value,
            unit: quantity.unit,
            schedule: 'none',
            directions: 'One a day',
          })),
          reason: 'The broker is down.',
          prescriber: { name: 'Dr Hale', address: 'Leeds', phone: '01632 960302' },
          answers: asked,
          ...change,
        },
      }),
    proposed: async () => {
      const [supply] = await deps.store.loadTab('unscripted', 'to-decide');
      return supply?.id ?? asUnscriptedId('');
    },
  };
};

/** The score of work that is done rightly. */
export const good = {
  unaccounted: 0,
  suppliedTwice: 0,
  notifiedTwice: 0,
  returnsTwice: 0,
  returnsMissing: 0,
  returnsNotDue: 0,
  undecided: 0,
};

/** What the program writes into the journal. */
export const line = (kind: string, subject: string, data: Json = {}): JournalLine => ({
  at: now,
  by: 'Holdfast',
  kind,
  subject,
  data,
});
