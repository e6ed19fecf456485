import type { Backlog } from '../../renderer/domain/backlog/model';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import { decideClose, decideIncident, type IncidentDecision } from '../../renderer/domain/incidents/decide';
import { evolveIncident } from '../../renderer/domain/incidents/evolve';
import type { IncidentEvent } from '../../renderer/domain/incidents/events';
import type { Remaining } from '../../renderer/domain/incidents/left';
import { asIncidentId, type Incident } from '../../renderer/domain/incidents/model';
import type { ReportFacts } from '../../renderer/domain/incidents/report';
import type { Actor } from '../../renderer/domain/kernel/context';
import type { Instant } from '../../renderer/domain/kernel/instant';
import type { Watch } from '../../renderer/domain/watch/model';
import { beginWatch } from '../../renderer/domain/watch/watch';
import { anActor, aSite, now, uuids } from './builders';
import { minute } from './watching';

export const aBacklog = (waiting = 0, change: Partial<Backlog['in']> = {}): Backlog => ({
  at: now,
  out: { waiting, stuck: 0, oldestAt: waiting > 0 ? now : undefined },
  in: { expected: undefined, seen: 0, stuck: 0, inDoubt: 0, oldestAt: undefined, ...change },
});

export const nothingLeft = (change: Partial<Remaining> = {}): Remaining => ({
  backlog: aBacklog(),
  messagesUncertain: 0,
  messagesRefused: 0,
  registers: [],
  ...change,
});

let seq = 0;
export const evolveIncidents = (
  state: Incident | undefined,
  events: readonly IncidentEvent[],
  at: Instant = now,
  by = 'Holdfast',
): Incident => {
  const next = events.reduce(
    (before, event) => evolveIncident(before, { ...event, at, by, seq: (seq += 1) }),
    state,
  );
  if (!next) throw new Error('no incident');
  return next;
};

export const incidentId = asIncidentId('00000000-0000-4000-8000-000000000001');

export const anIncident = (...events: readonly IncidentEvent[]): Incident =>
  evolveIncidents(undefined, [
    {
      type: 'incident.opened',
      id: incidentId,
      openedBy: 'watch',
      title: 'Broker fails',
      parts: ['broker'],
      reason: 'The broker refuses the connection',
      detectedAt: minute(-10),
      severity: 2,
    },
    ...events,
  ]);

export const fixed = {
  type: 'incident.fixed',
  id: incidentId,
  measured: true,
  text: '',
  happenedAt: minute(-2),
} as const satisfies IncidentEvent;
export const explained: IncidentEvent = {
  type: 'incident.explained',
  id: incidentId,
  impact: '',
  rootCause: 'A full disk at the supplier',
  prevention: '',
};

type Doing = {
  readonly user?: Actor;
  readonly watch?: Watch;
  readonly remaining?: Remaining;
  readonly companion?: boolean;
};
export const act = (incident: Incident, command: IncidentCommand, doing: Doing = {}): IncidentDecision => {
  const { user = anActor(), watch = beginWatch(now), remaining = nothingLeft() } = doing;
  const context = { now, newId: uuids('a'), user, watch, companion: doing.companion === true };
  return command.kind === 'Close'
    ? decideClose(incident, context, remaining)
    : decideIncident(incident, command, context);
};

/** The events of a decision; a refusal is a failure of the test. */
export const eventsOf = (decision: IncidentDecision): readonly IncidentEvent[] => {
  if (decision.kind === 'refused') throw new Error(decision.sentence);
  return decision.events;
};

/** What a report says of this PC, with four messages that wait and nobody named. */
export const reportFacts = (change: Partial<ReportFacts> = {}): ReportFacts => ({
  site: aSite,
  terminal: 'Counter 1',
  training: false,
  companion: false,
  withoutScript: 0,
  reissues: 0,
  desk: [],
  open: [],
  madeAt: now,
  madeBy: 'Priya Shah',
  backlog: aBacklog(4),
  estimate: { kind: 'range', earliestAt: minute(30), latestAt: minute(90) },
  rates: undefined,
  affected: undefined,
  suppliedTo: undefined,
  ...change,
});
