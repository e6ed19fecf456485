import { hourMs, minuteMs, type Instant } from '../kernel/instant';

/** What can fail on its own. Stored: do not rename, only add. */
export const partNames = ['network', 'broker', 'spine', 'sign-in', 'printer'] as const;
export type PartName = (typeof partNames)[number];

/** How a part stands. `absent`: this profile has no such part. Stored: do not rename. */
export type Health = 'works' | 'fails' | 'absent' | 'unknown';

/** What one look at a part came to: a probe of our own, or an attempt at a message. */
export type Reading = {
  readonly part: PartName;
  readonly source: 'probe' | 'attempt';
  /** `unreached`: what lies before it fails, so nothing can be said of it. */
  readonly result: 'works' | 'fails' | 'absent' | 'unreached';
  /** In words; empty where it works. Names no patient. */
  readonly reason: string;
  readonly tookMs?: number;
  /** An attempt that failed, and may have because of the one message that it was about. */
  readonly about?: string;
};

/** The last look from one source. `about`: the one message that alone has failed as yet. */
export type Look = {
  readonly works: boolean;
  readonly at: Instant;
  readonly reason: string;
  readonly about?: string;
};

/** One part as it stands now, and since when. */
export type PartWatch = {
  readonly part: PartName;
  readonly health: Health;
  readonly sinceAt: Instant;
  readonly reason: string;
  readonly lastAt: Instant | undefined;
  readonly tookMs: number | undefined;
  /** The last look from either source that failed, as far as it is known. */
  readonly failedAt: Instant | undefined;
  /** Failed, or good, looks in a row. */
  readonly inARow: number;
  readonly looks: { readonly probe?: Look; readonly attempt?: Look };
  /** What the journal says of it last; undefined until the first look since the program began. */
  readonly recorded: Health | undefined;
};

/** Looks at one part within an hour. */
export type Tally = {
  readonly part: PartName;
  readonly looks: number;
  readonly failed: number;
  readonly slowestMs: number;
};

/** All that is watched, in memory; what must last becomes an event. */
export type Watch = {
  readonly parts: Readonly<Record<PartName, PartWatch>>;
  /** The hour that is being counted. `untilAt`: it ended before its time (WAT-15). */
  readonly hour:
    { readonly hourAt: Instant; readonly untilAt?: Instant; readonly tallies: readonly Tally[] } | undefined;
};

/** How patient the watch is. Injected, so that a drill or a test need not wait for minutes. */
export type WatchRules = {
  /** A failure is sustained after this long and this many looks in a row. */
  readonly sustainMs: number;
  readonly sustainLooks: number;
  /** Between probes while all is well, and while something fails. */
  readonly calmMs: number;
  readonly failingMs: number;
  /** An attempt that failed speaks for this long; then the probes alone do. */
  readonly attemptSpeaksMs: number;
  /** Nobody looked for so long: the computer was asleep. */
  readonly asleepMs: number;
};

/** [WAT-6] Five minutes and three looks; a probe each minute, each 20 seconds while something fails. */
const watchRules: WatchRules = {
  sustainMs: 5 * minuteMs,
  sustainLooks: 3,
  calmMs: minuteMs,
  failingMs: 20_000,
  attemptSpeaksMs: 10 * minuteMs,
  asleepMs: hourMs,
};

/** The same rules for a clock that goes faster: drills and tests of a training profile. */
export const quickened = (pace: number): WatchRules => ({
  sustainMs: watchRules.sustainMs / pace,
  sustainLooks: watchRules.sustainLooks,
  calmMs: watchRules.calmMs / pace,
  failingMs: watchRules.failingMs / pace,
  attemptSpeaksMs: watchRules.attemptSpeaksMs / pace,
  asleepMs: watchRules.asleepMs / pace,
});
