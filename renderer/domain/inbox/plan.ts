import { asInstant, hourMs, withinReach, type Instant } from '../kernel/instant';
import { isLost } from './evolve';
import type { Release } from './model';

/** What decides which open request goes next. */
export type PlanContext = {
  readonly now: Instant;
  /** The role of whoever may speak to EPS at this moment. */
  readonly roleProfileId: string | undefined;
  /** When answers came again after there had been none, or the program was started; and when the last one came. */
  readonly backAt?: Instant | undefined;
  readonly answeredAt?: Instant | undefined;
  /** A person wants to know now. */
  readonly hurried?: boolean;
  /** Until then the broker is left alone, but for what is in doubt since a short time (INB-6, INB-13). */
  readonly quietUntil?: Instant | undefined;
};

export type ReleasePlan =
  /** An answer lies in the journal and was not taken in. */
  | { readonly kind: 'read'; readonly release: Release; readonly answerSeq: number }
  | { readonly kind: 'again'; readonly release: Release }
  | { readonly kind: 'wait'; readonly until: Instant }
  /** Nothing stands in the way of a new one. `alone`: what is lost may go once this one shows that answers come again. `newAt`: from when on a new nominated one may be asked for. */
  | { readonly kind: 'free'; readonly alone: boolean; readonly newAt: Instant };

/** [INB-15] What a person asked for goes in their own role only; the program's own needs nobody. */
export const mayAsk = (
  { attended, roleProfileId: askedIn }: Release,
  { roleProfileId }: Pick<PlanContext, 'roleProfileId'>,
): boolean =>
  !attended || (roleProfileId !== undefined && (askedIn === undefined || askedIn === roleProfileId));

const latest = (...times: readonly (Instant | undefined)[]): Instant =>
  asInstant(Math.max(...times.map((at) => at ?? 0)));

/** [INB-2] [INB-13] When a request is asked for once more; undefined for one that is not, or lacks its person. */
export const dueAtOf = (release: Release, context: PlanContext): Instant | undefined => {
  const dueAt = mayAsk(release, context) ? saidDueAt(release, context) : undefined;
  return dueAt === undefined ? undefined : withinReach(dueAt, context.now, hourMs);
};

const saidDueAt = ({ progress }: Release, context: PlanContext): Instant | undefined => {
  if (progress.kind === 'in-doubt') return progress.dueAt;
  if (progress.kind !== 'lost' || !progress.again) return undefined;
  const { dueAt, soonestAt, triedAt } = progress.again;
  const isBack = context.backAt !== undefined && context.backAt > triedAt;
  return latest((isBack || context.hurried) && soonestAt < dueAt ? soonestAt : dueAt, context.quietUntil);
};

/** So many lost downloads at the same time are enough to see that nobody answers. */
const mostSilent = 2;

/** [INB-16] From when on one more download may be asked for: each that nobody answers may hide 25 scripts more. */
const newestAt = (open: readonly Release[], { answeredAt = asInstant(0), now }: PlanContext): Instant => {
  const silent = open.flatMap(({ shortId, progress }) =>
    shortId === undefined &&
    progress.kind === 'lost' &&
    progress.again &&
    progress.again.triedAt >= answeredAt
      ? [progress.sinceAt]
      : [],
  );
  return silent.length < mostSilent ? now : withinReach(asInstant(latest(...silent) + hourMs), now, hourMs);
};

const earliest = <T extends { readonly at: Instant }>(list: readonly T[]): T | undefined =>
  list.reduce<T | undefined>((first, one) => (first && first.at <= one.at ? first : one), undefined);

/**
 * [INB-2] [INB-5] [INB-13] What is done about open requests: what lies in the journal is read first, in the order of
 * asking; what is in doubt since a short time is waited for; what is lost goes when it is due, and holds up nothing.
 */
export const planReleases = (open: readonly Release[], context: PlanContext): ReleasePlan => {
  const inOrder = [...open].sort((a, b) => a.intentSeq - b.intentSeq);
  for (const release of inOrder)
    if (release.progress.kind === 'answered')
      return { kind: 'read', release, answerSeq: release.progress.answerSeq };
  const timed = inOrder.flatMap((release) => {
    const at = dueAtOf(release, context);
    return at === undefined ? [] : [{ release, at }];
  });
  const next =
    earliest(timed.filter(({ release }) => !isLost(release))) ??
    earliest(timed.filter(({ at }) => at <= context.now));
  if (!next) {
    const newAt = earliest([...timed, { at: newestAt(open, context) }])?.at ?? context.now;
    return { kind: 'free', alone: timed.length > 0, newAt };
  }
  return next.at <= context.now ? { kind: 'again', release: next.release } : { kind: 'wait', until: next.at };
};
