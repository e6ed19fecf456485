import { assertNever } from '../kernel/assert-never';
import { asPrescriptionId, type PrescriptionId } from '../kernel/ids';
import type { BrokerAnswer, BrokerIntent, Place } from '../broker-entries';
import type { InboxEvent, ReleaseEvent } from './events';
import type { Release, ReleaseOutcome, ReleaseProgress } from './model';

/** A request of which scripts may be with us and unseen. */
type Unseen = Release & { readonly progress: Exclude<ReleaseProgress, { kind: 'settled' }> };

type Closed = Extract<InboxEvent, { type: 'release.closed' }>;
type AboutRelease = (ReleaseEvent | BrokerIntent | BrokerAnswer) & Place;

/**
 * Subject of the journal's entries about a release: `release|attended|24F5DA-A83008-7EFE6Z`. Main knows the nominated
 * download that needs nobody by it (BRK-3).
 */
export const releaseSubject = (attended: boolean, shortId: string | undefined): string =>
  `release|${attended ? 'attended' : 'unattended'}|${shortId ?? ''}`;

/** The id that such a subject asks for; undefined where it asks for none. */
export const shortIdOfRelease = (subject: string): PrescriptionId | undefined => {
  const [what, , shortId] = subject.split('|');
  return what === 'release' && shortId ? asPrescriptionId(shortId) : undefined;
};

const openRelease = (event: BrokerIntent & Place): Release => {
  const [, attended] = event.subject.split('|');
  const shortId = shortIdOfRelease(event.subject);
  return {
    requestId: event.requestId,
    ...(shortId ? { shortId } : {}),
    attended: attended === 'attended',
    ...(attended === 'attended' ? { askedBy: event.by } : {}),
    ...(event.roleProfileId === undefined ? {} : { roleProfileId: event.roleProfileId }),
    intentSeq: event.seq,
    sha256: event.sha256,
    attempts: 1,
    progress: { kind: 'asked', sinceAt: event.at },
  };
};

const firstAskedAt = (release: Release, fallback: Place): Place['at'] =>
  'sinceAt' in release.progress ? release.progress.sinceAt : fallback.at;

const closedBy = ({ by, reason }: Closed & Place): ReleaseOutcome => ({
  kind: 'unreadable',
  sentence: `Closed by ${by}: ${reason}`,
});

const progressAfter = (
  state: Release,
  event: Exclude<AboutRelease, BrokerIntent & Place>,
): ReleaseProgress => {
  switch (event.type) {
    case 'broker.answer':
      return event.fact === 'answered'
        ? { kind: 'answered', answerSeq: event.seq, at: event.at, sinceAt: firstAskedAt(state, event) }
        : state.progress;
    case 'release.in-doubt':
      return { kind: 'in-doubt', sinceAt: firstAskedAt(state, event), dueAt: event.dueAt };
    case 'release.lost': {
      const { again } = event;
      const next = again ? { again: { ...again, triedAt: event.at } } : {};
      return { kind: 'lost', sinceAt: firstAskedAt(state, event), ...next };
    }
    case 'release.closed':
      return { kind: 'settled', at: event.at, outcome: closedBy(event) };
    case 'release.settled':
      return { kind: 'settled', at: event.at, outcome: event.outcome };
    default:
      return assertNever(event);
  }
};

/** [INB-2] [INB-8] What counts against a limit, and what does not. */
const counted = (state: Release, event: AboutRelease): Release => {
  if (event.type !== 'release.in-doubt' && event.type !== 'release.lost') return state;
  const next: Release = event.type === 'release.lost' ? { ...state, lost: true } : state;
  if (event.because === 'not-asked') return { ...next, notAsked: (state.notAsked ?? 0) + 1 };
  return event.because === 'unreadable' ? { ...next, unreadable: (state.unreadable ?? 0) + 1 } : next;
};

/** An answer, or a further attempt, after it was settled: what comes of it is taken in all the same. */
const reopened = (state: Release): Release =>
  state.progress.kind === 'settled' ? { ...state, settledBefore: state.progress.outcome } : state;

/** Folds main's intent and answer and our own conclusions into one request for prescriptions. */
export const evolveRelease = (state: Release | undefined, event: AboutRelease): Release | undefined => {
  if (event.type === 'broker.intent') {
    if (state === undefined) return openRelease(event);
    return {
      ...reopened(state),
      attempts: state.attempts + 1,
      progress: { kind: 'asked', sinceAt: firstAskedAt(state, event) },
    };
  }
  if (state === undefined) return state;
  // An answer that lies in the journal is read, whoever closes what it answers.
  if (event.type === 'release.closed' && state.progress.kind === 'answered')
    return { ...state, settledBefore: closedBy(event) };
  const isAnswer = event.type === 'broker.answer' && event.fact === 'answered';
  if (state.progress.kind === 'settled' && !isAnswer) return state;
  return { ...counted(reopened(state), event), progress: progressAfter(state, event) };
};

/** [INB-10] Lost, also while it is asked for once more: a person may close it. */
export const isLost = ({ lost, progress }: Release): boolean => lost === true || progress.kind === 'lost';

/** [INB-4] Whether an attempt before this one may have brought scripts. */
export const hasEarlier = ({ attempts, notAsked = 0 }: Release): boolean => attempts - notAsked > 1;

/**
 * [INB-4] Whether it may have brought scripts that nobody has seen: what surely asked for nothing brings nothing. One
 * that is being asked for again is as doubtful as it was until its answer was taken in.
 */
export const mayBeUnseen = (release: Release): release is Unseen => {
  switch (release.progress.kind) {
    case 'asked':
    case 'answered':
      return hasEarlier(release) && release.settledBefore === undefined;
    case 'in-doubt':
      return release.attempts > (release.notAsked ?? 0);
    case 'lost':
      return true;
    case 'settled':
      return false;
  }
};
