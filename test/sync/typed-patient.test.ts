import { afterEach, describe, expect, it } from 'vitest';
import type { Patient } from '../../renderer/domain/prescriptions/model';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { aSite, anActor } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { download, entryFor, find, supply } from '../support/on-the-way';
import { sendDue } from '../support/send-due';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'typed-patient';
let open: World | undefined;
afterEach(async () => {
  open?.close();
  await forget(name);
});

/** One script is here; another for the same supply will be sent. */
const begin = async () => {
  const spine = aSpine(1);
  const world = await openWorld({ journal: new MemoryJournal(), spine, name });
  open = world;
  world.deps.who.become(anActor());
  await download(world);
  const first = await find(world, spine.scripts()[0]?.shortId ?? '');
  return { spine, world, first, patient: first.prescription.patient };
};
type Begun = Awaited<ReturnType<typeof begin>>;
const withoutNumber = ({ nhsNumber: _unknown, ...patient }: Patient): Patient => patient;
/** Ten digits of which the last is not the check digit. */
const slipOf = ({ nhsNumber = '' }: Patient): string =>
  nhsNumber.slice(0, 9) + String((Number(nhsNumber[9]) + 1) % 10);

const record = async ({ world, first }: Begun, patient: Patient) => {
  const entry = { ...entryFor(first, world), patient };
  const reply = await actInRegisters(world.deps, { kind: 'RecordSupply', entry });
  return reply.kind === 'refused' ? reply.code : 'done';
};
const only = async ({ world: { deps } }: Begun) => {
  const tabs = await Promise.all(
    ['to-decide', 'open', 'closed'].map((tab) => deps.store.loadTab('unscripted', tab)),
  );
  const [entry] = tabs.flat().filter(({ correctedBy }) => !correctedBy);
  if (!entry) throw new Error('no entry');
  return entry;
};

describe('a patient who was typed', () => {
  it('[USC-6] [PAT-4] without an NHS number: a script that lands with one is held, and told once', async () => {
    const begun = await begin();
    const { spine, world, first, patient } = begun;
    // The one that is here is another supply: it went out long before.
    expect(await supply(world, first.prescription.key)).toBe('done');
    later(world.clock, 3_600_000);
    expect(await record(begun, withoutNumber({ ...patient, given: patient.given.toLowerCase() }))).toBe(
      'done',
    );
    const again = spine.sendAgain(first.prescription.shortId, aSite.ods);
    later(world.clock, 3_600_000);
    await download(world);
    const came = await find(world, again);
    expect(came.prescription.patient.nhsNumber).toBeDefined();
    expect(['supplied-before', 'possible-duplicate']).toContain(came.hold.kind);
    expect(await supply(world, came.prescription.key)).not.toBe('done');
  });

  it('[USC-9] nothing else of the patient is here: confirmed, EPS is told once with the time of the supply', async () => {
    const begun = await begin();
    const { world, first, patient } = begun;
    expect(await record(begun, withoutNumber(patient))).toBe('done');
    const { id, proposal, entry } = await only(begun);
    expect(proposal?.key).toBe(first.prescription.key);
    expect(await supply(world, first.prescription.key)).not.toBe('done');
    const yes = { kind: 'ConfirmSupplyMatch', id, how: 'notified' } as const;
    expect(await actInRegisters(world.deps, yes)).toMatchObject({ kind: 'done' });
    await sendDue(world);
    const { supplies } = await find(world, first.prescription.shortId);
    expect(supplies.map(({ handedOverAt }) => handedOverAt)).toEqual([entry.suppliedAt]);
    expect(begun.spine.scripts().flatMap(({ applied }) => applied)).toHaveLength(1);
  });

  it('[PAT-12] a slip in the NHS number is said when it is typed: no script would ever be held for it', async () => {
    const begun = await begin();
    const { world, patient } = begun;
    expect(await record(begun, { ...patient, nhsNumber: slipOf(patient) })).toBe('NhsNumberWrong');
    expect(await record(begun, { ...patient, nhsNumber: '12345' })).toBe('NhsNumberWrong');
    const told = {
      patient: { ...patient, nhsNumber: slipOf(patient) },
      items: [{ code: '', display: 'Amoxicillin' }],
    };
    expect(await actInRegisters(world.deps, { kind: 'RegisterReissue', note: '', ...told })).toMatchObject({
      code: 'NhsNumberWrong',
    });
    expect(await record(begun, patient)).toBe('done');
    const { id, entry } = await only(begun);
    const slipped = { ...entry, patient: { ...patient, nhsNumber: slipOf(patient) } };
    const correct = { kind: 'CorrectSupply', id, reason: 'A slip', entry: slipped } as const;
    expect(await actInRegisters(world.deps, correct)).toMatchObject({ code: 'NhsNumberWrong' });
  });

  it('[PAT-12] the number of a script that is here is taken as it came', async () => {
    const begun = await begin();
    const { world, first } = begun;
    const { key } = first.prescription;
    const entry = { ...entryFor(first, world), patient: { ...first.prescription.patient, nhsNumber: '1' } };
    const reply = await actInRegisters(world.deps, { kind: 'RecordSupply', entry, patientOf: key });
    expect(reply).toMatchObject({ kind: 'done' });
  });
});
