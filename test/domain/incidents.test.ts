import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import { decideOpenIncident } from '../../renderer/domain/incidents/decide';
import { detectIncident, measureIncident } from '../../renderer/domain/incidents/detect';
import type { Incident } from '../../renderer/domain/incidents/model';
import { factWords } from '../../renderer/domain/incidents/words';
import { issueKeyOf } from '../../renderer/domain/kernel/ids';
import type { Role } from '../../renderer/domain/users/model';
import { aContext, anActor, now } from '../support/builders';
import {
  aBacklog,
  act,
  anIncident,
  eventsOf,
  evolveIncidents,
  explained,
  fixed,
  incidentId as id,
  nothingLeft,
} from '../support/incidents';
import { detecting, fails, minute } from '../support/watching';

const failing = (...parts: readonly Parameters<typeof fails>[0][]) =>
  [-10, -7, -3].map((at) => [at, ...parts.map((part) => fails(part))] as const);

describe('opening', () => {
  it('[INC-1] opens by itself after a sustained failure, dated from the first one', () => {
    expect(detectIncident(undefined, detecting([[-10, fails('broker')]]))).toEqual([]);
    const events = detectIncident(undefined, detecting(failing('broker', 'printer')));
    expect(events).toEqual([
      expect.objectContaining({
        type: 'incident.opened',
        openedBy: 'watch',
        parts: ['broker'],
        title: 'Broker fails',
        detectedAt: minute(-10),
        severity: 2,
      }),
    ]);
    const incident = evolveIncidents(undefined, events);
    expect(
      incident.timeline.map(({ fact, happenedAt, enteredAt }) => [fact.kind, happenedAt, enteredAt]),
    ).toEqual([
      ['detected', minute(-10), now],
      ['opened', now, now],
    ]);
  });

  it('[INC-1] what fails besides joins it, and what fails again takes the fix back', () => {
    const looks = failing('broker', 'network');
    const joined = detectIncident(anIncident(), detecting(looks));
    expect(joined).toEqual([expect.objectContaining({ type: 'incident.part-joined', part: 'network' })]);
    expect(detectIncident(evolveIncidents(anIncident(), joined), detecting(looks))).toEqual([]);
    const again = detectIncident(anIncident(fixed), detecting(failing('broker')));
    expect(again).toEqual([expect.objectContaining({ type: 'incident.failed-again', part: 'broker' })]);
    expect(evolveIncidents(anIncident(fixed), again).fixedAt).toBeUndefined();
  });

  it('[INC-2] anyone opens one by hand, with or without a broker, and never a second', () => {
    const command = {
      title: 'No network at the counter',
      parts: ['network'],
      severity: 3,
      beganAt: minute(-5),
    };
    const open = (state: ReturnType<typeof anIncident> | undefined, change: object = {}) =>
      decideOpenIncident(
        state,
        { ...command, ...change } as Parameters<typeof decideOpenIncident>[1], // the fields above
        aContext({ user: anActor('dispenser') }),
      );
    expect(evolveIncidents(undefined, eventsOf(open(undefined)), now, 'Ann')).toMatchObject({
      openedBy: 'person',
      detectedAt: minute(-5),
      closedAt: undefined,
    });
    expect(open(anIncident())).toMatchObject({ kind: 'refused', rule: 'INC-2' });
    expect(open(undefined, { title: '  ' })).toMatchObject({ kind: 'refused' });
    expect(open(undefined, { beganAt: minute(1) })).toMatchObject({ kind: 'refused', code: 'InFuture' });
  });
});

