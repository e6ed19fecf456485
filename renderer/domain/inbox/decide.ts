import { isAboutTheScript } from '../fhir/codes/about-the-script';
import { assertNever } from '../kernel/assert-never';
import type { IssueKey } from '../kernel/ids';
import type { Instant } from '../kernel/instant';
import { surelyNotSent } from '../outbox/backoff';
import { reconcile } from '../desk/reconcile';
import type { DecidedEvent } from '../prescriptions/commands';
import type { PrescriptionState } from '../prescriptions/model';
import { afterFailure, givenUp, lost, notAsked } from './again';
import { keptMs, type Arrivals, type ReleaseAnswer } from './answer';
import { arrive, type Known } from './arrive';
import { askedAs } from './asked';
import { hasEarlier, isLost } from './evolve';
import type { InboxEvent } from './events';
import type { Release, ReleaseOutcome } from './model';

type InboxDecision = readonly (InboxEvent | DecidedEvent)[];

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
 * [INB-8] Cut or garbled: the same request may bring it whole; if not, it is kept raw for a person, once. Only answers
 * that came count; an attempt without one was no answer that could not be read.
 */
const onUnreadable = (release: Release, sentence: string, { now, chance }: AnswerContext): InboxDecision => {
  const before = release.unreadable ?? 0;
  const tried = { now, chance, because: 'unreadable' } as const;
  if (before < unreadableAgain) return afterFailure(release, tried);
  const seq = release.progress.kind === 'answered' ? release.progress.answerSeq : release.intentSeq;
  const source = { seq, path: '' };
  const kept = { type: 'script.quarantined', source, shortId: release.shortId ?? '', sentence } as const;
  return [...(before === unreadableAgain ? [kept] : []), ...lost(release, tried)];
};

/** [INB-11] Nothing was asked for; but an earlier attempt without an answer stays in doubt. */
const onTurnedAway = (
  release: Release,
  { sentence, next }: { readonly sentence: string; readonly next: string },
  context: AnswerContext,
): InboxDecision =>
  hasEarlier(release)
    ? notAsked(release, context)
    : [settle(release, { kind: 'refused', code: '401', sentence, next })];

/**
 * [INB-4] Whether scripts that came lift the doubt about the attempts before. Soon after, the broker knows the request
 * by its id; hours later it may have forgotten it, and give what came since: then only an answer that was made before
 * is the one that was lost.
 */
const liftsDoubt = (release: Release, { arrivals, made }: Arrivals): boolean =>
  !hasEarlier(release) ||
  release.settledBefore !== undefined ||
  (arrivals.length > 0 &&
    (!isLost(release) || release.shortId !== undefined || (made?.agoMs ?? 0) >= keptMs));

/** [INB-1] Scripts arrive one by one, so that one bad entry harms no other. */
const onArrivals = (release: Release, answer: Arrivals, context: AnswerContext): InboxDecision => {
  const seen = new Set<IssueKey>();
  // Only what was asked for before may have been answered before.
  const made = hasEarlier(release) ? answer.made : undefined;
  const events = answer.arrivals.flatMap((arrival) => arrive(arrival, made, context, seen));
  if (!liftsDoubt(release, answer)) return [...events, ...givenUp(release)];
  const count = (type: string) => events.filter((event) => event.type === type).length;
  const received = count('prescription.received');
  const quarantined = count('script.quarantined');
  const again = answer.arrivals.length - received - quarantined;
  const missed = context.ofThisId.filter((state) => !seen.has(state.prescription.key));
  return [...events, ...conclude(release, { kind: 'scripts', received, again, quarantined }, missed)];
};

/**
 * [INB-4] What an answer means. A re-sent request that brings nothing does not prove that the first brought nothing:
 * it stays in doubt.
 */
export const decideOnAnswer = (
  release: Release,
  answer: ReleaseAnswer,
  context: AnswerContext,
): InboxDecision => {
  const { now, chance } = context;
  // It was settled before: only scripts are news.
  if (release.settledBefore && answer.kind !== 'arrivals') return [settle(release, release.settledBefore)];
  switch (answer.kind) {
    case 'arrivals':
      return onArrivals(release, answer, context);
    case 'no-more':
      return hasEarlier(release) ? givenUp(release) : [settle(release, { kind: 'no-more' })];
    case 'refused':
      return saysNothing(release, answer.code)
        ? afterFailure(release, { now, chance })
        : conclude(release, refusedAs(answer, context.ods), context.ofThisId);
    case 'retry-later': {
      const tried = { now, chance, afterMs: answer.afterMs };
      return afterFailure(release, answer.mayHaveArrived ? tried : { ...tried, because: 'not-asked' });
    }
    case 'turned-away':
      return onTurnedAway(release, answer, context);
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
  if (release.settledBefore) return [settle(release, release.settledBefore)];
  const neverLeft = fact.kind === 'unreachable' && surelyNotSent(fact.reason);
  if (neverLeft && !hasEarlier(release))
    return [
      settle(release, {
        kind: 'not-sent',
        sentence: 'The broker could not be reached; nothing was asked for.',
      }),
    ];
  return neverLeft ? notAsked(release, context) : afterFailure(release, context);
};
