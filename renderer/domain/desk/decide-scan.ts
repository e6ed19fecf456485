import { isLaterIssue, isSameScript, type IssueKey, type PrescriptionId } from '../kernel/ids';
import type { Actor } from '../kernel/context';
import { isWithin, minuteMs, type Instant, type LocalDate } from '../kernel/instant';
import type { Holder, Item, Prescription, PrescriptionState } from '../prescriptions/model';
import type { PrescriptionEvent } from '../prescriptions/events';
import { endOfUnsupplied, suppliable, type ScriptEnd } from '../prescriptions/ended';
import type { PairSays } from './beside-pair';
import type { DeskEvent } from './events';
import type { DeskRow, Packed } from './model';
import { nextIssueFrom } from './next-issue';
import { isOver, meant, whatIsHere, type HereOutcome } from './what-is-here';

/**
 * A prescription that lies in a pack, read from its bytes; `unusable` where they are no prescription of this id,
 * `expired` where its pack counts no longer.
 */
export type Opened =
  | {
      readonly kind: 'expired';
      readonly packed: Packed;
      readonly expiredAt: Instant;
      readonly prescription?: Prescription;
    }
  | { readonly kind: 'read'; readonly packed: Packed; readonly prescription: Prescription }
  | { readonly kind: 'unusable'; readonly packed: Packed; readonly sentence: string };

/** All that is known here of one script id, in one look. */
export type ScanWorld = {
  readonly id: PrescriptionId;
  /** Issues of this id that were here at any time. */
  readonly scripts: readonly PrescriptionState[];
  readonly row: DeskRow | undefined;
  readonly opened: readonly Opened[];
  /** [RSU-14] What its pair says: a replacement was promised, or one of the two was supplied. */
  readonly superseded?: PairSays;
};

export type ScanContext = {
  readonly now: Instant;
  readonly user: Actor;
  readonly ods: string;
  /** A profile without a broker: nothing is asked of EPS. */
  readonly companion: boolean;
  /** [DSK-24] A person wants the next issue before it is due. */
  readonly early?: boolean;
};

/** What one scan comes to. Each has its own words, its own sound and its own next step. */
export type ScanOutcome =
  | HereOutcome
  | {
      readonly kind: 'released-offline';
      readonly prescription: Prescription;
      readonly pack: string;
      /** Items of it that cannot be supplied any more. */
      readonly over: readonly Item[];
    }
  | {
      readonly kind: 'queued';
      readonly row: DeskRow | undefined;
      /** Its prescription is here, in a pack that has expired. */
      readonly expired?: Extract<Opened, { kind: 'expired' }>;
    }
  | { readonly kind: 'on-its-way'; readonly row: DeskRow }
  | { readonly kind: 'elsewhere'; readonly holder: Holder; readonly since: DeskRow['since'] }
  /** [DSK-24] The issue that is here was handed out, and the next one in a pack is not due yet. */
  | {
      readonly kind: 'next-not-due';
      readonly state: PrescriptionState;
      readonly next: Prescription;
      readonly pack: string;
      readonly from: LocalDate;
    }
  /** Nothing is left to do, by the word of its row. */
  | { readonly kind: 'over'; readonly row: DeskRow }
  | { readonly kind: 'ended'; readonly row: DeskRow }
  | { readonly kind: 'needs-person'; readonly row: DeskRow }
  | { readonly kind: 'other-pharmacy'; readonly pack: string; readonly ods: string }
  | { readonly kind: 'unusable'; readonly pack: string; readonly sentence: string }
  /** No item of what lies in the pack can be supplied any more. */
  | {
      readonly kind: 'ended-in-pack';
      readonly prescription: Prescription;
      readonly pack: string;
      readonly end: ScriptEnd;
    }
  /** A profile without a broker: a person says what became of it. */
  | { readonly kind: 'say-outcome'; readonly row: DeskRow | undefined };

export type ScanDecision = {
  readonly outcome: ScanOutcome;
  readonly events: readonly (DeskEvent | PrescriptionEvent)[];
};

const only = (outcome: ScanOutcome): ScanDecision => ({ outcome, events: [] });

/** Taken out once: what left us or ended since does not come back out of a pack. */
const mayComeOut = (key: IssueKey, scripts: readonly PrescriptionState[]): boolean => {
  const known = scripts.find((one) => one.prescription.key === key);
  return known === undefined || known.custody.kind === 'sealed';
};

