import type { Fault } from '../faults';

/**
 * A moment of the story: `{ day: 1, hour: 9.5 }` is half past nine on its second day, or up to `within` hours later,
 * as the seed has it. Acts that name one and the same moment happen together.
 */
export type Moment = { readonly day: number; readonly hour: number; readonly within?: number };
/** A share of the supplies that patients need, from 0 to 1. */
export type Share = readonly [number, number];
/** Why a recovery pack is to be refused: made for somebody else, or numbered as the one before it. */
export type PackFlaw = 'for-another-pharmacy' | 'number-again';
/** When a practice tells the pharmacy that it sends a script again. */
export type Told = 'before' | 'after' | 'never';

/** How the way to EPS is from now on: the broker's faults, and whether this computer has a network at all. */
export type Weather = {
  readonly faults: readonly Fault[];
  readonly network?: 'gone';
  readonly line: 'down' | 'up';
};

/** What happens in the world outside, as a scenario has it. `title` is what a person reads of it. */
export type Act = {
  readonly at: Moment;
  readonly title?: string;
} & (
  | { readonly kind: 'write'; readonly share: Share; readonly signedWithinDays?: number }
  /** Written one by one, at any time of the days up to this one. */
  | { readonly kind: 'trickle'; readonly share: Share; readonly untilDay: number }
  /** The broker collects what is due for us and delivers nothing. */
  | { readonly kind: 'swallow' }
  /** Some of these are with the neighbour as the Spine counts; later half of them come back. */
  | { readonly kind: 'elsewhere'; readonly share: Share }
  | { readonly kind: 'neighbour-acts'; readonly share: Share }
  | ({ readonly kind: 'weather' } & Weather)
  /** The broker says no to all that is told of these. */
  | { readonly kind: 'choke'; readonly share: Share }
  /** So many scripts leave the broker in so long a time; without them as many as there are. */
  | { readonly kind: 'drip'; readonly count: number; readonly everyMinutes: number }
  | { readonly kind: 'flow' }
  /** What hangs of these is let go, at any time until this moment. */
  | { readonly kind: 'let-go'; readonly share: Share; readonly until: Moment }
  /** Practices send these again, each at a time of its own, where the patient has nothing yet. */
  | {
      readonly kind: 'send-again';
      readonly share: Share;
      readonly untilDay: number;
      readonly told: readonly Told[];
    }
  | { readonly kind: 'promise'; readonly clearBy: Moment }
  /** The supplier's file with the ids of these. */
  | { readonly kind: 'list'; readonly share: Share }
  /** The supplier's recovery pack with the prescriptions of these, sent as a file that needs no broker. */
  | { readonly kind: 'pack'; readonly share: Share; readonly flaw?: PackFlaw }
  /** These are written so that nobody can read them, and put right by `mend`. */
  | { readonly kind: 'write-broken'; readonly share: Share }
  | { readonly kind: 'mend'; readonly share: Share }
  | { readonly kind: 'fixed' }
);

export type Scenario = {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  /** Midnight before the first day, as clocks in England have it. */
  readonly midnight: number;
  readonly days: number;
  /** Hours of the day at which the pharmacy opens and closes. */
  readonly hours: Share;
  /** How many supplies are needed: in a drill by hand, and in one that plays by itself. */
  readonly byHand: number;
  readonly byItself: number;
  readonly acts: readonly Act[];
};

/** A recovery pack as the supplier is to make it; times in ms since 1970. */
export type SentPack = {
  /** Of its file. */
  readonly name: string;
  readonly packId: string;
  readonly sequence: number;
  readonly ods: string;
  readonly issuedAt: number;
  readonly shortIds: readonly string[];
};

/** What the pharmacy hears, and when. */
export type News = { readonly at: number; readonly text: string; readonly fact: NewsFact };
export type NewsFact =
  | { readonly kind: 'line'; readonly line: 'down' | 'up'; readonly network?: 'gone' }
  | { readonly kind: 'promise'; readonly clearBy: number }
  | { readonly kind: 'list'; readonly shortIds: readonly string[] }
  | { readonly kind: 'pack'; readonly pack: SentPack }
  | { readonly kind: 'sent-again'; readonly of: ByPhone }
  | { readonly kind: 'mended'; readonly shortIds: readonly string[] }
  | { readonly kind: 'fixed' }
  | { readonly kind: 'note' };

/** How a practice names a script on the telephone: by its id, or by the patient and what was on it. */
export type ByPhone =
  | { readonly kind: 'id'; readonly shortId: string }
  | {
      readonly kind: 'patient';
      readonly nhsNumber: string;
      readonly family: string;
      readonly given: string;
      readonly birthDate: string;
      readonly items: readonly { readonly code: string; readonly display: string }[];
    };

/** An act at its time, with what the seed decided about it. Needs are numbers of supplies. */
export type Step = { readonly at: number; readonly title: string; readonly deed: Deed };
export type Deed =
  | {
      readonly kind: 'write';
      readonly needs: readonly { readonly n: number; readonly signedDaysAgo: number }[];
      readonly broken?: boolean;
    }
  | { readonly kind: 'choke'; readonly needs: readonly number[] }
  | { readonly kind: 'elsewhere' | 'neighbour-acts' | 'list' | 'mend'; readonly needs: readonly number[] }
  | ({ readonly kind: 'weather' } & Weather)
  | {
      readonly kind: 'pack';
      readonly needs: readonly number[];
      readonly packId: string;
      readonly sequence: number;
      readonly flaw: PackFlaw | undefined;
    }
  | { readonly kind: 'flow' }
  | { readonly kind: 'swallow' | 'fixed' }
  | { readonly kind: 'drip'; readonly count: number; readonly everyMs: number }
  | { readonly kind: 'let-go'; readonly count: number }
  | { readonly kind: 'promise'; readonly clearBy: number }
  | { readonly kind: 'call'; readonly n: number; readonly byId: boolean; readonly told: Told }
  | { readonly kind: 'write-again'; readonly n: number; readonly told: Told };

/** An entry of the pharmacy's journal, as far as a judge needs it. */
export type JournalLine = {
  readonly at: number;
  readonly by: string;
  readonly kind: string;
  readonly subject: string;
  readonly data: unknown;
  readonly bytes?: Uint8Array | undefined;
};
