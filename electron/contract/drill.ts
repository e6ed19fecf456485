/**
 * The clock of a drill: when the computer's clock showed `since` it was `at`, and goes `pace` times as fast until it
 * stops at `until`. Main, engine and screen read one and the same. All in ms since 1970; a pace of 0 is a pause.
 */
export type DrillClock = {
  readonly at: number;
  readonly since: number;
  readonly pace: number;
  readonly until: number;
};

/** What the drill's clock shows when the computer's clock shows `real`. */
export const readDrillClock = ({ at, since, pace, until }: DrillClock, real: number): number =>
  Math.max(at, Math.min(until, Math.round(at + Math.max(0, real - since) * pace)));

/** How long by the computer's clock until the drill's clock shows `wanted`; `Infinity` where it stops before. */
export const realMsUntil = (clock: DrillClock, wanted: number, real: number): number => {
  const left = wanted - readDrillClock(clock, real);
  if (left <= 0) return 0;
  return clock.pace > 0 && wanted <= clock.until ? left / clock.pace : Infinity;
};

/** More in one drill would be nobody's exercise. */
export const mostSupplies = 1000;

export type DrillChoice = {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly days: number;
  /** The fewest supplies with which everything in it happens. */
  readonly supplies: number;
  readonly most: number;
};

/** What the independent judge counts. */
export type DrillScore = {
  readonly scripts: number;
  readonly unaccounted: number;
  readonly suppliedTwice: number;
  readonly notifiedTwice: number;
  readonly returnsDue: number;
  readonly returnsSent: number;
  /** Due and not sent; sent and not due. */
  readonly returnsMissing: number;
  readonly returnsNotDue: number;
  readonly returnsTwice: number;
  readonly undecided: number;
  readonly longestWaitHours: number;
  readonly medianWaitHours: number;
};

export type DrillStatus = {
  readonly kind: 'drill';
  readonly title: string;
  readonly sentence: string;
  readonly seed: number;
  readonly clock: DrillClock;
  /** `stepping`: the minutes after a step. `closed`: the doors are shut, and the clock stands until the next morning. */
  readonly phase: 'running' | 'stepping' | 'paused' | 'closed' | 'over';
  /** What the pharmacy heard; with the ids of a list, or the file name of a recovery pack, that was sent to it. */
  readonly told: readonly {
    readonly at: number;
    readonly text: string;
    readonly ids: readonly string[];
    readonly pack: string;
  }[];
  /** The public key with which the supplier signs packs, as a file. */
  readonly supplierKey: string;
  readonly next: { readonly at: number; readonly title: string } | undefined;
  /** Nothing more comes, and it is the last day: what comes next is the end. */
  readonly endsNext: boolean;
  readonly score: DrillScore;
  /** What is counted, by the id of the script. */
  readonly found: readonly { readonly what: string; readonly id: string }[];
};

/** A drill that was begun, by the name of its folder. `openedAt`: when it was last gone on with, by the computer's clock. */
export type DrillBegun = {
  readonly name: string;
  readonly title: string;
  readonly seed: number;
  readonly supplies: number;
  readonly openedAt: number;
};

export type DrillReply =
  | {
      readonly kind: 'choices';
      readonly choices: readonly DrillChoice[];
      /** The last one first. */
      readonly begun: readonly DrillBegun[];
    }
  | DrillStatus
  /** The program ends and starts again elsewhere. */
  | { readonly kind: 'leaving' }
  | { readonly kind: 'refused'; readonly sentence: string; readonly next: string };
