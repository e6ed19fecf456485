import type { DecideContext } from '../kernel/context';
import type { DomainEvent } from '../events';
import { shortIdOfKey, type PrescriptionId, type RequestId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import type { Role } from '../users/model';
import { needRole } from '../users/need-role';
import type { InboxEvent } from './events';
import { isLost } from './evolve';
import type { Quarantined, Release } from './model';
import { mayAsk } from './plan';

/** [INB-10] [INB-21] Who closes what may leave a patient without medicine. */
const closers: readonly Role[] = ['pharmacist', 'manager'];

/** A person closes downloads whose answers were lost, and says why. */
export type CloseRelease = {
  readonly kind: 'CloseRelease';
  readonly requestId: RequestId;
  /** Others that are closed with it, for the same reason. */
  readonly also?: readonly RequestId[];
  readonly reason: string;
};

/** [INB-15] It does not go again by itself while the person who asked is not signed in. */
const awaitsItsPerson = (release: Release, context: Pick<DecideContext, 'user'>): boolean =>
  release.progress.kind === 'in-doubt' && !mayAsk(release, context.user);

/** [INB-10] Only a named pharmacist or manager closes a lost download, with the reason. */
export const decideClose = (
  release: Release | undefined,
  reason: string,
  { user }: Pick<DecideContext, 'user'>,
): { readonly kind: 'decided'; readonly events: readonly InboxEvent[] } | Refusal => {
  const refusal = needRole(user, closers, 'Closing a download in doubt');
  if (refusal) return refusal;
  if (!release || !(isLost(release) || awaitsItsPerson(release, { user })))
    return refuse(
      'NotLost',
      'INB-10',
      'This download is not waiting for a person.',
      'A request without an answer is sent again by itself.',
    );
  if (reason.trim() === '')
    return refuse(
      'ReasonMissing',
      'INB-10',
      'Whoever closes this says why.',
      'Write how you know that no script is missing, or who looks for them.',
    );
  return {
    kind: 'decided',
    events: [{ type: 'release.closed', requestId: release.requestId, reason: reason.trim() }],
  };
};

/** A person says what became of a prescription that came and could not be used. */
export type CloseUnusable = {
  readonly kind: 'CloseUnusable';
  readonly keptId: string;
  readonly reason: string;
};

/** [INB-21] Only a named pharmacist or manager, with what was done about it. */
export const decideCloseUnusable = (
  kept: Quarantined | undefined,
  reason: string,
  { user }: Pick<DecideContext, 'user'>,
): { readonly kind: 'decided'; readonly events: readonly InboxEvent[] } | Refusal => {
  const refusal = needRole(user, closers, 'Closing a prescription that could not be used', 'INB-21');
  if (refusal) return refusal;
  if (!kept)
    return refuse(
      'NotKept',
      'INB-21',
      'This one is not on the list any more.',
      'It came as it should be meanwhile, or somebody else closed it.',
    );
  if (reason.trim() === '')
    return refuse(
      'ReasonMissing',
      'INB-21',
      'Whoever closes this says what was done about it.',
      'Write whom you called, and how the patient has the medicine.',
    );
  return {
    kind: 'decided',
    events: [
      {
        type: 'script.quarantine-closed',
        ...{ keptId: kept.id, shortId: kept.shortId, reason: reason.trim() },
      },
    ],
  };
};

const bringers = ['prescription.received', 'prescription.received-again', 'prescription.confirmed'] as const;
type Brought = Extract<DomainEvent, { type: (typeof bringers)[number] }>;
const isBrought = (event: DomainEvent): event is Brought => bringers.some((type) => type === event.type);

/** [INB-12] A script that was asked for by its id without an answer, and came by another way, is unseen no more. */
export const turnedUp = (open: Iterable<Release>, events: readonly DomainEvent[]): readonly InboxEvent[] => {
  const here = new Set<PrescriptionId>(events.filter(isBrought).map(({ key }) => shortIdOfKey(key)));
  return [...open].flatMap(({ requestId, shortId, progress }): readonly InboxEvent[] =>
    (progress.kind === 'lost' || progress.kind === 'in-doubt') && shortId !== undefined && here.has(shortId)
      ? [
          {
            type: 'release.settled',
            requestId,
            outcome: { kind: 'scripts', received: 0, again: 1, quarantined: 0 },
          },
        ]
      : [],
  );
};
