import { detectIncident, isWayToEps, measureIncident } from '../../domain/incidents/detect';
import type { IncidentEvent } from '../../domain/incidents/events';
import { openOf } from '../../domain/incidents/left';
import type { DomainEvent } from '../../domain/events';
import type { WatchEvent } from '../../domain/watch/events';
import { partRows } from '../../domain/watch/rows';
import type { Watch, WatchRules } from '../../domain/watch/model';
import { lastFailureOf } from '../../domain/watch/history';
import { lineOf } from '../../domain/watch/line';
import type { KnownFailure } from '../../domain/watch/watch';
import { readBacklog } from './backlog';
import { asFacts, write } from '../commit';
import { programName, type Deps } from '../deps';
import { openIncident } from './open-incident';
import { openRegisters } from './open-registers';

/** `onDisk` is called once they are, and not at all where the disk takes nothing. */
const record = async (deps: Deps, events: readonly DomainEvent[], onDisk?: () => void): Promise<void> => {
  if (events.length === 0) return;
  const written = await write(deps, programName, asFacts(events));
  if (written.kind === 'refused') return;
  onDisk?.();
  await written.show();
};

/** What failed before the program was closed, so that a failure that outlasts a restart keeps its beginning. */
export const lastKnownFailures = async (deps: Deps): Promise<readonly KnownFailure[]> => {
  const rows = await deps.store.loadFromList('watch', partRows);
  return rows.flatMap((row) => (row?.kind === 'part' ? (lastFailureOf(row) ?? []) : []));
};

/** [INC-10] What was handed out in the minutes before the incident was known to be one. */
const handedOutBefore = async (deps: Deps, opened: IncidentEvent): Promise<readonly IncidentEvent[]> => {
  if (opened.type !== 'incident.opened' || !opened.parts.some(isWayToEps)) return [];
  const { id, detectedAt } = opened;
  return (await deps.store.openMessages())
    .filter(({ kind, amends, createdAt }) => kind === 'notification' && !amends && createdAt >= detectedAt)
    .map(({ subject: key }) => ({ type: 'incident.supplied-offline', id, key }));
};

type Seen = {
  readonly watch: Watch;
  readonly rules: WatchRules;
  /** What is not written down yet. */
  readonly seen: readonly WatchEvent[];
};

/**
 * [WAT-3] [INC-1] [INC-5] Writes down what was seen, and what it means for an incident. Runs in the engine's queue.
 * `onDisk`: what was seen is on the disk; until then it is handed in again with the next look.
 */
export const watchOver = async (
  deps: Deps,
  { watch, rules, seen }: Seen,
  onDisk: () => void,
): Promise<void> => {
  const now = deps.clock.now();
  const companion = deps.kind === 'companion';
  const detecting = { watch, companion, now, rules, newId: deps.ids.newId };
  const detected = detectIncident(await openIncident(deps), detecting);
  const [first] = detected;
  const before = first ? await handedOutBefore(deps, first) : [];
  await record(deps, [...seen, ...detected, ...before], onDisk);
  const incident = await openIncident(deps);
  if (!incident) return;
  const open = companion ? openOf(incident, await openRegisters(deps)) : undefined;
  await record(deps, measureIncident(incident, await readBacklog(deps, incident), now, open));
};

/** [INC-10] The line in an open incident that goes with a hand-out while the way to EPS fails. */
export const notesOfHandOut = async (
  deps: Deps,
  events: readonly DomainEvent[],
): Promise<readonly IncidentEvent[]> => {
  const supplied = events.flatMap((event) =>
    event.type === 'prescription.supplied' && !event.supply.replaces ? [event.key] : [],
  );
  if (supplied.length === 0 || lineOf(deps.watching()).kind !== 'offline') return [];
  const incident = await openIncident(deps);
  return incident ? supplied.map((key) => ({ type: 'incident.supplied-offline', id: incident.id, key })) : [];
};
