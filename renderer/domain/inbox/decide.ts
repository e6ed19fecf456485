import { isAboutTheScript } from '../fhir/codes/about-the-script';
import { assertNever } from '../kernel/assert-never';
import type { IssueKey } from '../kernel/ids';
import { asInstant, type Instant } from '../kernel/instant';
import { surelyNotSent, nextAttemptAt } from '../outbox/backoff';
import { confirmByScript, oursAfterAll, reconcile } from '../desk/reconcile';
import type { DecidedEvent } from '../prescriptions/commands';
import type { Holder, Prescription, PrescriptionState, Source } from '../prescriptions/model';
import { askedAs } from './asked';
import { hasEarlier } from './evolve';
import type { InboxEvent } from './events';
import type { Release, ReleaseOutcome } from './model';

/** One entry of a release answer, as it was read. */
export type Arrival =
  | { readonly kind: 'script'; readonly prescription: Prescription; readonly source: Source }
  | {
      readonly kind: 'quarantined';
      readonly source: Source;
      readonly shortId: string;
      readonly sentence: string;
    };

/** A whole answer to `$release`, as it was read. */
export type ReleaseAnswer =
  | { readonly kind: 'arrivals'; readonly arrivals: readonly Arrival[] }
  | { readonly kind: 'no-more' }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly sentence: string;
      readonly next: string;
      readonly holder?: Holder;
    }
  | {
      readonly kind: 'retry-later';
      readonly afterMs: number | undefined;
      /** Whether EPS may have seen the request. */
      readonly mayHaveArrived: boolean;
    }
  /** The sign-in was not accepted: EPS has not seen this attempt. */
  | { readonly kind: 'turned-away'; readonly sentence: string; readonly next: string }
  | { readonly kind: 'unreadable'; readonly sentence: string };

type InboxDecision = readonly (InboxEvent | DecidedEvent)[];
type Known = ReadonlyMap<IssueKey, PrescriptionState>;

const arrive = (arrival: Arrival, known: Known, seen: Set<IssueKey>, attended: boolean): InboxDecision => {
  if (arrival.kind === 'quarantined')
    return [
      {
        type: 'script.quarantined',
        source: arrival.source,
        shortId: arrival.shortId,
        sentence: arrival.sentence,
      },
    ];
  const { prescription, source } = arrival;
  const { key, releaseResponseId } = prescription;
  if (seen.has(key)) return [];
  seen.add(key);
  const here = known.get(key);
  if (here === undefined) return [{ type: 'prescription.received', key, prescription, source, attended }];
  if (here.custody.kind === 'ours-unconfirmed') return confirmByScript(here, prescription, source);
  // [INB-3] The same answer once more, after a re-send or a restart: nothing new.
  // What lies in its pack has not arrived, though the pack may bear the reference of this very release.
  if (here.custody.kind !== 'sealed' && here.prescription.releaseResponseId === releaseResponseId) return [];
  return [
    { type: 'prescription.received-again', key, source, releaseResponseId, prescription },
    ...oursAfterAll(here, prescription),
  ];
};

/** How often a lost release is asked for, with the same id and bytes, before a person is told. */
export const resendLimit = 5;

/** [INB-2] What surely asked for nothing, as in an outage, uses up nothing. */
const isUsedUp = ({ attempts, notAsked = 0 }: Release): boolean => attempts - notAsked >= resendLimit;

const inDoubt = (
  { requestId }: Release,
  dueAt: number,
  because?: 'unreadable' | 'not-asked',
): InboxDecision => [
  { type: 'release.in-doubt', requestId, dueAt: asInstant(dueAt), ...(because ? { because } : {}) },
];

const againAt = ({ attempts }: Release, now: Instant, chance: number, afterMs: number | undefined): number =>
  Math.max(now + 5_000, nextAttemptAt(now, attempts + 3, chance, afterMs));

const afterFailure = (
  release: Release,
  now: Instant,
  chance: number,
  afterMs: number | undefined,
  because?: 'unreadable',
): InboxDecision =>
  isUsedUp(release)
    ? [{ type: 'release.lost', requestId: release.requestId }]
    : inDoubt(release, againAt(release, now, chance, afterMs), because);

const settle = (release: Release, outcome: ReleaseOutcome): InboxEvent => ({
  type: 'release.settled',
  requestId: release.requestId,
  outcome,
});

/** Settles a request; what was released offline under its id hears the Spine's word (DSK-10, DSK-11). */
const conclude = (
  release: Release,
  outcome: ReleaseOutcome,
  ofThisId: readonly PrescriptionState[],
): InboxDecision => [
  settle(release, outcome),
  ...(release.shortId === undefined ? [] : reconcile(ofThisId, askedAs(outcome))),
];

