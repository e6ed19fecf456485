import { askedAs } from '../../domain/inbox/asked';
import type { ReleaseAnswer } from '../../domain/inbox/answer';
import { turnedUp } from '../../domain/inbox/close';
import { decideOnAnswer, decideOnSilence } from '../../domain/inbox/decide';
import { isLost } from '../../domain/inbox/evolve';
import type { Release } from '../../domain/inbox/model';
import type { IssueKey, PrescriptionId, RequestId } from '../../domain/kernel/ids';
import type { Instant } from '../../domain/kernel/instant';
import { evolvePrescription } from '../../domain/prescriptions/evolve';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { catchUp, commit } from '../commit';
import { withComparison } from '../registers/compare-scripts';
import { programName, type Deps } from '../deps';
import { pairsHear } from '../registers/pairs-hear';
import type { AttemptFact, SendRequest, SendResult } from '../ports';
import { readAnswer } from '../read-answer';
import { decodeUtf8 } from '../utf8';

type Answered = Extract<AttemptFact, { kind: 'answered' }>;
type Silent = Exclude<AttemptFact, Answered | { kind: 'refused-locally' }>;

/** What one attempt came to, read as far as that needs nothing but itself. */
export type ReadAttempt =
  | { readonly kind: 'answer'; readonly requestId: RequestId; readonly answer: ReleaseAnswer }
  | {
      readonly kind: 'silence';
      readonly requestId: RequestId;
      readonly fact: Silent;
      readonly at: Instant;
    }
  | { readonly kind: 'stuck'; readonly sentence: string };

/** Reads an attempt; pure, so that it needs no turn in the engine's queue. */
export const readAttempt = ({ requestId }: SendRequest, { fact, at, answerSeq }: SendResult): ReadAttempt => {
  switch (fact.kind) {
    case 'refused-locally':
      return { kind: 'stuck', sentence: fact.sentence };
    case 'answered':
      return answerSeq === undefined
        ? {
            kind: 'stuck',
            sentence:
              'The answer could not be written to the journal, so the same request goes again. See that the disk is connected and has room.',
          }
        : { kind: 'answer', requestId, answer: readAnswer(fact, answerSeq, at, requestId) };
    case 'unreachable':
    case 'timed-out':
      return { kind: 'silence', requestId, fact, at };
  }
};

