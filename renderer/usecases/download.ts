import { decideOnAnswer, decideOnSilence } from '../domain/inbox/decide';
import { releaseSubject } from '../domain/inbox/evolve';
import type { Release } from '../domain/inbox/model';
import type { Actor } from '../domain/kernel/context';
import { asRequestId, type PrescriptionId, type RequestId } from '../domain/kernel/ids';
import { asInstant, type Instant } from '../domain/kernel/instant';
import type { PrescriptionState } from '../domain/prescriptions/model';
import { writeRelease } from '../domain/fhir/write-release';
import { catchUp, commit } from './commit';
import { programName, type Deps } from './deps';
import { actorOf } from '../domain/users/decide';
import type { AttemptFact, SendRequest, SendResult } from './ports';
import { readAnswer } from './read-answer';

/** What the inbox does next. One release at a time (INB-5). */
export type ReleaseStep =
  | { readonly kind: 'send'; readonly request: SendRequest }
  /** An answer from before a restart waits to be read. */
  | { readonly kind: 'read'; readonly requestId: RequestId; readonly answerSeq: number }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'cannot'; readonly sentence: string };

const nobody = 'Nobody is registered here yet, and EPS wants to know who asks. Add a pharmacist first.';
const noRoom =
  'Less than 512 MB are free on the disk, so nothing is downloaded. Make room, then download again.';

/** Who is named in the request: the person signed in, or for an unattended download the first pharmacist here. */
const asker = async (deps: Deps): Promise<Actor | undefined> => {
  const current = deps.who.current();
  if (current) return current;
  const users = await deps.store.loadUsers();
  const user =
    users.find((one) => one.role === 'pharmacist' && one.active) ?? users.find((one) => one.active);
  return user && actorOf(user);
};

const encode = (message: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(message));

const newRequest = async (deps: Deps, shortId: PrescriptionId | undefined): Promise<ReleaseStep> => {
  if (!(await deps.journal.status()).hasRoom) return { kind: 'cannot', sentence: noRoom };
  const actor = await asker(deps);
  if (!actor) return { kind: 'cannot', sentence: nobody };
  const current = deps.who.current();
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
      roleProfileId: deps.who.current()?.roleProfileId,
      attempt: release.attempts + 1,
      bytesInJournal: true,
    },
  };
};

/** [INB-2] [INB-5] An unfinished release goes first; only then is a new one asked for. */
export const planRelease = async (deps: Deps, shortId: PrescriptionId | undefined): Promise<ReleaseStep> => {
  const open = (await deps.store.openReleases()).filter((release) => release.progress.kind !== 'lost');
  for (const release of open) {
    const { progress } = release;
    if (progress.kind === 'answered')
      return { kind: 'read', requestId: release.requestId, answerSeq: progress.answerSeq };
    if (progress.kind === 'in-doubt' && progress.dueAt > deps.clock.now())
      return { kind: 'wait', until: progress.dueAt };
    if (progress.kind === 'asked' || progress.kind === 'in-doubt') return sendAgain(deps, release);
  }
  return newRequest(deps, shortId);
};

const findRelease = async (deps: Deps, requestId: RequestId): Promise<Release | undefined> =>
  (await deps.store.openReleases()).find((release) => release.requestId === requestId);

type Answered = Extract<AttemptFact, { kind: 'answered' }>;

const settleAnswer = async (
  deps: Deps,
  release: Release,
  fact: Answered,
  answerSeq: number,
): Promise<SettledRelease> => {
  const answer = readAnswer(fact, answerSeq);
  const keys =
    answer.kind === 'arrivals'
      ? answer.arrivals.flatMap((a) => (a.kind === 'script' ? [a.prescription.key] : []))
      : [];
  const states = await deps.store.loadPrescriptions(keys);
  const known = new Map(
    keys.flatMap((key, i): [typeof key, PrescriptionState][] => {
      const state = states[i];
      return state ? [[key, state]] : [];
    }),
  );
  const events = decideOnAnswer(release, answer, {
    now: deps.clock.now(),
    chance: deps.chance(),
    attended: deps.who.current() !== undefined,
    known,
    ods: deps.site.ods,
  });
  const refusal = await commit(
    deps,
    programName,
    events.map((event) => ({ event })),
  );
  if (refusal) return { kind: 'stuck', sentence: refusal.sentence };
  return conclude(events);
};

export type SettledRelease =
  | { readonly kind: 'more'; readonly received: number; readonly quarantined: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'in-doubt'; readonly until: Instant }
  | { readonly kind: 'stuck'; readonly sentence: string };

const conclude = (events: ReturnType<typeof decideOnAnswer>): SettledRelease => {
  for (const event of events) {
    if (event.type === 'release.in-doubt') return { kind: 'in-doubt', until: event.dueAt };
    if (event.type === 'release.lost')
      return { kind: 'stuck', sentence: 'An answer was lost. Up to 25 scripts may be with us and unseen.' };
    if (event.type === 'release.settled') {
      const { outcome } = event;
      if (outcome.kind === 'scripts')
        return { kind: 'more', received: outcome.received, quarantined: outcome.quarantined };
      if (outcome.kind === 'no-more') return { kind: 'empty' };
      return {
        kind: 'stuck',
        sentence: 'next' in outcome ? `${outcome.sentence} ${outcome.next}` : outcome.sentence,
      };
    }
  }
  return { kind: 'empty' };
};

/** Takes in what one attempt came to; its intent and answer are in the journal already. */
export const settleRelease = async (
  deps: Deps,
  request: SendRequest,
  result: SendResult,
): Promise<SettledRelease> => {
  await catchUp(deps);
  const { fact } = result;
  if (fact.kind === 'refused-locally') return { kind: 'stuck', sentence: fact.sentence };
  const release = await findRelease(deps, request.requestId);
  if (!release) return { kind: 'empty' };
  if (fact.kind === 'answered' && result.answerSeq !== undefined)
    return settleAnswer(deps, release, fact, result.answerSeq);
  if (fact.kind === 'answered')
    return { kind: 'stuck', sentence: 'The answer could not be written to the journal.' };
  const events = decideOnSilence(release, fact, { now: result.at, chance: deps.chance() });
  const refusal = await commit(
    deps,
    programName,
    events.map((event) => ({ event })),
  );
  return refusal ? { kind: 'stuck', sentence: refusal.sentence } : conclude(events);
};

/** Reads an answer that was in the journal when the program stopped. */
export const readStoredAnswer = async (
  deps: Deps,
  requestId: RequestId,
  answerSeq: number,
): Promise<SettledRelease> => {
  const release = await findRelease(deps, requestId);
  const entry = await deps.journal.readOne(answerSeq);
  if (!release || !entry) return { kind: 'empty' };
  return settleAnswer(deps, release, factOfEntry(entry.data, entry.bytes), answerSeq);
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

/** Text of a body, or undefined where its bytes are no UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** [INB-6] The floor between polls after an empty answer. */
const emptyAnswerPauseMs = 120_000;
export const afterPause = (at: Instant): Instant => asInstant(at + emptyAnswerPauseMs);
