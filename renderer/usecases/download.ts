import { isAnsweredBeside } from '../domain/desk/model';
import { askedAs } from '../domain/inbox/asked';
import { turnedUp } from '../domain/inbox/close';
import { decideOnAnswer, decideOnSilence, type ReleaseAnswer } from '../domain/inbox/decide';
import { releaseSubject } from '../domain/inbox/evolve';
import type { Release } from '../domain/inbox/model';
import type { Actor } from '../domain/kernel/context';
import { asRequestId, type IssueKey, type PrescriptionId, type RequestId } from '../domain/kernel/ids';
import { asInstant, type Instant } from '../domain/kernel/instant';
import { evolvePrescription } from '../domain/prescriptions/evolve';
import type { PrescriptionState } from '../domain/prescriptions/model';
import { writeRelease } from '../domain/fhir/write-release';
import { catchUp, commit } from './commit';
import { withComparison } from './compare-scripts';
import { programName, type Deps } from './deps';
import { actorOf, withPhone } from '../domain/users/decide';
import { pairsHear } from './pairs-hear';
import type { AttemptFact, SendRequest, SendResult } from './ports';
import { readAnswer } from './read-answer';
import { decodeUtf8 } from './utf8';

/** What the inbox does next. One release at a time (INB-5). */
export type ReleaseStep =
  | { readonly kind: 'send'; readonly request: SendRequest }
  /** An answer from before a restart waits to be read. */
  | { readonly kind: 'read'; readonly requestId: RequestId; readonly answerSeq: number }
  | { readonly kind: 'wait'; readonly until: Instant }
  /** Nothing is queued, and no nominated download is wanted. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'cannot'; readonly sentence: string };

const nobody = 'Nobody is registered here yet, and EPS wants to know who asks. Add a pharmacist first.';
const noRoom =
  'Less than 512 MB are free on the disk, so nothing is downloaded. Make room, then download again.';

/** [USR-9] The person who may speak to EPS. Without one the nominated download goes unattended. */
const speaker = (deps: Deps): Actor | undefined => (deps.speaks() ? deps.who.current() : undefined);

/** Who is named in the request: the person signed in, or for an unattended download the first pharmacist here. */
const asker = async (deps: Deps): Promise<Actor | undefined> => {
  const current = speaker(deps);
  if (current) return current;
  const users = await deps.store.loadUsers();
  const user =
    users.find((one) => one.role === 'pharmacist' && one.active) ?? users.find((one) => one.active);
  return user && withPhone(actorOf(user), deps.site);
};

const encode = (message: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(message));

const newRequest = async (deps: Deps, shortId: PrescriptionId | undefined): Promise<ReleaseStep> => {
  if (!(await deps.journal.status()).hasRoom) return { kind: 'cannot', sentence: noRoom };
  const actor = await asker(deps);
  if (!actor) return { kind: 'cannot', sentence: nobody };
  const current = speaker(deps);
  const body = encode(writeRelease({ site: deps.site, actor, ...(shortId ? { shortId } : {}) }));
  return {
    kind: 'send',
    request: {
      operation: 'release',
      requestId: asRequestId(deps.ids.newId()),
      subject: releaseSubject(current !== undefined, shortId),
      by: current?.name ?? programName,
      body,
      sha256: await deps.hash.sha256Hex(body),
      roleProfileId: current?.roleProfileId,
      attempt: 1,
      bytesInJournal: false,
    },
  };
};

const sendAgain = async (deps: Deps, release: Release): Promise<ReleaseStep> => {
  const intent = await deps.journal.readOne(release.intentSeq);
  if (!intent?.bytes)
    return {
      kind: 'cannot',
      sentence: 'The journal no longer holds the last request. Check the journal in Settings.',
    };
  return {
    kind: 'send',
    request: {
      operation: 'release',
      requestId: release.requestId,
      subject: intent.subject,
      by: intent.by,
      body: intent.bytes,
      sha256: release.sha256,
      // The same request: a person's stays a person's, the program's own stays its own.
      roleProfileId: release.attended ? speaker(deps)?.roleProfileId : undefined,
      attempt: release.attempts + 1,
      bytesInJournal: true,
    },
  };
};

