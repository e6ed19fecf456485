import { addDays, dayOf, endOfDay } from '../kernel/calendar';
import type { Instant } from '../kernel/instant';
import { makePlaceOf } from './match';
import type { Reason, UrgentList, Waiting } from './model';

/** What ends within these days after today ends soon. */
const soonDays = 3;
const expiredBand = soonDays + 1;
const noBand = soonDays + 2;

/** How needs are told on one day by one list. */
export type NeedPlan = {
  /** Ascending; among equals what waits longest comes first. */
  readonly rankOf: (script: Waiting) => number;
  /** Why it stands there; the first weighs most. */
  readonly reasonsOf: (script: Waiting) => readonly Reason[];
  /** Not before `after` is over, nor after `until`: the day is another there, and so may the needs be. */
  readonly after: Instant;
  readonly until: Instant;
};

const isUnsure = ({ custody, hold }: Waiting): boolean =>
  custody === 'in-doubt' || custody === 'stuck' || hold === 'conflict';

/** Ends of yesterday, today and the days after it that are soon. */
type DayEnds = readonly Instant[];

/** 0 for today, then one for each day that is soon; then what is past, then all else. */
const bandOf = (endsAt: Instant | undefined, ends: DayEnds): number => {
  if (endsAt === undefined) return noBand;
  const day = ends.findIndex((end) => endsAt <= end);
  if (day === -1) return noBand;
  return day === 0 ? expiredBand : day - 1;
};

const dateReason = (band: number): readonly Reason[] => {
  if (band === noBand) return [];
  return [band === expiredBand ? { kind: 'expired' } : { kind: 'ends', days: band }];
};

type Weighed = {
  readonly owed: boolean;
  readonly band: number;
  /** In the list; its length where no kind is met. */
  readonly place: number;
  readonly unsure: boolean;
};

const rankBy = (kinds: number, { owed, band, place, unsure }: Weighed): number => {
  const dates = (owed ? 0 : 1) * (noBand + 1) + band;
  return (dates * (kinds + 1) + place) * 2 + (unsure ? 0 : 1);
};

/**
 * [TRI-1] [TRI-2] [TRI-4] Owed first, then what ends today, soon or has ended, then the kinds on the list in their
 * order, then what is unsure, then all else. Each weighs more than all that come after it, and nothing is left out.
 */
export const planNeeds = (list: UrgentList, now: Instant): NeedPlan => {
  const today = dayOf(now);
  const yesterdayEnds = endOfDay(addDays(today, -1));
  const ends = [
    yesterdayEnds,
    ...Array.from({ length: soonDays + 1 }, (_, n) => endOfDay(addDays(today, n))),
  ];
  const placeOf = makePlaceOf(list);
  const weigh = (script: Waiting): Weighed => ({
    owed: script.owedUntil !== undefined,
    band: Math.min(bandOf(script.expiresAt, ends), bandOf(script.owedUntil, ends)),
    place: script.medicines.reduce((first, one) => Math.min(first, placeOf(one)), list.length),
    unsure: isUnsure(script),
  });
  const reasonsOf = (script: Waiting): readonly Reason[] => {
    const { owed, band, place, unsure } = weigh(script);
    const name = list[place]?.name;
    return [
      ...(owed ? ([{ kind: 'owed' }] as const) : []),
      ...dateReason(band),
      ...(name === undefined ? [] : ([{ kind: 'urgent', name }] as const)),
      ...(unsure ? ([{ kind: 'unsure' }] as const) : []),
    ];
  };
  return {
    rankOf: (script) => rankBy(list.length, weigh(script)),
    reasonsOf,
    after: yesterdayEnds,
    until: endOfDay(today),
  };
};

/** What is compared beside the rank. */
export type Placed = { readonly rank: number; readonly receivedAt: Instant; readonly key: string };

/** [TRI-1] One before the other, always: by rank, then what waits longest, then by id. */
export const byNeed = (a: Placed, b: Placed): number =>
  a.rank - b.rank || a.receivedAt - b.receivedAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