/** [DSK-24] An issue that went back is the current one again: none after it comes before it. */
const isBehindReturned = (key: IssueKey, scripts: readonly PrescriptionState[]): boolean =>
  scripts.some(
    ({ custody, prescription }) => custody.kind === 'returned' && isLaterIssue(key, prescription.key),
  );

const isExpired = (one: Opened): one is Extract<Opened, { kind: 'expired' }> => one.kind === 'expired';

/** [DSK-23] An earlier issue that can still be supplied lies in a pack that has expired: the Spine is asked for it. */
const isBehindExpired = (key: IssueKey, { opened, scripts }: ScanWorld, now: Instant): boolean =>
  opened
    .filter(isExpired)
    .some(
      ({ packed, prescription }) =>
        isLaterIssue(key, packed.key) &&
        mayComeOut(packed.key, scripts) &&
        prescription !== undefined &&
        endOfUnsupplied(prescription, now) === undefined,
    );

type InPack = Extract<Opened, { kind: 'read' }> & { readonly end: ScriptEnd | undefined };

/** [DSK-18] What may come out of a pack: the first issue that can still be supplied, else the first. */
const inPack = (
  world: ScanWorld,
  now: Instant,
): InPack | Extract<Opened, { kind: 'unusable' }> | undefined => {
  const { opened, scripts } = world;
  const found = opened
    .filter((one) => one.kind !== 'expired')
    .filter(({ packed }) => mayComeOut(packed.key, scripts) && !isBehindReturned(packed.key, scripts))
    .filter(({ packed }) => !isBehindExpired(packed.key, world, now))
    .map((one) => (one.kind === 'read' ? { ...one, end: endOfUnsupplied(one.prescription, now) } : one));
  return found.find((one) => one.kind === 'unusable' || one.end === undefined) ?? found[0];
};

/** [DSK-18] Nothing is released; a row that waited to be scanned shows it from then on. */
const endedInPack = (
  { id, row }: ScanWorld,
  outcome: Extract<ScanOutcome, { kind: 'ended-in-pack' }>,
): ScanDecision => {
  const { end, pack } = outcome;
  const waited = row?.custody.kind === 'sealed' || row?.custody.kind === 'listed';
  return { outcome, events: waited ? [{ type: 'desk.ended-in-pack', id, end, pack }] : [] };
};

/** [DSK-5] [DSK-6] [DSK-18] The prescription itself is in a pack: it is released, with or without the broker. */
const fromPack = (world: ScanWorld, context: ScanContext): ScanDecision | undefined => {
  const found = inPack(world, context.now);
  if (!found) return undefined;
  const { packed } = found;
  const { pack, ods, source } = packed;
  if (ods !== '' && ods.toUpperCase() !== context.ods.toUpperCase())
    return only({ kind: 'other-pharmacy', pack, ods });
  if (found.kind === 'unusable') return only({ kind: 'unusable', pack, sentence: found.sentence });
  const { prescription, end } = found;
  if (end) return endedInPack(world, { kind: 'ended-in-pack', prescription, pack, end });
  const left = suppliable(prescription, context.now);
  const over = prescription.items.filter((item) => !left.includes(item));
  return {
    outcome: { kind: 'released-offline', prescription, pack, over },
    events: [{ type: 'prescription.released-offline', key: prescription.key, prescription, source, pack }],
  };
};

/** [DSK-5] [DSK-23] The Spine is asked where only the id is known, or its pack has expired. */
const ask = ({ id, row, opened }: ScanWorld): ScanDecision => {
  const expired = opened.find(isExpired);
  return {
    outcome: { kind: 'queued', row, ...(expired ? { expired } : {}) },
    events: [
      ...(row
        ? []
        : [
            {
              type: 'desk.listed' as const,
              id,
              source: { kind: 'scan' as const, name: 'Scanned at the desk' },
              place: '',
            },
          ]),
      { type: 'desk.request-queued', id, first: true },
    ],
  };
};

/** After this long a script that hung on its way is asked for again by a scan. */
const stuckGapMs = 2 * minuteMs;

