import { isAnsweredBeside, isToBeAsked } from '../../domain/desk/model';
import { writeRelease } from '../../domain/fhir/write-release';
import { decideOnInterrupted } from '../../domain/inbox/again';
import type { Door } from '../../domain/inbox/door';
import { releaseSubject } from '../../domain/inbox/evolve';
import type { Release } from '../../domain/inbox/model';
import { dueAtOf, planReleases, type PlanContext } from '../../domain/inbox/plan';
import type { Actor } from '../../domain/kernel/context';
import { asRequestId, type PrescriptionId, type RequestId } from '../../domain/kernel/ids';
import type { Instant } from '../../domain/kernel/instant';
import type { Refusal } from '../../domain/kernel/refusal';
import { actorOf, withPhone } from '../../domain/users/decide';
import { catchUp, commit } from '../commit';
import { programName, type Deps } from '../deps';
import type { Entry, SendRequest } from '../ports';

/** What the inbox does next. One release at a time (INB-5). */
export type ReleaseStep =
  /** `alone`: the next may only be asked for once the answer to this one was read. */
  | { readonly kind: 'send'; readonly request: SendRequest; readonly alone: boolean }
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

/** [INB-18] What goes through the door for the program alone names nobody and has nobody behind it. */
const askedBy = (deps: Deps, actor: Actor, apart: boolean) => {
  const current = speaker(deps);
  return apart
    ? { attended: false, named: {}, roleProfileId: undefined, door: { door: 'unattended' as const } }
    : {
        attended: current !== undefined,
        named: { actor },
        roleProfileId: current?.roleProfileId,
        door: {},
      };
};

const newRequest = async (
  deps: Deps,
  shortId: PrescriptionId | undefined,
  { alone, door }: { readonly alone: boolean; readonly door: Door },
): Promise<ReleaseStep> => {
  if (!(await deps.journal.status()).hasRoom) return { kind: 'cannot', sentence: noRoom };
  const actor = await asker(deps);
  if (!actor) return { kind: 'cannot', sentence: nobody };
  const by = askedBy(deps, actor, door === 'unattended' && shortId === undefined);
  const body = encode(writeRelease({ site: deps.site, ...by.named, ...(shortId ? { shortId } : {}) }));
  return {
    kind: 'send',
    alone: alone || shortId !== undefined,
    request: {
      operation: 'release',
      requestId: asRequestId(deps.ids.newId()),
      subject: releaseSubject(by.attended, shortId),
      by: speaker(deps)?.name ?? programName,
      body,
      sha256: await deps.hash.sha256Hex(body),
      roleProfileId: by.roleProfileId,
      ...by.door,
      attempt: 1,
      bytesInJournal: false,
    },
  };
};

/** Whether a request went through the door for the program alone, as its intent says; written by main's broker. */
const wasApart = ({ data }: Entry): boolean =>
  typeof data === 'object' && data !== null && 'path' in data && String(data.path).endsWith('-unattended');

const sendAgain = async (deps: Deps, release: Release): Promise<ReleaseStep> => {
  const intent = await deps.journal.readOne(release.intentSeq);
  if (!intent?.bytes) {
    // It can never be asked again, so it holds nothing up; a person is told, and closes it.
    const { requestId } = release;
    await commit(deps, programName, [{ event: { type: 'release.lost', requestId } }]);
    return {
      kind: 'cannot',
      sentence: 'The journal no longer holds the last request. Check the journal in Settings.',
    };
  }
  return {
    kind: 'send',
    alone: true,
    request: {
      operation: 'release',
      requestId: release.requestId,
      subject: intent.subject,
      by: intent.by,
      body: intent.bytes,
      sha256: release.sha256,
      // The same request: a person's stays a person's, the program's own stays its own.
      roleProfileId: release.attended ? speaker(deps)?.roleProfileId : undefined,
      ...(wasApart(intent) ? { door: 'unattended' as const } : {}),
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
  const refused = await deps.store.loadTab('desk', 'needs-person', firstFew);
  const due = [...unconfirmed, ...refused.filter(isAnsweredBeside)].find((row) => isToBeAsked(row, now));
  if (due) return due.id;
  const [queued] = await deps.store.loadTab('desk', 'waiting', 1);
  return queued?.custody.kind === 'queued' ? queued.id : undefined;
};

/** What is wanted of the next step, and what the runner has seen of the broker. */
export type Wanted = {
  readonly nominated: boolean;
  readonly byId: boolean;
  /** Where nominated scripts are asked for; the common one if not said. */
  readonly door?: Door;
  /** Requests that this computer could not send again just now. */
  readonly skip?: ReadonlySet<RequestId>;
} & Seen;

/** What the runner has seen. */
export type Seen = Omit<PlanContext, 'now' | 'roleProfileId'>;

const contextOf = (deps: Deps, seen: Seen): PlanContext => ({
  ...seen,
  now: deps.clock.now(),
  roleProfileId: speaker(deps)?.roleProfileId,
});

/** [INB-2] Nothing is on its way while the next step is planned: what was asked for then was interrupted. */
const noteInterrupted = async (deps: Deps): Promise<Refusal | undefined> => {
  const now = deps.clock.now();
  const asked = (await deps.store.openReleases()).filter(({ progress }) => progress.kind === 'asked');
  const events = asked.flatMap((release) => decideOnInterrupted(release, now));
  return commit(
    deps,
    programName,
    events.map((event) => ({ event })),
  );
};

/**
 * [INB-2] [INB-5] [DSK-13] An unfinished release goes first, then what is asked for by id, then the nominated. To be
 * called while none is on its way.
 */
export const planRelease = async (
  deps: Deps,
  wanted: Wanted = { nominated: true, byId: true },
): Promise<ReleaseStep> => {
  await catchUp(deps);
  const refusal = await noteInterrupted(deps);
  if (refusal) return { kind: 'cannot', sentence: refusal.sentence };
  const open = (await deps.store.openReleases()).filter(({ requestId }) => !wanted.skip?.has(requestId));
  const plan = planReleases(open, contextOf(deps, wanted));
  switch (plan.kind) {
    case 'read':
      return { kind: 'read', requestId: plan.release.requestId, answerSeq: plan.answerSeq };
    case 'again':
      return sendAgain(deps, plan.release);
    case 'wait':
      return plan;
    case 'free': {
      const shortId = wanted.byId ? await nextAsked(deps) : undefined;
      if (shortId === undefined && !wanted.nominated) return { kind: 'idle' };
      return shortId === undefined && plan.newAt > deps.clock.now()
        ? { kind: 'wait', until: plan.newAt }
        : newRequest(deps, shortId, { alone: plan.alone, door: wanted.door ?? 'common' });
    }
  }
};

/** When open requests are due, by themselves. */
export const releasesDueAt = async (deps: Deps, seen: Seen): Promise<readonly Instant[]> => {
  const context = contextOf(deps, seen);
  return (await deps.store.openReleases()).flatMap((release) => dueAtOf(release, context) ?? []);
};

/** The next nominated request after one that brought scripts; nothing where another person sits here by now. */
export const requestAfter = (deps: Deps, request: SendRequest): SendRequest | undefined =>
  request.door !== undefined || speaker(deps)?.roleProfileId === request.roleProfileId
    ? { ...request, requestId: asRequestId(deps.ids.newId()), attempt: 1, bytesInJournal: false }
    : undefined;