/** Rows that were put off stand last in their group, so a few of the first tell whether one is due. */
const firstFew = 8;

/** [DSK-13] The id to be asked for next: what was released offline first, then the queue. Needs a person. */
const nextAsked = async (deps: Deps): Promise<PrescriptionId | undefined> => {
  if (deps.kind === 'companion' || !speaker(deps)) return undefined;
  const now = deps.clock.now();
  const unconfirmed = await deps.store.loadTab('desk', 'unconfirmed', firstFew);
  // Of those that EPS would not confirm, the first to be asked again stands first.
  const refused = await deps.store.loadTab('desk', 'needs-person', 1);
  const due = [...unconfirmed, ...refused.filter(isAnsweredBeside)].find(
    (row) => row.unconfirmed !== undefined && row.unconfirmed.askAt <= now,
  );
  if (due) return due.id;
  const [queued] = await deps.store.loadTab('desk', 'waiting', 1);
  return queued?.custody.kind === 'queued' ? queued.id : undefined;
};

/** [INB-2] [INB-5] [DSK-13] An unfinished release goes first, then what is asked for by id, then the nominated. */
export const planRelease = async (
  deps: Deps,
  wanted: { readonly nominated: boolean; readonly byId: boolean } = { nominated: true, byId: true },
): Promise<ReleaseStep> => {
  const open = (await deps.store.openReleases()).filter((release) => release.progress.kind !== 'lost');
  // What lies in the journal already is read first, in the order of asking.
  const rank = ({ progress }: Release): number => (progress.kind === 'answered' ? 0 : 1);
  for (const release of [...open].sort((a, b) => rank(a) - rank(b) || a.intentSeq - b.intentSeq)) {
    const { progress } = release;
    if (progress.kind === 'answered')
      return { kind: 'read', requestId: release.requestId, answerSeq: progress.answerSeq };
    if (progress.kind === 'in-doubt' && progress.dueAt > deps.clock.now())
      return { kind: 'wait', until: progress.dueAt };
    if (progress.kind === 'asked' || progress.kind === 'in-doubt') return sendAgain(deps, release);
  }
  const shortId = wanted.byId ? await nextAsked(deps) : undefined;
  return shortId !== undefined || wanted.nominated ? newRequest(deps, shortId) : { kind: 'idle' };
};

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
        ? { kind: 'stuck', sentence: 'The answer could not be written to the journal.' }
        : { kind: 'answer', requestId, answer: readAnswer(fact, answerSeq, at) };
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

/** The next nominated request after one that brought scripts; nothing where another person sits here by now. */
export const requestAfter = (deps: Deps, request: SendRequest): SendRequest | undefined =>
  speaker(deps)?.roleProfileId === request.roleProfileId
    ? { ...request, requestId: asRequestId(deps.ids.newId()), attempt: 1, bytesInJournal: false }
    : undefined;

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
  | { readonly kind: 'empty' }
  | { readonly kind: 'in-doubt'; readonly until: Instant }
  | { readonly kind: 'stuck'; readonly sentence: string };

const conclude = (events: Decided, byId: boolean): SettledRelease => {
  for (const event of events) {
    if (event.type === 'release.in-doubt') return { kind: 'in-doubt', until: event.dueAt };
    if (event.type === 'release.lost')
      return { kind: 'stuck', sentence: 'An answer was lost. Up to 25 scripts may be with us and unseen.' };
    if (event.type === 'release.settled') {
      const { outcome } = event;
      if (outcome.kind === 'scripts')
        return { kind: 'more', received: outcome.received, quarantined: outcome.quarantined };
      if (outcome.kind === 'no-more') return { kind: 'empty' };
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
    return refusal
      ? { kind: 'stuck', sentence: refusal.sentence }
      : conclude(decided[i] ?? [], releaseOf(attempt)?.shortId !== undefined);
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
  const answer = readAnswer(factOfEntry(entry.data, entry.bytes), answerSeq, entry.at);
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

/** [INB-6] The floor between polls after an empty answer. */
const emptyAnswerPauseMs = 120_000;
export const afterPause = (at: Instant): Instant => asInstant(at + emptyAnswerPauseMs);
