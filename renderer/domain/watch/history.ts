import { hourMs, type Instant } from '../kernel/instant';
import { asInstant } from '../kernel/instant';
import type { PartChange, WatchEvent } from './events';
import type { Health, PartName, PartWatch } from './model';
import type { KnownFailure } from './watch';

/** What the journal says of one part: from when on it stood how. */
export type PartHistory = {
  readonly kind: 'part';
  readonly part: PartName;
  /** Oldest first. */
  readonly changes: readonly PartChange[];
  /** Until when the last change is known to have held. */
  readonly evidenceAt: Instant;
};

type At<T> = T & { readonly at: Instant };

const keptMs = 48 * hourMs;
const keptChanges = 400;

/** Two days are kept, and the change that began the first of them. */
const trimmed = (changes: readonly PartChange[], at: Instant): readonly PartChange[] => {
  const old = changes.filter(({ sinceAt }) => sinceAt < at - keptMs).length;
  return changes.slice(Math.max(old - 1, changes.length - keptChanges, 0));
};

const changed = (
  before: PartHistory | undefined,
  part: PartName,
  event: At<Extract<WatchEvent, { type: 'watch.changed' }>>,
): PartHistory | undefined => {
  const change = event.changes.find((one) => one.part === part);
  if (!change) return before;
  const held = before?.changes ?? [];
  const last = held.at(-1);
  const gap: PartChange[] =
    event.began && before && last && change.sinceAt > before.evidenceAt && last.health !== 'unknown'
      ? [{ part, health: 'unknown', sinceAt: before.evidenceAt, reason: '' }]
      : [];
  // A failure that outlasted a restart keeps its beginning.
  const goesOn = last?.health === change.health && last.sinceAt === change.sinceAt;
  const changes = goesOn ? held : [...held, ...gap, change];
  return { kind: 'part', part, changes: trimmed(changes, event.at), evidenceAt: event.at };
};

/** [WAT-3] [WAT-5] Folds what was written down about one part. */
export const evolvePart = (
  before: PartHistory | undefined,
  part: PartName,
  event: At<WatchEvent>,
): PartHistory | undefined => {
  if (event.type === 'watch.changed') return changed(before, part, event);
  return before && event.tallies.some((one) => one.part === part)
    ? { ...before, evidenceAt: event.untilAt }
    : before;
};

/** When a part failed last as far as was written down: until the change that followed, else until the last evidence. */
export const lastFailureOf = ({ part, changes, evidenceAt }: PartHistory): KnownFailure | undefined => {
  const last = changes.map(({ health }) => health).lastIndexOf('fails');
  if (last < 0) return undefined;
  const next = changes[last + 1];
  return { part, failedAt: next?.sinceAt ?? evidenceAt, failing: next ? undefined : changes[last] };
};

/** A stretch of one day's strip. */
export type Stretch = {
  readonly health: Health;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  readonly reason: string;
};

/** While the program runs, what was seen last holds until now. */
const live = (now: PartWatch | undefined): PartChange | undefined =>
  now && now.health !== 'unknown'
    ? { part: now.part, health: now.health, sinceAt: now.sinceAt, reason: now.reason }
    : undefined;

/** [WAT-5] A day of one part, from our own looks: where nothing was measured it says so. */
export const stripOf = (
  history: PartHistory | undefined,
  part: PartWatch | undefined,
  span: { readonly fromAt: Instant; readonly untilAt: Instant },
): readonly Stretch[] => {
  const now = live(part);
  // [WAT-15] What is dated later than now, or before what it followed, was dated by a clock that was moved since.
  const known = (history?.changes ?? [])
    .filter(({ sinceAt }) => sinceAt < (now?.sinceAt ?? span.untilAt))
    .sort((a, b) => a.sinceAt - b.sinceAt);
  const evidenceAt = history?.evidenceAt ?? span.fromAt;
  const ended: PartChange[] =
    !now && history ? [{ part: history.part, health: 'unknown', sinceAt: evidenceAt, reason: '' }] : [];
  const all = [...known, ...ended, ...(now ? [now] : [])];
  const stretches: Stretch[] = [];
  let at = span.fromAt;
  let health: Health = 'unknown';
  let reason = '';
  const until = (next: Instant): void => {
    const end = asInstant(Math.min(next, span.untilAt));
    if (end > at) stretches.push({ health, fromAt: at, untilAt: end, reason });
    if (end > at) at = end;
  };
  for (const one of all) {
    until(one.sinceAt);
    health = one.health;
    reason = one.reason;
  }
  until(span.untilAt);
  return stretches;
};

/** How long a part failed within a day, and how much of the day was measured. */
export const sumStrip = (
  stretches: readonly Stretch[],
): { readonly failedMs: number; readonly measuredMs: number } => {
  const sum = (wanted: (health: Health) => boolean) =>
    stretches
      .filter(({ health }) => wanted(health))
      .reduce((ms, { fromAt, untilAt }) => ms + untilAt - fromAt, 0);
  return {
    failedMs: sum((health) => health === 'fails'),
    measuredMs: sum((health) => health !== 'unknown'),
  };
};
