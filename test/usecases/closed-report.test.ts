import { afterEach, describe, expect, it } from 'vitest';
import type { IncidentId } from '../../renderer/domain/incidents/model';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { actOnIncident, openIncidentByHand } from '../../renderer/usecases/incidents/act-on-incident';
import { importToDesk } from '../../renderer/usecases/desk/import-to-desk';
import { makeReport } from '../../renderer/usecases/incidents/incident-report';
import { openIncident } from '../../renderer/usecases/incidents/open-incident';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { aList, anId } from '../support/desk';
import { MemoryJournal } from '../support/memory-journal';
import { download } from '../support/on-the-way';
import { signIn } from '../support/sign-in';
import { byPatient } from '../support/supplies';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'closed-report';
const hourMs = 3_600_000;
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const begin = async ({ deps }: World, title: string): Promise<IncidentId> => {
  await openIncidentByHand(deps, { title, parts: [], severity: 2, beganAt: deps.clock.now() });
  const incident = await openIncident(deps);
  if (!incident) throw new Error('not open');
  return incident.id;
};

const supply = async (opened: World, family: string): Promise<void> => {
  later(opened.clock, hourMs);
  await signIn(opened, 'pharmacist');
  const suppliedAt = asInstant(opened.deps.clock.now() - 60_000);
  const patient = { ...byPatient.patient, family };
  const entry = { ...byPatient, patient, suppliedAt };
  expect(await actInRegisters(opened.deps, { kind: 'RecordSupply', entry })).toMatchObject({ kind: 'done' });
  await signIn(opened, 'manager');
};

describe('the report of an incident that was closed', () => {
  it('[INC-9] counts and names what was of it, and nothing that came after it', async () => {
    world = await openWorld({ name, spine: aSpine(3), journal: new MemoryJournal() });
    const { deps } = world;
    await signIn(world, 'manager');
    const id = await begin(world, 'The broker fails');
    await supply(world, 'Firstman');
    const act = (command: Parameters<typeof actOnIncident>[2]) => actOnIncident(deps, id, command);
    await act({ kind: 'Explain', impact: 'Slow', rootCause: 'a disk', prevention: 'another' });
    await act({ kind: 'MarkFixed', text: 'It works again.' });
    expect(await act({ kind: 'Close' })).toMatchObject({ kind: 'done' });

    later(world.clock, 24 * hourMs);
    await begin(world, 'It fails again');
    await supply(world, 'Secondman');
    await importToDesk(deps, aList, [{ shortId: anId(1), place: 'row' }], () => undefined);
    await download(world);
    await act({ kind: 'NoteExport', paper: 'report', format: 'markdown', withPatients: true });
    const text = (await makeReport(deps, id, 'markdown', true))?.text ?? '';
    expect(text).toMatch(/Supplies without the script\W+1/);
    expect(text).toContain('FIRSTMAN');
    expect(text).not.toContain('SECONDMAN');
    expect(text).toMatch(/Scripts on the PWAD desk\W+None/);
    expect(text).toContain('0 came since the incident began');
    expect(text).toMatch(/Open in the registers and on the desk\W+Nothing/);
    expect(text).not.toContain('waiting now');
  });
});
