import { mayBeUnseen } from '../../domain/inbox/evolve';
import { estimateClear, ratesOf, type Estimate, type Rates } from '../../domain/backlog/estimate';
import { chartOf, type Chart, type Mark } from '../../domain/backlog/chart';
import { countedOf, slotMs, slotsOf, type HourFlow } from '../../domain/backlog/flow';
import { missingOf, type Backlog, type Direction } from '../../domain/backlog/model';
import type { ClearingPromise, Incident } from '../../domain/incidents/model';
import { asInstant, dayMs, hourMs, type Instant } from '../../domain/kernel/instant';
import type { Message } from '../../domain/outbox/model';
import { stripOf } from '../../domain/watch/history';
import type { PartName } from '../../domain/watch/model';
import { partRows } from '../../domain/watch/rows';
import type { Deps } from '../deps';

const oldest = (times: readonly Instant[]): Instant | undefined =>
  times.length === 0 ? undefined : times.reduce((a, b) => (b < a ? b : a));

type Span = { readonly fromAt: Instant; readonly untilAt: Instant };

/** What came and went, for every hour since a moment in which anything did. */
const flowsSince = async (deps: Deps, fromAt: Instant): Promise<readonly HourFlow[]> => {
  const hours = Math.ceil((deps.clock.now() - fromAt) / hourMs) + 2;
  const rows = await deps.store.loadTab('watch', 'hours', hours);
  return rows.flatMap((row) => (row.kind === 'hour' && row.hourAt > fromAt - hourMs ? [row.flow] : []));
};

/** What lies of an hour in a span, which may have begun years ago by a wrong clock. */
const spanIn = ({ hourAt }: HourFlow, { fromAt, untilAt }: Span): Span => ({
  fromAt: asInstant(Math.max(fromAt, hourAt)),
  untilAt: asInstant(Math.min(untilAt, hourAt + hourMs)),
});

/** Only whole five minutes after the beginning count: what came just before it was not of it. */
const receivedIn = (flows: readonly HourFlow[], beganAt: Instant, untilAt: Instant): number => {
  const fromAt = asInstant(Math.ceil(beganAt / slotMs) * slotMs);
  return flows
    .flatMap((flow) => slotsOf([flow], 'in', spanIn(flow, { fromAt, untilAt })))
    .reduce((sum, { drained }) => sum + drained, 0);
};

const isParked = ({ progress }: Message): boolean => progress.kind === 'parked';

/** [INC-9] As it stood when an incident was closed: with nothing left (INC-8), whatever has come to wait since. */
const atItsEnd = async (
  deps: Deps,
  { detectedAt, expected }: Incident,
  closedAt: Instant,
): Promise<Backlog> => ({
  at: closedAt,
  out: { waiting: 0, stuck: 0, oldestAt: undefined },
  in: {
    expected: deps.kind === 'companion' ? undefined : expected,
    seen: receivedIn(await flowsSince(deps, detectedAt), detectedAt, closedAt),
    stuck: 0,
    inDoubt: 0,
    oldestAt: undefined,
  },
});

/** [BLG-5] Both queues as they stand now, by our own count; of a closed incident as they stood at its end. */
export const readBacklog = async (deps: Deps, incident: Incident | undefined): Promise<Backlog> => {
  if (incident?.closedAt !== undefined) return atItsEnd(deps, incident, incident.closedAt);
  const at = deps.clock.now();
  const fromAt = incident?.detectedAt ?? asInstant(at - dayMs);
  const messages = await deps.store.openMessages();
  const waiting = messages.filter((message) => !isParked(message));
  const stuck = await deps.store.loadTab('desk', 'stuck');
  const doubts = (await deps.store.openReleases())
    .filter(mayBeUnseen)
    .map(({ progress }) => progress.sinceAt);
  return {
    at,
    out: {
      waiting: waiting.length,
      stuck: messages.length - waiting.length,
      oldestAt: oldest(waiting.map(({ createdAt }) => createdAt)),
    },
    in: {
      // [INC-11] Nothing comes to a companion, so a number that was entered there in the past counts for nothing.
      expected: deps.kind === 'companion' ? undefined : incident?.expected,
      seen: receivedIn(await flowsSince(deps, fromAt), fromAt, at),
      stuck: stuck.length,
      inDoubt: doubts.length,
      oldestAt: oldest([...stuck.map(({ since }) => since.at), ...doubts]),
    },
  };
};

/** Looked at whenever the program is open, whatever fails before them. */
const alwaysSeen: readonly PartName[] = ['network', 'printer'];

/** [BLG-2] When the program was closed, or not open yet: of that time no part says anything. */
const closedIn = async (deps: Deps, span: Span): Promise<readonly Span[]> => {
  const rows = await deps.store.loadFromList('watch', partRows);
  const { parts } = deps.watching();
  return alwaysSeen.flatMap((name) => {
    const history = rows.flatMap((row) => (row?.kind === 'part' && row.part === name ? [row] : []))[0];
    return stripOf(history, parts[name], span).filter(({ health }) => health === 'unknown');
  });
};

/** One queue for the screen: the chart, the pace and the estimate. */
export type QueueView = {
  readonly direction: Direction;
  readonly chart: Chart;
  readonly rates: Rates | undefined;
  readonly estimate: Estimate;
};
export type BacklogView = { readonly backlog: Backlog; readonly queues: readonly QueueView[] };

const markOf = (promise: ClearingPromise): Mark => ({
  at: promise.clearBy,
  label: promise.saidBy,
  state: promise.end.kind,
});

const unknownIn: Estimate = {
  kind: 'none',
  sentence: 'No estimate: nobody has said how many scripts are on their way.',
};

const notCounted: Estimate = {
  kind: 'none',
  sentence: 'No estimate: without a broker nothing is counted here.',
};

/** [BLG-2] [BLG-3] [BLG-7] The backlog with its past and our estimate, from the beginning of an incident or of the last day. */
export const readBacklogView = async (deps: Deps, incident: Incident | undefined): Promise<BacklogView> => {
  const backlog = await readBacklog(deps, incident);
  const now = backlog.at;
  const shownMs = Math.max(2 * hourMs, Math.min(14 * dayMs, now - (incident?.detectedAt ?? now)));
  const fromAt = asInstant(now - shownMs);
  const flows = await flowsSince(deps, fromAt);
  const closed = await closedIn(deps, { fromAt, untilAt: now });
  const marks = (incident?.promises ?? []).map(markOf);
  const queue = (direction: Direction, waiting: number | undefined): QueueView => {
    const slots = slotsOf(flows, direction, { fromAt, untilAt: now });
    const unknown = deps.kind === 'companion' ? notCounted : unknownIn;
    const counted = countedOf(slots, closed);
    const estimate = waiting === undefined ? unknown : estimateClear(waiting, counted, now);
    const chart = chartOf({ slots, waiting: waiting ?? 0, estimate, marks, now });
    return { direction, chart, rates: ratesOf(counted, now), estimate };
  };
  return { backlog, queues: [queue('out', backlog.out.waiting), queue('in', missingOf(backlog))] };
};
