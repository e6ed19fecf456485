import { isCleared, type Backlog } from '../backlog/model';
import { asInstant, hourMs, isWithin, type Instant } from '../kernel/instant';
import { lineOf } from '../watch/line';
import { partNames, type PartName, type PartWatch, type Watch, type WatchRules } from '../watch/model';
import { isSteady, isSustained } from '../watch/watch';
import { partWords } from '../watch/words';
import type { IncidentEvent } from './events';
import { asIncidentId, type Incident, type Left, type Severity } from './model';
import { judgeByFix, judgePromises, wantsCount } from './promises';

type Detecting = {
  readonly watch: Watch;
  /** Beside another PMR, which has a network to lose. */
  readonly companion: boolean;
  readonly now: Instant;
  readonly rules: WatchRules;
  readonly newId: () => string;
};

/** The parts without which nothing comes from EPS and nothing goes to it. */
const wayToEps: readonly PartName[] = ['network', 'broker', 'spine'];
export const isWayToEps = (part: PartName): boolean => wayToEps.includes(part);

const severityOf = (parts: readonly PartName[]): Severity => (parts.some(isWayToEps) ? 2 : 3);

const titleOf = ([first]: readonly PartWatch[]): string =>
  first ? `${partWords[first.part]} fails` : 'Incident';

/** [SET-6] No work hangs on a way to EPS that is not set up yet: nothing opens for it by itself. */
const opensFor = ({ watch, companion }: Detecting): readonly PartName[] =>
  companion || lineOf(watch).kind !== 'not-set-up'
    ? partNames
    : partNames.filter((part) => !isWayToEps(part));

/** [INC-1] Opens by itself when a failure is sustained; while one is open, what fails besides joins it. */
const decideOpen = (detecting: Detecting): readonly IncidentEvent[] => {
  const { watch, now, rules, newId } = detecting;
  const failing = opensFor(detecting)
    .map((part) => watch.parts[part])
    .filter((part) => isSustained(part, now, rules));
  const [first] = failing;
  if (!first) return [];
  const parts = failing.map(({ part }) => part);
  const detectedAt = asInstant(Math.min(...failing.map(({ sinceAt }) => sinceAt)));
  return [
    {
      type: 'incident.opened',
      id: asIncidentId(newId()),
      openedBy: 'watch',
      title: titleOf(failing),
      parts,
      reason: first.reason,
      detectedAt,
      severity: severityOf(parts),
    },
  ];
};

const decideJoin = (incident: Incident, { watch, now, rules }: Detecting): readonly IncidentEvent[] =>
  partNames
    .map((part) => watch.parts[part])
    .filter((part) => isSustained(part, now, rules))
    .flatMap(({ part, reason, sinceAt: detectedAt }): IncidentEvent[] => {
      const { id } = incident;
      if (incident.fixedAt !== undefined)
        return [{ type: 'incident.failed-again', id, part, reason, detectedAt }];
      return incident.parts.includes(part)
        ? []
        : [{ type: 'incident.part-joined', id, part, reason, detectedAt }];
    });

/** [INC-4] Fixed when every part of it works, and has worked for as long as a failure must last to count. */
const decideFixed = (incident: Incident, { watch, now, rules }: Detecting): readonly IncidentEvent[] => {
  const parts = incident.parts.map((part) => watch.parts[part]);
  const steady = parts.length > 0 && parts.every((part) => isSteady(part, now, rules));
  if (incident.fixedAt !== undefined || !steady) return [];
  const sinceAt = parts.filter(({ health }) => health === 'works').map((p) => p.sinceAt);
  // One that a clock dated which has been put back since is not fixed before now.
  const happenedAt = asInstant(Math.min(now, Math.max(incident.detectedAt, ...sinceAt)));
  return [{ type: 'incident.fixed', id: incident.id, measured: true, text: '', happenedAt }];
};

/** [INC-1] [INC-2] [INC-4] What our own looks say of an incident, without a person. */
export const detectIncident = (
  incident: Incident | undefined,
  detecting: Detecting,
): readonly IncidentEvent[] => {
  if (!incident) return decideOpen(detecting);
  const again = decideJoin(incident, detecting);
  return again.length > 0 ? again : decideFixed(incident, detecting);
};

/** How often the numbers of an open incident are written into its timeline. */
const measureMs = hourMs;

/** [INC-11] Where there is no broker: what is open here, until it is fixed, and the promises that the fix broke. */
const measureOpen = (
  incident: Incident,
  backlog: Backlog,
  now: Instant,
  open: readonly Left[],
): readonly IncidentEvent[] => {
  const { id, fixedAt, measuredAt } = incident;
  const due = measuredAt === undefined || (fixedAt === undefined && !isWithin(measureMs, measuredAt, now));
  const measured: IncidentEvent[] = due
    ? [{ type: 'incident.measured', id, backlog, suppliedOffline: 0, open }]
    : [];
  return [...judgeByFix(incident), ...measured];
};

/**
 * [INC-5] [INC-6] What the counts say: promises kept or slipped, the backlog cleared, a line each hour and at their
 * times. `open`: what is open in the registers, where that is all that is known (INC-11).
 */
export const measureIncident = (
  incident: Incident,
  backlog: Backlog,
  now: Instant,
  open?: readonly Left[],
): readonly IncidentEvent[] => {
  if (open) return measureOpen(incident, backlog, now, open);
  const { id, fixedAt, clearedAt, measuredAt, suppliedOffline } = incident;
  const over = fixedAt !== undefined && isCleared(backlog);
  const promises = judgePromises(incident, backlog, now);
  const cleared: IncidentEvent[] =
    over && clearedAt === undefined ? [{ type: 'incident.backlog-cleared', id, happenedAt: now }] : [];
  const due =
    measuredAt === undefined ||
    (clearedAt === undefined && !isWithin(measureMs, measuredAt, now)) ||
    wantsCount(incident, backlog, now);
  const measured: IncidentEvent[] =
    due || cleared.length > 0
      ? [{ type: 'incident.measured', id, backlog, suppliedOffline: suppliedOffline.length }]
      : [];
  return [...promises, ...measured, ...cleared];
};