/** [DSK-4] Only its id is known: asked for, unless what is known of it says otherwise. */
const byItsId = (world: ScanWorld, row: DeskRow, now: Instant): ScanDecision => {
  const { custody, since } = row;
  switch (custody.kind) {
    case 'queued':
    case 'asked':
    case 'in-doubt':
      return only({ kind: 'on-its-way', row });
    case 'elsewhere':
      return only({ kind: 'elsewhere', holder: custody.holder, since });
    case 'stuck':
      return isWithin(stuckGapMs, since.at, now) ? only({ kind: 'needs-person', row }) : ask(world);
    case 'cancelled':
    case 'expired':
    case 'signature-failed':
      return only({ kind: 'ended', row });
    case 'dispensed':
    case 'closed':
    case 'released-there':
    case 'handed-out':
    case 'not-dispensed':
      return only({ kind: 'over', row });
    case 'refused':
    case 'needs-gp':
    case 'conflict':
      return only({ kind: 'needs-person', row });
    case 'listed':
    case 'sealed':
    case 'ended-in-pack':
    case 'here':
    case 'returned':
    case 'not-found':
      return ask(world);
  }
};

const waitsForNext: readonly DeskRow['custody']['kind'][] = ['sealed', 'queued', 'asked', 'in-doubt'];

/** [DSK-23] [DSK-24] The pack that holds the next one has expired: the Spine is asked, not before it is due. */
const nextByItsId = (
  world: ScanWorld,
  state: PrescriptionState,
  { now }: ScanContext,
): ScanDecision | undefined => {
  const { row, opened, scripts } = world;
  const next = opened.filter(isExpired).find(({ packed }) => mayComeOut(packed.key, scripts))?.prescription;
  const isDue = next !== undefined && nextIssueFrom(state, next, now) === undefined;
  return isDue && row && waitsForNext.includes(row.custody.kind) ? byItsId(world, row, now) : undefined;
};

/**
 * [DSK-24] What is here is done, and a pack holds more under its id: a later issue, once this one is over, from the day
 * it is due; another script that bears the same short id.
 */
const nextFromPack = (
  world: ScanWorld,
  state: PrescriptionState,
  context: ScanContext,
): ScanDecision | undefined => {
  const { key } = state.prescription;
  const opened = world.opened.filter(
    ({ packed }) => !isSameScript(packed.key, key) || (isOver(state) && isLaterIssue(packed.key, key)),
  );
  const found = fromPack({ ...world, opened }, context) ?? nextByItsId({ ...world, opened }, state, context);
  if (found?.outcome.kind !== 'released-offline') return found;
  const { prescription, pack } = found.outcome;
  const from = isSameScript(prescription.key, key)
    ? nextIssueFrom(state, prescription, context.now)
    : undefined;
  return from === undefined || context.early === true
    ? found
    : only({ kind: 'next-not-due', state, next: prescription, pack, from });
};

const settledByPerson: readonly DeskRow['custody']['kind'][] = [
  'cancelled',
  'expired',
  'closed',
  'released-there',
];

/** [DSK-6] [DSK-15] What the Spine or a person said of it since: a pack does not overrule that. */
const staysInPack: readonly DeskRow['custody']['kind'][] = [
  ...settledByPerson,
  'signature-failed',
  'dispensed',
  'elsewhere',
  'needs-gp',
];

/**
 * [DSK-4] What scanning a prescription means now. What is here is opened; what lies in a pack is released; of
 * what only the id is known, it says who has it or asks for it. Where it refuses, nothing changes.
 */
export const decideScan = (world: ScanWorld, context: ScanContext): ScanDecision => {
  const { row, superseded } = world;
  const state = meant(world.scripts);
  const here = state && whatIsHere(state);
  const stays = row !== undefined && staysInPack.includes(row.custody.kind);
  if (here?.kind === 'done' && !stays && !context.companion && superseded === undefined) {
    const next = nextFromPack(world, here.state, context);
    if (next) return next;
  }
  if (here) return only(here);
  if (superseded !== undefined) return only({ kind: 'superseded', says: superseded });
  if (context.companion) {
    if (row && settledByPerson.includes(row.custody.kind)) return only({ kind: 'over', row });
    const inside = fromPack(world, context);
    if (inside?.outcome.kind === 'ended-in-pack') return inside;
    return {
      outcome: { kind: 'say-outcome', row },
      events: row ? [] : ask(world).events.slice(0, 1),
    };
  }
  if (!stays) {
    const released = fromPack(world, context);
    if (released) return released;
  }
  return row ? byItsId(world, row, context.now) : ask(world);
};
