import { describe, expect, it } from 'vitest';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import { detectIncident, measureIncident } from '../../renderer/domain/incidents/detect';
import type { IncidentEvent } from '../../renderer/domain/incidents/events';
import { beginWatch } from '../../renderer/domain/watch/watch';
import { anActor, now } from '../support/builders';
import {
  aBacklog,
  act,
  anIncident,
  eventsOf,
  evolveIncidents,
  explained,
  fixed,
  incidentId as id,
} from '../support/incidents';
import { detecting, fails, minute, watchWith, works } from '../support/watching';

describe('the fix', () => {
  it('[INC-4] is measured when every part of it works long enough', () => {
    const looks = [
      [-9, fails('broker')],
      ...[-8, -5, -2].map((at) => [at, works('broker')] as const),
    ] as const;
    expect(detectIncident(anIncident(), detecting(looks, -4))).toEqual([]);
    const events = detectIncident(anIncident(), detecting(looks));
    expect(events).toEqual([
      expect.objectContaining({ type: 'incident.fixed', measured: true, happenedAt: minute(-8) }),
    ]);
    expect(detectIncident(evolveIncidents(anIncident(), events), detecting(looks))).toEqual([]);
  });

  it('[INC-4] [INC-7] is said by a pharmacist or the manager, never against our own measurement', () => {
    const said: IncidentCommand = { kind: 'MarkFixed', text: 'New router' };
    expect(act(anIncident(), said, { user: anActor('technician') })).toMatchObject({ rule: 'INC-7' });
    const { watch } = watchWith([[0, fails('broker')]]);
    expect(act(anIncident(), said, { watch })).toMatchObject({ kind: 'refused', code: 'StillFails' });
    const incident = evolveIncidents(anIncident(), eventsOf(act(anIncident(), said)));
    expect(incident.fixedAt).toBe(now);
    expect(act(incident, said)).toMatchObject({ code: 'FixedAlready' });
  });

  it('[INC-4] is not back-dated over the last failure that was measured, entered or known from before', () => {
    const fixAt = (at: number, incident = anIncident(), watch = beginWatch(now)) =>
      act(incident, { kind: 'MarkFixed', text: 'x', happenedAt: minute(at) }, { watch });
    const { watch } = watchWith([
      [-10, fails('broker')],
      [-5, works('broker')],
      [-4, fails('broker', 'attempt')],
      [-1, works('broker', 'attempt')],
    ]);
    expect(fixAt(-5, anIncident(), watch)).toMatchObject({
      code: 'FailedLater',
      sentence: expect.stringMatching(/^Broker failed at \d\d:56/) as string,
    });
    expect(fixAt(-4, anIncident(), watch)).toMatchObject({ events: [{ happenedAt: minute(-4) }] });
    expect(fixAt(-11)).toMatchObject({ code: 'FailedLater' });
    const again = anIncident(fixed, {
      type: 'incident.failed-again',
      id,
      part: 'broker',
      reason: 'x',
      detectedAt: minute(-1),
    });
    expect([fixAt(-2, again).kind, fixAt(-1, again).kind]).toEqual(['refused', 'decided']);
    // A time that a person types has no seconds.
    const seconds = watchWith([
      [-3.5, fails('broker')],
      [-1, works('broker')],
    ]).watch;
    expect(fixAt(-4, anIncident(), seconds)).toMatchObject({ events: [{ happenedAt: minute(-3.5) }] });
    const known = beginWatch(now, [{ part: 'broker', failedAt: minute(-3), failing: undefined }]);
    expect([fixAt(-4, anIncident(), known).kind, fixAt(-3, anIncident(), known).kind]).toEqual([
      'refused',
      'decided',
    ]);
  });

  it('[INC-4] [INC-8] is neither said nor closed upon while a part fails by the last look, also the last before a restart', () => {
    const watches = {
      fails: watchWith([[0, fails('broker')]]).watch,
      failedBeforeTheRestart: beginWatch(minute(0), [
        {
          part: 'broker',
          failedAt: minute(-1),
          failing: { part: 'broker', health: 'fails', sinceAt: minute(-10), reason: 'x' },
        },
      ]),
    };
    for (const watch of Object.values(watches)) {
      expect(act(anIncident(), { kind: 'MarkFixed', text: 'x' }, { watch })).toMatchObject({
        code: 'StillFails',
        rule: 'INC-4',
      });
      const closing = { watch, user: anActor('manager') };
      expect(act(anIncident(fixed, explained), { kind: 'Close' }, closing)).toMatchObject({
        code: 'StillFails',
        rule: 'INC-8',
        next: 'Close it when our own probes get through.',
      });
    }
    const worksAgain = watchWith([[0, works('broker')]], watches.failedBeforeTheRestart).watch;
    const closing = { watch: worksAgain, user: anActor('manager') };
    expect(act(anIncident(fixed, explained), { kind: 'Close' }, closing)).toMatchObject({ kind: 'decided' });
  });

  it('[INC-4] [INC-5] a clock that was ahead when it began, and is put right, keeps nobody from ending it', () => {
    const opened: IncidentEvent = {
      type: 'incident.opened',
      id,
      openedBy: 'watch',
      title: 'Broker fails',
      parts: ['broker'],
      reason: 'x',
      detectedAt: minute(1440),
      severity: 2,
    };
    const measured: IncidentEvent = {
      type: 'incident.measured',
      id,
      backlog: { ...aBacklog(), at: minute(1450) },
      suppliedOffline: 0,
    };
    const ahead = evolveIncidents(undefined, [opened, measured], minute(1450));
    const known = beginWatch(now, [{ part: 'broker', failedAt: minute(1455), failing: undefined }]);
    expect(act(ahead, { kind: 'MarkFixed', text: 'x' }, { watch: known })).toMatchObject({
      events: [{ type: 'incident.fixed', happenedAt: now }],
    });
    // Its numbers are entered each hour, as those of any other.
    expect(measureIncident(ahead, aBacklog(3), now)).toMatchObject([{ type: 'incident.measured' }]);
  });
});
