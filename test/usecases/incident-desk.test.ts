import { describe, expect, it } from 'vitest';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import { actOnIncident, openIncidentByHand } from '../../renderer/usecases/act-on-incident';
import { openIncident } from '../../renderer/usecases/watch-over';
import { counts, importAll, scan, settle, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, later, openWorld } from '../support/world';

describe('an incident and the desk', () => {
  it('[INC-8] a script of its time that nobody has settled keeps it open; settled, it no longer does', async () => {
    const spine = aSpine(2);
    const scripts = stuck(spine, 2);
    const world = await openWorld({ name: 'incident-desk', spine, journal: new MemoryJournal() });
    await signIn(world, 'manager');
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
    later(clock, 60_000);
    await importAll(world, scripts);
    later(clock, 60_000);
    await act({ kind: 'Explain', impact: 'none', rootCause: 'a disk', prevention: 'another disk' });
    await act({ kind: 'MarkFixed', text: 'The broker is back.' });
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
});