describe('the timeline', () => {
  it('[INC-3] keeps when it happened and when it was entered, and refuses what has not happened', () => {
    const note: IncidentCommand = { kind: 'Note', text: ' Rang the helpdesk ', happenedAt: minute(-4) };
    const incident = evolveIncidents(anIncident(), eventsOf(act(anIncident(), note)), now, 'Priya Shah');
    expect(incident.timeline.at(-1)).toEqual({
      happenedAt: minute(-4),
      enteredAt: now,
      by: 'Priya Shah',
      fact: { kind: 'note', text: 'Rang the helpdesk' },
    });
    expect(act(anIncident(), { ...note, happenedAt: minute(1) })).toMatchObject({ code: 'InFuture' });
    const empty: readonly IncidentCommand[] = [
      { kind: 'Note', text: ' ' },
      { kind: 'LogWorkaround', text: '' },
      { kind: 'Tell', audience: 'icb', text: ' ' },
      { kind: 'SetReference', reference: '', from: 'x' },
      { kind: 'LogPromise', clearBy: now, saidBy: '' },
      { kind: 'SetExpected', count: 1.5, source: 'x' },
      { kind: 'SetExpected', count: 1, source: '' },
    ];
    for (const command of empty)
      expect(act(anIncident(), command)).toMatchObject({
        kind: 'refused',
        next: expect.stringMatching(/\S/) as string,
      });
  });

  it('[INC-3] whatever is entered, the lines before it stay as they were', () => {
    const command: fc.Arbitrary<IncidentCommand> = fc.oneof(
      fc.record({ kind: fc.constant('Note' as const), text: fc.constant('x') }),
      fc.record({ kind: fc.constant('LogWorkaround' as const), text: fc.constant('y'), scripts: fc.nat(9) }),
      fc.record({
        kind: fc.constant('SetReference' as const),
        reference: fc.constant('INC1'),
        from: fc.constant('z'),
      }),
      fc.record({
        kind: fc.constant('LogPromise' as const),
        clearBy: fc.constant(minute(60)),
        saidBy: fc.constant('s'),
      }),
      fc.record({ kind: fc.constant('SetExpected' as const), count: fc.nat(90), source: fc.constant('s') }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        commands.reduce((before, one) => {
          const after = evolveIncidents(before, eventsOf(act(before, one)));
          expect(after.timeline.slice(0, before.timeline.length)).toEqual(before.timeline);
          expect(after.timeline).toHaveLength(before.timeline.length + 1);
          return after;
        }, anIncident());
      }),
      { numRuns: 100 },
    );
  });
});

describe('the numbers', () => {
  it('[INC-5] are entered at the beginning, each hour, and when the backlog is cleared', () => {
    const measure = (incident = anIncident(), waiting = 4, at = 0) =>
      measureIncident(incident, aBacklog(waiting), minute(at));
    const begun = evolveIncidents(anIncident(), measure());
    expect(begun.timeline.at(-1)?.fact).toMatchObject({ kind: 'measured', suppliedOffline: 0 });
    expect(measure(begun, 4, 59)).toEqual([]);
    expect(measure(begun, 4, 60)).toHaveLength(1);
    const over = measure(evolveIncidents(begun, [fixed]), 0, 10);
    expect(over.map(({ type }) => type)).toEqual(['incident.measured', 'incident.backlog-cleared']);
    expect(measure(evolveIncidents(begun, [fixed, ...over]), 0, 600)).toEqual([]);
  });

  it('[INC-11] where there is no broker they are what is open here, until it is fixed, and no backlog is cleared', () => {
    const open = [{ what: 're-issues not settled', count: 1 }];
    const measure = (incident: Incident, at: number) =>
      measureIncident(incident, aBacklog(0), minute(at), open);
    const first = measure(anIncident(), 0);
    expect(first).toEqual([expect.objectContaining({ type: 'incident.measured', open })]);
    const begun = evolveIncidents(anIncident(), first);
    expect(begun.timeline.at(-1)?.fact).toMatchObject({ kind: 'measured', open });
    expect(measure(begun, 59)).toEqual([]);
    expect(measure(begun, 60)).toHaveLength(1);
    expect(measure(evolveIncidents(begun, [fixed]), 60)).toEqual([]);
  });

  it('[INC-10] each hand-out while offline is counted once', () => {
    const key = issueKeyOf('AAAAAA-BBBBBB-CCCCCC', 'x', 1);
    const event = { type: 'incident.supplied-offline', id, key } as const;
    const incident = evolveIncidents(anIncident(), [event, event]);
    expect(incident.suppliedOffline).toEqual([key]);
    expect(incident.timeline).toHaveLength(2);
  });
});