/** [INB-5] Whether an attempt surely brought scripts and lies whole in the journal: then the next may be asked for. */
export const surelyBroughtScripts = ({ fact, answerSeq }: SendResult): boolean =>
  fact.kind === 'answered' &&
  answerSeq !== undefined &&
  fact.status === 200 &&
  fact.headers['x-holdfast-cut'] === undefined &&
  /^\s*\{[^[]{0,200}"Parameters"/.test(fact.bodyText ?? '');

type Known = Map<IssueKey, PrescriptionState>;
/** For requests by id: the scripts of that id that were here at any time. */
type OfThisId = ReadonlyMap<RequestId, readonly PrescriptionState[]>;
type Decided = ReturnType<typeof decideOnAnswer>;

const keysIn = (attempts: readonly ReadAttempt[]): readonly IssueKey[] => [
  ...new Set(
    attempts.flatMap((one) =>
      one.kind === 'answer' && one.answer.kind === 'arrivals'
        ? one.answer.arrivals.flatMap((a) => (a.kind === 'script' ? [a.prescription.key] : []))
        : [],
    ),
  ),
];

const loadKnown = async (deps: Deps, attempts: readonly ReadAttempt[]): Promise<Known> => {
  const keys = keysIn(attempts);
  const states = await deps.store.loadPrescriptions(keys);
  const known: Known = new Map();
  for (const [i, key] of keys.entries()) {
    const state = states[i];
    if (state) known.set(key, state);
  }
  return known;
};

const loadOfThisId = async (deps: Deps, releases: readonly Release[]): Promise<OfThisId> => {
  const found = new Map<RequestId, readonly PrescriptionState[]>();
  for (const { requestId, shortId } of releases)
    if (shortId !== undefined) found.set(requestId, await deps.store.findByShortId(shortId));
  return found;
};

/** What was decided on one answer is known to the next of the same batch. */
const learn = (known: Known, events: Decided, now: Instant): void => {
  for (const event of events)
    if (
      event.type === 'prescription.received' ||
      event.type === 'prescription.received-again' ||
      event.type === 'prescription.confirmed' ||
      event.type === 'prescription.conflicted'
    ) {
      const place = { at: now, by: programName, seq: 'source' in event ? event.source.seq : 0 };
      const state = evolvePrescription(known.get(event.key), { ...event, ...place });
      if (state) known.set(event.key, state);
    }
};

type Around = { readonly known: Known; readonly ofThisId: OfThisId };

const decideOn = (
  deps: Deps,
  release: Release,
  attempt: ReadAttempt,
  { known, ofThisId }: Around,
): Decided => {
  const now = deps.clock.now();
  const chance = deps.chance();
  switch (attempt.kind) {
    case 'stuck':
      return [];
    case 'silence':
      return decideOnSilence(release, attempt.fact, { now: attempt.at, chance });
    case 'answer': {
      const attended = deps.who.current() !== undefined;
      const events = decideOnAnswer(release, attempt.answer, {
        now,
        chance,
        attended,
        known,
        ods: deps.site.ods,
        ofThisId: ofThisId.get(release.requestId) ?? [],
      });
      learn(known, events, now);
      return events;
    }
  }
};

export type SettledRelease =
  | { readonly kind: 'more'; readonly received: number; readonly quarantined: number }
  /** The Spine said how it stands with the one script that was asked for; others may follow. */
  | { readonly kind: 'told'; readonly sentence: string }
  /** `sentence`: nothing more, and what was lost before stays so. */
  | { readonly kind: 'empty'; readonly sentence?: string }
  | { readonly kind: 'in-doubt'; readonly until: Instant }
  /** From now on a person is told that scripts may be unseen. */
  | { readonly kind: 'lost'; readonly sentence: string }
  /** [INB-13] What was lost was asked for once more, and is lost still. `received`: what came in its place. */
  | {
      readonly kind: 'still-lost';
      readonly received: number;
      readonly quarantined: number;
      readonly answered: boolean;
    }
  | { readonly kind: 'stuck'; readonly sentence: string };

const unseenWords = ({ shortId }: Release): string =>
  shortId === undefined
    ? 'An answer was lost. Up to 25 scripts may be with us and unseen.'
    : `The answer about ${shortId} was lost. It may be with us and unseen.`;

const countOf = (events: Decided, type: Decided[number]['type']): number =>
  events.filter((event) => event.type === type).length;

const broughtNothing = (answer: ReleaseAnswer): boolean =>
  answer.kind === 'no-more' || (answer.kind === 'arrivals' && answer.arrivals.length === 0);

const onLost = (events: Decided, release: Release, attempt: ReadAttempt): SettledRelease => {
  const answer = attempt.kind === 'answer' ? attempt.answer : undefined;
  if (answer && broughtNothing(answer)) return { kind: 'empty', sentence: unseenWords(release) };
  if (!isLost(release)) return { kind: 'lost', sentence: unseenWords(release) };
  return {
    kind: 'still-lost',
    received: countOf(events, 'prescription.received'),
    quarantined: countOf(events, 'script.quarantined'),
    answered: answer?.kind === 'arrivals',
  };
};

const conclude = (events: Decided, release: Release, attempt: ReadAttempt): SettledRelease => {
  const byId = release.shortId !== undefined;
  for (const event of events) {
    if (event.type === 'release.in-doubt') return { kind: 'in-doubt', until: event.dueAt };
    if (event.type === 'release.lost') return onLost(events, release, attempt);
    if (event.type === 'release.settled') {
      const { outcome } = event;
      if (outcome.kind === 'scripts')
        return { kind: 'more', received: outcome.received, quarantined: outcome.quarantined };
      if (outcome.kind === 'no-more')
        return byId
          ? { kind: 'told', sentence: 'The Spine had nothing for this id. Ask again.' }
          : { kind: 'empty' };
      const sentence = 'next' in outcome ? `${outcome.sentence} ${outcome.next}` : outcome.sentence;
      const aboutIt = byId && askedAs(outcome).kind !== 'put-off';
      return { kind: aboutIt ? 'told' : 'stuck', sentence };
    }
  }
  return { kind: 'empty' };
};

/** [RSU-22] The scripts that were asked for by their id, of which the Spine has just said something. */
const askedAlone = (
  attempts: readonly ReadAttempt[],
  releaseOf: (attempt: ReadAttempt) => Release | undefined,
): readonly PrescriptionId[] => attempts.flatMap((attempt) => releaseOf(attempt)?.shortId ?? []);

/** Takes in what attempts came to, in their order and in one commit; intents and answers are in the journal already. */
export const settleReleases = async (
  deps: Deps,
  attempts: readonly ReadAttempt[],
): Promise<readonly SettledRelease[]> => {
  await catchUp(deps);
  const open = new Map((await deps.store.openReleases()).map((one) => [one.requestId, one]));
  const releaseOf = (attempt: ReadAttempt): Release | undefined =>
    attempt.kind === 'stuck' ? undefined : open.get(attempt.requestId);
  const around: Around = {
    known: await loadKnown(deps, attempts),
    ofThisId: await loadOfThisId(
      deps,
      attempts.flatMap((one) => releaseOf(one) ?? []),
    ),
  };
  const decided = attempts.map((attempt): Decided => {
    const release = releaseOf(attempt);
    return release ? decideOn(deps, release, attempt, around) : [];
  });
  const events = decided.flat();
  const all = [...events, ...turnedUp(open.values(), events)];
  const refusal = await commit(deps, programName, await withComparison(deps, all));
  if (!refusal) for (const id of askedAlone(attempts, releaseOf)) await pairsHear(deps, id);
  return attempts.map((attempt, i) => {
    if (attempt.kind === 'stuck') return attempt;
    if (refusal) return { kind: 'stuck', sentence: refusal.sentence };
    const release = releaseOf(attempt);
    return release ? conclude(decided[i] ?? [], release, attempt) : { kind: 'empty' };
  });
};

/** Reads an answer that was in the journal when the program stopped. */
export const readStoredAnswer = async (
  deps: Deps,
  requestId: RequestId,
  answerSeq: number,
): Promise<SettledRelease> => {
  const entry = await deps.journal.readOne(answerSeq);
  if (!entry) return { kind: 'empty' };
  const answer = readAnswer(factOfEntry(entry.data, entry.bytes), answerSeq, entry.at, requestId);
  const [settled] = await settleReleases(deps, [{ kind: 'answer', requestId, answer }]);
  return settled ?? { kind: 'empty' };
};

const factOfEntry = (data: unknown, bytes: Uint8Array | undefined): Answered => {
  // Written by main's broker under `broker.answer` version 1.
  const { fact } = data as { fact: { status: number; headers: Record<string, string> } };
  return {
    kind: 'answered',
    status: fact.status,
    headers: fact.headers,
    bodyText: decodeUtf8(bytes ?? new Uint8Array()),
  };
};
