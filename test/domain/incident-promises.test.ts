import { describe, expect, it } from 'vitest';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import { measureIncident } from '../../renderer/domain/incidents/detect';
import type { IncidentEvent } from '../../renderer/domain/incidents/events';
import { factWords, unjudgedWords } from '../../renderer/domain/incidents/words';
import { now } from '../support/builders';
import { aBacklog, act, anIncident, eventsOf, evolveIncidents, fixed } from '../support/incidents';
import { minute } from '../support/watching';

describe('a promise at its time', () => {
  it('[INC-6] a promise slips once when its time passes, is kept when cleared before, and never moves', () => {
    const promise: IncidentCommand = { kind: 'LogPromise', clearBy: minute(30), saidBy: 'Helpdesk' };
    const begun = evolveIncidents(anIncident(), [
      ...eventsOf(act(anIncident(), promise)),
      ...measureIncident(anIncident(), aBacklog(3), now),
    ]);
    expect(measureIncident(begun, aBacklog(3), minute(29))).toEqual([]);
    const slip = measureIncident(begun, aBacklog(3), minute(30));
    expect(slip).toEqual([expect.objectContaining({ type: 'incident.promise-slipped', waiting: 3 })]);
    const slipped = evolveIncidents(begun, slip, minute(30));
    expect(slipped.promises).toEqual([
      expect.objectContaining({ clearBy: minute(30), end: { kind: 'slipped', waiting: 3 } }),
    ]);
    expect(measureIncident(slipped, aBacklog(3), minute(31))).toEqual([]);
    const known = aBacklog(0, { expected: { count: 5, source: 'Helpdesk' }, seen: 5 });
    const kept = measureIncident(evolveIncidents(begun, [fixed]), known, minute(20));
    expect(kept.map(({ type }) => type)).toContain('incident.promise-kept');
    const after = evolveIncidents(slipped, [fixed, ...measureIncident(slipped, aBacklog(0), minute(40))]);
    expect(after.promises[0]?.end.kind).toBe('slipped');
  });

  it('[INC-6] an empty queue of ours proves no promise where nobody said how many scripts to expect', () => {
    const promise: IncidentCommand = { kind: 'LogPromise', clearBy: minute(30), saidBy: 'Helpdesk' };
    const begun = evolveIncidents(anIncident(fixed), eventsOf(act(anIncident(), promise)));
    for (const at of [minute(20), minute(40)])
      expect(measureIncident(begun, aBacklog(0), at).map(({ type }) => type)).not.toEqual(
        expect.arrayContaining([expect.stringContaining('promise')]),
      );
    const missing = aBacklog(0, { expected: { count: 5, source: 'Helpdesk' }, seen: 4 });
    expect(measureIncident(begun, missing, minute(40))).toContainEqual(
      expect.objectContaining({ type: 'incident.promise-slipped', waiting: 1 }),
    );
  });
  const promise: IncidentCommand = { kind: 'LogPromise', clearBy: minute(30), saidBy: 'Helpdesk' };
  const promised = (...events: readonly IncidentEvent[]) =>
    evolveIncidents(anIncident(...events), [
      ...eventsOf(act(anIncident(), promise)),
      ...measureIncident(anIncident(), aBacklog(0), now),
    ]);
  const come = { expected: { count: 5, source: 'Helpdesk' }, seen: 5 };
  const counted = (at: number, waiting = 0, change: Parameters<typeof aBacklog>[1] = come) => ({
    ...aBacklog(waiting, change),
    at: minute(at),
  });
  const types = (events: ReturnType<typeof measureIncident>) => events.map(({ type }) => type);

  it('[INC-6] of a closed incident it is said why none was judged, and nothing is asked for any more', () => {
    const promised: IncidentCommand = { kind: 'LogPromise', clearBy: minute(30), saidBy: 'Helpdesk' };
    const closed = evolveIncidents(anIncident(fixed), eventsOf(act(anIncident(), promised)));
    const [promise] = closed.promises;
    if (!promise) throw new Error('no promise');
    const wordsAt = (end: number, companion = false) =>
      unjudgedWords(
        { ...closed, closedAt: minute(end) },
        promise,
        { ...aBacklog(), at: minute(end) },
        companion,
      );
    expect(wordsAt(10)).toBe('It was closed before that time.');
    expect(wordsAt(40)).toContain('nobody had said how many scripts to expect');
    expect([wordsAt(40), wordsAt(40, true)].join()).not.toMatch(/Enter|Write/i);
  });

  it('[INC-6] [BLG-5] is neither kept nor the backlog cleared while a message needs a person', () => {
    const parked = counted(20);
    const stuck = { ...parked, out: { ...parked.out, stuck: 40 } };
    expect(measureIncident(promised(fixed), stuck, minute(20))).toEqual([]);
    expect(measureIncident(promised(fixed), stuck, minute(30))).toMatchObject([
      { type: 'incident.promise-slipped', waiting: 40 },
    ]);
  });

  it('[INC-6] slips with downloads in doubt, also where no number was given', () => {
    expect(measureIncident(promised(), counted(30, 0, { inDoubt: 3 }), minute(30))).toMatchObject([
      { type: 'incident.promise-slipped', waiting: 3 },
    ]);
  });

  it('[INC-6] with nothing left it is judged once the fix is known, on what was left then', () => {
    const entered = measureIncident(promised(), counted(30), minute(30));
    expect(types(entered)).toEqual(['incident.measured']);
    const waits = evolveIncidents(promised(), entered, minute(30));
    expect(measureIncident(waits, counted(31), minute(31))).toEqual([]);
    const fix = (at: number) => evolveIncidents(waits, [{ ...fixed, happenedAt: minute(at) }]);
    // By now others wait, which is no matter of the promise.
    expect(types(measureIncident(fix(29), counted(34, 7), minute(34)))).toEqual(['incident.promise-kept']);
    const late = measureIncident(fix(32), counted(38), minute(38));
    expect(late).toContainEqual(expect.objectContaining({ type: 'incident.promise-slipped', waiting: 0 }));
    const slipped = evolveIncidents(fix(32), late);
    expect(slipped.timeline.map(({ fact }) => factWords(slipped, fact, false)).join(' ')).toContain(
      'nothing was left, but it was not fixed yet',
    );
  });

  it('[INC-6] a number that is given later is held against what was seen at its time', () => {
    const unknown = counted(30, 0, { seen: 4 });
    const waits = evolveIncidents(
      promised(fixed),
      measureIncident(promised(fixed), unknown, minute(30)),
      minute(30),
    );
    expect(measureIncident(waits, counted(50, 0, { seen: 5 }), minute(50))).toEqual([]);
    expect(measureIncident(waits, counted(50), minute(50))).toMatchObject([
      { type: 'incident.promise-slipped', waiting: 1 },
    ]);
  });
});