describe('closing', () => {
  const manager = anActor('manager', 'Grace Owusu');
  const ready = anIncident(fixed, explained);

  it('[INC-7] needs the manager; judging a pharmacist or the manager; writing anyone signed in', () => {
    const allowed = (command: IncidentCommand): readonly Role[] =>
      (['dispenser', 'technician', 'pharmacist', 'manager'] as const).filter(
        (role) => act(ready, command, { user: anActor(role) }).kind === 'decided',
      );
    expect(allowed({ kind: 'Close' })).toEqual(['manager']);
    expect(allowed({ kind: 'SetSeverity', severity: 1, why: '' })).toEqual(['pharmacist', 'manager']);
    expect(allowed({ kind: 'Explain', impact: '', rootCause: 'x', prevention: '' })).toEqual([
      'pharmacist',
      'manager',
    ]);
    for (const command of [
      { kind: 'Note', text: 'x' },
      { kind: 'LogWorkaround', text: 'x', scripts: 2 },
      { kind: 'LogPromise', clearBy: minute(9), saidBy: 'x' },
      { kind: 'SetReference', reference: 'INC00123', from: 'Supplier' },
      { kind: 'SetExpected', count: 30, source: 'Supplier' },
    ] as const satisfies readonly IncidentCommand[])
      expect(allowed(command)).toHaveLength(4);
  });

  it('[INC-8] is refused with what is left: of lists and registers what was entered since it began, of the way to EPS all', () => {
    const close = (remaining = nothingLeft(), incident = ready) =>
      act(incident, { kind: 'Close' }, { user: manager, remaining });
    expect(close()).toMatchObject({ kind: 'decided' });
    expect(close(nothingLeft(), anIncident())).toMatchObject({
      rule: 'INC-8',
      sentence: expect.stringContaining('not fixed yet, root cause not written down') as string,
    });
    const left = nothingLeft({
      backlog: aBacklog(1, { stuck: 2, expected: { count: 5, source: 'x' }, seen: 1, inDoubt: 1 }),
      messagesUncertain: 1,
      messagesRefused: 1,
      registers: [
        // What is entered after the fix is of it as well.
        { what: 'supplies without the script', from: [minute(-4), minute(-1), minute(-99)] },
        { what: 'desk rows', from: [] },
      ],
    });
    expect(close(left)).toMatchObject({
      sentence:
        'The incident stays open. Left of it: downloads in doubt: 1, messages of unknown fate: 1, messages refused by EPS: 1, messages waiting: 1, scripts stuck at the Spine: 2, expected scripts not seen: 4, supplies without the script: 2.',
    });
  });

  it('[INC-8] a closed incident is never changed, only exported', () => {
    const closed = evolveIncidents(
      ready,
      eventsOf(act(ready, { kind: 'Close' }, { user: manager })),
      now,
      'Grace Owusu',
    );
    expect(closed).toMatchObject({ closedAt: now, closedBy: 'Grace Owusu' });
    for (const command of [{ kind: 'Note', text: 'x' }, { kind: 'Close' }] as const)
      expect(act(closed, command, { user: manager })).toMatchObject({ code: 'Closed' });
    const exported: IncidentCommand = {
      kind: 'NoteExport',
      paper: 'report',
      format: 'pdf',
      withPatients: false,
    };
    expect(act(closed, exported).kind).toBe('decided');
  });

  it('[INC-9] a report that names patients needs a pharmacist or the manager, and every export is entered', () => {
    const exported = (withPatients: boolean, role: Role) =>
      act(
        ready,
        { kind: 'NoteExport', paper: 'report', format: 'json', withPatients },
        { user: anActor(role) },
      );
    expect(exported(true, 'technician')).toMatchObject({ rule: 'INC-7' });
    const incident = evolveIncidents(ready, eventsOf(exported(true, 'manager')));
    expect(incident.timeline.at(-1)?.fact).toEqual({
      kind: 'exported',
      paper: 'report',
      format: 'json',
      withPatients: true,
    });
    const fact = { kind: 'exported', format: 'json', withPatients: true } as const;
    expect(factWords(incident, fact, false)).toBe('Report made (JSON), with patients’ names.');
    // A newer journal may know a form that this one does not.
    expect(factWords(incident, { ...fact, format: 'odt' }, false)).toContain('(odt)');
    expect(exported(false, 'dispenser').kind).toBe('decided');
  });

  it('nothing is detected while nothing was looked at', () => {
    expect(detectIncident(undefined, detecting([]))).toEqual([]);
    expect(detectIncident(anIncident(), detecting([]))).toEqual([]);
  });
});
