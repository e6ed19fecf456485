import { describe, expect, it } from 'vitest';
import { asInstant, asLocalDate, type Instant } from '../../renderer/domain/kernel/instant';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import type { Entry } from '../../renderer/domain/unscripted/model';
import { actOnIncident, openIncidentByHand } from '../../renderer/usecases/incidents/act-on-incident';
import { commit } from '../../renderer/usecases/commit';
import { suppliedIn } from '../../renderer/usecases/incidents/open-registers';
import { planRelease } from '../../renderer/usecases/inbox/plan-release';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { openIncident } from '../../renderer/usecases/incidents/open-incident';
import { watchOver } from '../../renderer/usecases/incidents/watch-over';
import { factWords } from '../../renderer/domain/incidents/words';
import { counts, importAll, scan, settle, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { aPrescription } from '../support/fhir';
import { asked, interviewed } from '../support/supplies';
import { signIn } from '../support/sign-in';
import { rules } from '../support/watching';
import { aSpine, forget, later, openWorld, settleRelease, type World } from '../support/world';

/** An incident that lacks nothing but the end of what belongs to it. */
const beginIncident = async (world: World) => {
  const { deps, clock } = world;
  await openIncidentByHand(deps, {
    title: 'The broker is down',
    parts: ['broker'],
    severity: 2,
    beganAt: deps.clock.now(),
  });
  const incident = await openIncident(deps);
  if (!incident) throw new Error('not opened');
  const act = (command: IncidentCommand) => actOnIncident(deps, incident.id, command);
  const fix = async () => {
    await act({ kind: 'Explain', impact: 'none', rootCause: 'a disk', prevention: 'another disk' });
    await act({ kind: 'MarkFixed', text: 'The broker is back.' });
  };
  later(clock, 60_000);
  return { act, fix };
};

const { patient } = aPrescription();
const supplied = (suppliedAt: Instant): Entry => ({
  route: 'prescriber',
  suppliedAt,
  patient,
  items: [
    {
      display: 'Ramipril 5mg',
      code: '',
      quantity: 28,
      unit: 'capsule',
      schedule: 'none',
      directions: 'One a day',
      days: 28,
    },
  ],
  reason: 'No script can be had',
  prescriber: { name: 'Dr A', address: 'A surgery', phone: '' },
  answers: asked,
});
const interview = { evidence: 'Our record of October', whyNoPrescription: 'Surgery closed until Monday' };

describe('an incident and the desk', () => {
  it('[INC-8] a script of its time that nobody has settled keeps it open; settled, it no longer does', async () => {
    const spine = aSpine(2);
    const scripts = stuck(spine, 2);
    const world = await openWorld({ name: 'incident-desk', spine, journal: new MemoryJournal() });
    await signIn(world, 'manager');
    const { act, fix } = await beginIncident(world);
    await importAll(world, scripts);
    later(world.clock, 60_000);
    await fix();
    expect(await act({ kind: 'Close' })).toMatchObject({
      rule: 'INC-8',
      sentence: expect.stringContaining('scripts of the desk not settled: 2') as string,
    });
    for (const { shortId } of scripts) await scan(world, shortId);
    expect(await counts(world)).toEqual({ unconfirmed: 2 });
    expect(await act({ kind: 'Close' })).toMatchObject({ rule: 'INC-8' });
    await settle(world);
    const closing = await act({ kind: 'Close' });
    expect('sentence' in closing ? closing.sentence : '').not.toContain('of the desk not settled');
    expect(closing).toMatchObject({ kind: 'done' });
  });

  it('[INC-8] the download whose silence began it keeps it open, though it was asked for before', async () => {
    const world = await openWorld({ name: 'incident-doubt', spine: aSpine(2), journal: new MemoryJournal() });
    await signIn(world, 'manager');
    const step = await planRelease(world.deps);
    if (step.kind !== 'send') throw new Error(step.kind);
    world.broker.weather = ['lost-answer'];
    const result = await world.broker.send(step.request);
    // The silence is known half a minute after the asking.
    later(world.clock, 30_000);
    const at = world.deps.clock.now();
    expect(await settleRelease(world.deps, step.request, { ...result, at })).toMatchObject({
      kind: 'in-doubt',
    });
    const { act, fix } = await beginIncident(world);
    await fix();
    expect(await act({ kind: 'Close' })).toMatchObject({
      rule: 'INC-8',
      sentence: 'The incident stays open. Left of it: downloads in doubt: 1.',
    });
    world.close();
    await forget('incident-doubt');
  });

  it('[INC-11] beside another PMR no number of scripts is asked for, and none keeps it open', async () => {
    const world = await openWorld({
      name: 'incident-companion',
      kind: 'companion',
      spine: aSpine(0),
      journal: new MemoryJournal(),
    });
    await signIn(world, 'manager');
    const { act, fix } = await beginIncident(world);
    expect(await act({ kind: 'SetExpected', count: 2, source: 'Helpdesk' })).toMatchObject({
      rule: 'INC-11',
      code: 'NotCounted',
    });
    const { deps } = world;
    const incident = await openIncident(deps);
    if (!incident) throw new Error('not open');
    // Entered by a version that asked for it.
    const { id } = incident;
    await commit(deps, 'Ann', [{ event: { type: 'incident.expected-set', id, count: 2, source: 'x' } }]);
    expect((await openIncident(deps))?.expected?.count).toBe(2);
    const words = async () => {
      await watchOver(deps, { watch: deps.watching(), rules, seen: [] }, () => undefined);
      const measured = await openIncident(deps);
      const fact = measured?.timeline.at(-1)?.fact;
      return measured && fact ? factWords(measured, fact, true) : '';
    };
    expect(await words()).toBe('Nothing of it is open in the registers or on the PWAD desk here.');
    await signIn(world, 'pharmacist');
    await actInRegisters(deps, { kind: 'RecordSupply', entry: supplied(deps.clock.now()) });
    await signIn(world, 'manager');
    later(world.clock, 3_600_000);
    expect(await words()).toBe('Open here: supplies without the script not matched: 1.');
    await signIn(world, 'pharmacist');
    for (const { id: supply } of await deps.store.loadTab('unscripted', 'open'))
      await actInRegisters(deps, { kind: 'CloseSupply', id: supply, reason: 'On paper' });
    await signIn(world, 'manager');
    await fix();
    expect(await act({ kind: 'Close' })).toMatchObject({ kind: 'done' });
    world.close();
    await forget('incident-companion');
  });

  it('[INC-8] [USC-11] [USC-18] a supply keeps it open while a script is awaited; a patient’s own never does', async () => {
    const world = await openWorld({
      name: 'incident-supply',
      spine: aSpine(0),
      journal: new MemoryJournal(),
    });
    const { deps } = world;
    await signIn(world, 'manager');
    const { act, fix } = await beginIncident(world);
    await fix();
    await signIn(world, 'pharmacist');
    const entry = supplied(deps.clock.now());
    const own: Entry = { ...entry, route: 'patient', interview, answers: interviewed };
    const paper: Entry = { ...entry, route: 'paper', writtenOn: asLocalDate('2026-11-24') };
    for (const one of [own, entry, paper])
      expect(await actInRegisters(deps, { kind: 'RecordSupply', entry: one })).toMatchObject({
        kind: 'done',
      });
    await signIn(world, 'manager');
    const left = async () => {
      const closing = await act({ kind: 'Close' });
      return /not matched: (\d)/.exec(closing.kind === 'refused' ? closing.sentence : '')?.[1];
    };
    expect(await left()).toBe('2');
    const until = asInstant(deps.clock.now() + 2);
    expect(await suppliedIn(deps, { from: asInstant(0), until })).toHaveLength(3);
    expect(await suppliedIn(deps, { from: asInstant(until - 1), until })).toEqual([]);
    const waiting = await deps.store.loadTab('unscripted', 'open');
    expect(waiting.map((one) => one.entry.route).sort()).toEqual(['paper', 'prescriber']);
    const end = async (kind: 'CloseSupply' | 'ReopenSupply') => {
      await signIn(world, 'pharmacist');
      for (const { id } of waiting)
        expect(await actInRegisters(deps, { kind, id, reason: 'The surgery says so' })).toMatchObject({
          kind: 'done',
        });
      await signIn(world, 'manager');
    };
    await end('CloseSupply');
    await end('ReopenSupply');
    expect(await left()).toBe('2');
    await end('CloseSupply');
    expect(await act({ kind: 'Close' })).toMatchObject({ kind: 'done' });
    world.close();
    await forget('incident-supply');
  });
});
