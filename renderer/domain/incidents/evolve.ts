import { assertNever } from '../kernel/assert-never';
import type { Place } from '../broker-entries';
import type { IncidentEvent } from './events';
import type { PartName } from '../watch/model';
import type { ClearingPromise, Incident, PromiseId, TimelineEntry, TimelineFact } from './model';

type Event = IncidentEvent & Place;
type Opened = Extract<Event, { type: 'incident.opened' }>;

const opened = (event: Opened): Incident => {
  const { id, title, openedBy, parts, reason, detectedAt, severity, at, by } = event;
  const entry = (happenedAt: typeof at, fact: TimelineFact): TimelineEntry => ({
    happenedAt,
    enteredAt: at,
    by,
    fact,
  });
  const detected: TimelineEntry[] =
    openedBy === 'watch' ? [entry(detectedAt, { kind: 'detected', parts, reason })] : [];
  return {
    id,
    title,
    openedBy,
    openedAt: at,
    detectedAt,
    parts,
    severity,
    reference: undefined,
    promises: [],
    expected: undefined,
    suppliedOffline: [],
    fixedAt: undefined,
    clearedAt: undefined,
    measuredAt: undefined,
    explanation: { impact: '', rootCause: '', prevention: '' },
    closedAt: undefined,
    closedBy: undefined,
    timeline: [...detected, entry(at, { kind: 'opened', title })],
  };
};

const endPromise = (
  promises: readonly ClearingPromise[],
  promiseId: PromiseId,
  end: ClearingPromise['end'],
): readonly ClearingPromise[] =>
  promises.map((promise) =>
    promise.promiseId === promiseId && promise.end.kind === 'open' ? { ...promise, end } : promise,
  );

/** What an event adds to the timeline; a single hand-out does not, the hourly measure counts them. */
const factOf = (event: Exclude<Event, Opened>): TimelineFact | undefined => {
  switch (event.type) {
    case 'incident.part-joined':
      return { kind: 'joined', part: event.part, reason: event.reason };
    case 'incident.measured':
      return {
        kind: 'measured',
        backlog: event.backlog,
        suppliedOffline: event.suppliedOffline,
        ...(event.open ? { open: event.open } : {}),
      };
    case 'incident.noted':
      return { kind: 'note', text: event.text };
    case 'incident.workaround-logged':
      return { kind: 'workaround', text: event.text, scripts: event.scripts };
    case 'incident.told':
      return { kind: 'told', audience: event.audience, text: event.text };
    case 'incident.severity-set':
      return { kind: 'severity', severity: event.severity, why: event.why };
    case 'incident.reference-set':
      return { kind: 'reference', reference: event.reference, from: event.from };
    case 'incident.promise-logged':
      return { kind: 'promised', promiseId: event.promiseId };
    case 'incident.promise-slipped':
      return { kind: 'slipped', promiseId: event.promiseId, waiting: event.waiting };
    case 'incident.promise-kept':
      return { kind: 'kept', promiseId: event.promiseId };
    case 'incident.expected-set':
      return { kind: 'expected', count: event.count, source: event.source };
    case 'incident.supplied-offline':
      return undefined;
    case 'incident.fixed':
      return { kind: 'fixed', measured: event.measured, text: event.text };
    case 'incident.failed-again':
      return { kind: 'failed-again', part: event.part, reason: event.reason };
    case 'incident.backlog-cleared':
      return { kind: 'cleared' };
    case 'incident.explained':
      return { kind: 'explained' };
    case 'incident.exported':
      return {
        kind: 'exported',
        format: event.format,
        withPatients: event.withPatients,
        ...(event.paper ? { paper: event.paper } : {}),
      };
    case 'incident.closed':
      return { kind: 'closed' };
    default:
      return assertNever(event);
  }
};

const happenedAt = (event: Event): TimelineEntry['happenedAt'] =>
  'happenedAt' in event ? event.happenedAt : 'detectedAt' in event ? event.detectedAt : event.at;

const withPart = (state: Incident, part: PartName): Incident =>
  state.parts.includes(part) ? state : { ...state, parts: [...state.parts, part] };

const changed = (state: Incident, event: Exclude<Event, Opened>): Incident => {
  switch (event.type) {
    case 'incident.part-joined':
      return withPart(state, event.part);
    case 'incident.measured':
      return { ...state, measuredAt: event.at };
    case 'incident.severity-set':
      return { ...state, severity: event.severity };
    case 'incident.reference-set':
      return { ...state, reference: { reference: event.reference, from: event.from } };
    case 'incident.promise-logged': {
      const { promiseId, clearBy, saidBy, at } = event;
      const promise: ClearingPromise = {
        promiseId,
        clearBy,
        saidBy,
        loggedAt: at,
        end: { kind: 'open' },
      };
      return { ...state, promises: [...state.promises, promise] };
    }
    case 'incident.promise-slipped': {
      const end = { kind: 'slipped', waiting: event.waiting } as const;
      return { ...state, promises: endPromise(state.promises, event.promiseId, end) };
    }
    case 'incident.promise-kept': {
      const end = { kind: 'kept', at: event.at } as const;
      return { ...state, promises: endPromise(state.promises, event.promiseId, end) };
    }
    case 'incident.expected-set':
      return { ...state, expected: { count: event.count, source: event.source } };
    case 'incident.supplied-offline':
      return state.suppliedOffline.includes(event.key)
        ? state
        : { ...state, suppliedOffline: [...state.suppliedOffline, event.key] };
    case 'incident.fixed':
      return { ...state, fixedAt: event.happenedAt };
    case 'incident.failed-again':
      return { ...withPart(state, event.part), fixedAt: undefined, clearedAt: undefined };
    case 'incident.backlog-cleared':
      return { ...state, clearedAt: event.happenedAt };
    case 'incident.explained': {
      const { impact, rootCause, prevention } = event;
      return { ...state, explanation: { impact, rootCause, prevention } };
    }
    case 'incident.closed':
      return { ...state, closedAt: event.at, closedBy: event.by };
    case 'incident.noted':
    case 'incident.workaround-logged':
    case 'incident.told':
    case 'incident.exported':
      return state;
    default:
      return assertNever(event);
  }
};

/** Folds an event into an incident. The timeline is in the order of entry; each line has both its times. */
export const evolveIncident = (state: Incident | undefined, event: Event): Incident | undefined => {
  if (event.type === 'incident.opened') return state ?? opened(event);
  if (state === undefined) return undefined;
  const next = changed(state, event);
  const fact = factOf(event);
  if (!fact) return next;
  const entry = { happenedAt: happenedAt(event), enteredAt: event.at, by: event.by, fact };
  return { ...next, timeline: [...next.timeline, entry] };
};
