import type { DecideContext } from '../kernel/context';
import type { RequestId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../prescriptions/allowed';
import type { InboxEvent } from './events';
import type { Release } from './model';

/** A person closes a download whose answer was lost, and says why. */
export type CloseRelease = {
  readonly kind: 'CloseRelease';
  readonly requestId: RequestId;
  readonly reason: string;
};

/** [INB-10] Only a named pharmacist or manager closes a lost download, with the reason; nothing closes it by itself. */
export const decideClose = (
  release: Release | undefined,
  reason: string,
  { user }: Pick<DecideContext, 'user'>,
): { readonly kind: 'decided'; readonly events: readonly InboxEvent[] } | Refusal => {
  const refusal = needRole(user, ['pharmacist', 'manager'], 'Closing a download in doubt');
  if (refusal) return refusal;
  if (release?.progress.kind !== 'lost')
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