/** [INB-9] "With another dispenser" that names ourselves: it hangs on the way to us. */
const refusedAs = (answer: Extract<ReleaseAnswer, { kind: 'refused' }>, ods: string): ReleaseOutcome =>
  answer.holder?.ods.toUpperCase() === ods.toUpperCase()
    ? {
        ...answer,
        stuck: true,
        sentence: 'The Spine says this script is with us, but it is not here: it hangs on the way.',
        next: 'Ask again in a while. If it stays, call the supplier with its id, or the prescriber for a new script.',
      }
    : answer;

/**
 * [INB-4] After a re-send a refusal proves nothing about the first request, unless it is about the very script
 * that was asked for: what the first one brought may still be with us.
 */
const saysNothing = (release: Release, code: string): boolean =>
  hasEarlier(release) && (release.shortId === undefined || !isAboutTheScript(code));

type AnswerContext = {
  readonly now: Instant;
  readonly chance: number;
  readonly attended: boolean;
  readonly known: Known;
  /** Our own ODS code. */
  readonly ods: string;
  /** For a request by id: the scripts of that id that were here at any time. */
  readonly ofThisId: readonly PrescriptionState[];
};

/** How often an answer that nobody can read is asked for again. */
const unreadableAgain = 2;

/**
 * [INB-8] Cut or garbled: the same request may bring it whole; if not, it is kept raw for a person. Only answers that
 * came count; an attempt without one was no answer that could not be read.
 */
const onUnreadable = (release: Release, sentence: string, context: AnswerContext): InboxDecision => {
  if ((release.unreadable ?? 0) < unreadableAgain && !isUsedUp(release))
    return afterFailure(release, context.now, context.chance, undefined, 'unreadable');
  const seq = release.progress.kind === 'answered' ? release.progress.answerSeq : release.intentSeq;
  return [
    { type: 'script.quarantined', source: { seq, path: '' }, shortId: release.shortId ?? '', sentence },
    { type: 'release.lost', requestId: release.requestId },
  ];
};

/** [INB-11] Nothing was asked for; but an earlier attempt without an answer stays in doubt. */
const onTurnedAway = (
  release: Release,
  { sentence, next }: { readonly sentence: string; readonly next: string },
  now: Instant,
): InboxDecision =>
  hasEarlier(release)
    ? inDoubt(release, now + 30_000, 'not-asked')
    : [settle(release, { kind: 'refused', code: '401', sentence, next })];

/**
 * [INB-1] [INB-4] What an answer means. Scripts arrive one by one, so that one bad entry harms no other.
 * A re-sent request that brings nothing does not prove that the first brought nothing: it stays in doubt.
 */
export const decideOnAnswer = (
  release: Release,
  answer: ReleaseAnswer,
  context: AnswerContext,
): InboxDecision => {
  switch (answer.kind) {
    case 'arrivals': {
      const seen = new Set<IssueKey>();
      const events = answer.arrivals.flatMap((arrival) =>
        arrive(arrival, context.known, seen, context.attended),
      );
      const count = (type: string) => events.filter((event) => event.type === type).length;
      const received = count('prescription.received');
      const quarantined = count('script.quarantined');
      const again = answer.arrivals.length - received - quarantined;
      const missed = context.ofThisId.filter((state) => !seen.has(state.prescription.key));
      return [...events, ...conclude(release, { kind: 'scripts', received, again, quarantined }, missed)];
    }
    case 'no-more':
      return hasEarlier(release)
        ? [{ type: 'release.lost', requestId: release.requestId }]
        : [settle(release, { kind: 'no-more' })];
    case 'refused':
      return saysNothing(release, answer.code)
        ? afterFailure(release, context.now, context.chance, undefined)
        : conclude(release, refusedAs(answer, context.ods), context.ofThisId);
    case 'retry-later':
      return answer.mayHaveArrived
        ? afterFailure(release, context.now, context.chance, answer.afterMs)
        : inDoubt(release, againAt(release, context.now, context.chance, answer.afterMs), 'not-asked');
    case 'turned-away':
      return onTurnedAway(release, answer, context.now);
    case 'unreadable':
      return onUnreadable(release, answer.sentence, context);
    default:
      return assertNever(answer);
  }
};

type SilentFact = { readonly kind: 'unreachable'; readonly reason: string } | { readonly kind: 'timed-out' };

/** [INB-2] No answer: surely not sent, or in doubt and due again with the same id and bytes. */
export const decideOnSilence = (
  release: Release,
  fact: SilentFact,
  context: { readonly now: Instant; readonly chance: number },
): InboxDecision => {
  const firstNeverLeft = !hasEarlier(release) && fact.kind === 'unreachable' && surelyNotSent(fact.reason);
  if (firstNeverLeft)
    return [
      settle(release, {
        kind: 'not-sent',
        sentence: 'The broker could not be reached; nothing was asked for.',
      }),
    ];
  if (fact.kind === 'unreachable' && surelyNotSent(fact.reason))
    // An outage is no proof of loss: wait for the broker without using up the re-sends.
    return inDoubt(release, context.now + 30_000, 'not-asked');
  return afterFailure(release, context.now, context.chance, undefined);
};
