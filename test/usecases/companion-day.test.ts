import { afterEach, describe, expect, it } from 'vitest';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import type { DeskOutcome } from '../../renderer/domain/desk/events';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { actOnIncident, openIncidentByHand } from '../../renderer/usecases/incidents/act-on-incident';
import { makeReport } from '../../renderer/usecases/incidents/incident-report';
import { openIncident } from '../../renderer/usecases/incidents/open-incident';
import { watchOver } from '../../renderer/usecases/incidents/watch-over';
import { actOnDesk } from '../../renderer/usecases/desk/desk';
import { importToDesk } from '../../renderer/usecases/desk/import-to-desk';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { aList, anId, holder } from '../support/desk';
import { scan } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { entry } from '../support/supplies';
import { rules } from '../support/watching';
import { aSpine, forget, later, openWorld } from '../support/world';

const name = 'companion-day';
const hourMs = 3_600_000;
const ids = [1, 2, 3, 4, 5, 6].map(anId);
const [original, replacement] = [anId(5), anId(6)];

/** The other system went down at nine; six scripts are listed by their ids, and the Helpdesk promised ten o'clock. */
const morning = async () => {
  const world = await openWorld({
    name,
    kind: 'companion',
    spine: aSpine(0),
    journal: new MemoryJournal(),
  });
  const { deps } = world;
  await signIn(world, 'manager');
  const beganAt = deps.clock.now();
  await openIncidentByHand(deps, { title: 'The other system is down', parts: [], severity: 2, beganAt });
  const incident = await openIncident(deps);
  if (!incident) throw new Error('not open');
  const act = (command: IncidentCommand) => actOnIncident(deps, incident.id, command);
  await act({ kind: 'LogPromise', clearBy: asInstant(beganAt + hourMs), saidBy: 'Helpdesk' });
  const entries = ids.map((shortId) => ({ shortId, place: 'row' }));
  await importToDesk(deps, aList, entries, () => undefined);
  const look = () => watchOver(deps, { watch: deps.watching(), rules, seen: [] }, () => undefined);
  const report = async (withPatients: boolean) => {
    await act({ kind: 'NoteExport', paper: 'report', format: 'markdown', withPatients });
    return (await makeReport(deps, incident.id, 'markdown', withPatients))?.text ?? '';
  };
  return { world, deps, act, look, report };
};

afterEach(() => forget(name));

describe('a companion through the day of an outage', () => {
  it('[INC-9] [INC-11] its report counts what was done by hand, and names whom was supplied only where asked', async () => {
    const { world, deps, act, report } = await morning();
    await signIn(world, 'pharmacist');
    const outcomes: readonly DeskOutcome[] = [
      { kind: 'released-there' },
      { kind: 'elsewhere', holder },
      { kind: 'needs-gp' },
      { kind: 'cancelled' },
    ];
    for (const [i, outcome] of outcomes.entries()) {
      const id = ids[i] ?? original;
      expect(await scan(world, id)).toMatchObject({ title: 'WHAT BECAME OF IT?' });
      const reply = await actOnDesk(deps, { kind: 'RecordOutcome', id, outcome, note: 'On the phone' });
      expect(reply.kind).toBe('done');
    }
    await actInRegisters(deps, {
      kind: 'RegisterReissue',
      typedId: original,
      replacementId: replacement,
      note: 'The GP re-sends it',
    });
    later(world.clock, hourMs);
    const suppliedAt = asInstant(deps.clock.now() - 60_000);
    const entered = await actInRegisters(deps, {
      kind: 'RecordSupply',
      entry: { ...entry, suppliedAt },
    });
    expect(entered.kind === 'done' && entered.sentence).not.toContain('script is here');
    await signIn(world, 'manager');
    await act({ kind: 'Explain', impact: 'Slow', rootCause: 'a disk', prevention: 'another' });
    await act({ kind: 'MarkFixed', text: 'It works again.' });
    expect(await act({ kind: 'Close' })).toMatchObject({ rule: 'INC-8' });
    const text = await report(false);
    expect(text).toMatch(/Supplies without the script\W+1/);
    expect(text).toMatch(/Re-issues registered\W+1/);
    expect(text).toMatch(/Scripts on the PWAD desk\W+6 \(/);
    expect(text).toContain('Needs the GP: 2');
    expect(text).not.toContain(entry.patient.family.toUpperCase());
    const named = await report(true);
    expect(named).toContain('## Supplied without the script');
    expect(named).toContain(`${entry.patient.family.toUpperCase()}, ${entry.patient.given}`);
    // Nothing is handed out from a script here.
    expect(named).not.toContain('Handed out offline');
    expect(world.broker.sent).toEqual([]);
    world.close();
  });

  it('[INC-6] [INC-11] a promise whose time has passed is not called open: the fix judges it', async () => {
    const { world, act, look, report } = await morning();
    await look();
    expect(await report(false)).toMatch(/clear by .*; not passed yet/);
    later(world.clock, 2 * hourMs);
    await look();
    expect(await report(false)).toContain('Its time has passed, and nobody has said that it is fixed.');
    await act({ kind: 'MarkFixed', text: 'It works again.' });
    await look();
    const text = await report(false);
    expect(text).toContain('slipped, it was not fixed by then');
    expect(text).toMatch(/Slipped\. Helpdesk: clear by .*; it was not fixed by then\./);
    world.close();
  });

  it('[INC-11] what was fixed in time is not said to be cleared', async () => {
    const { world, act, look, report } = await morning();
    later(world.clock, hourMs / 2);
    await act({ kind: 'MarkFixed', text: 'It works again.' });
    later(world.clock, hourMs);
    await look();
    const text = await report(false);
    expect(text).toContain('It was fixed by then.');
    expect(text).not.toMatch(/kept|slipped/i);
    world.close();
  });
});
