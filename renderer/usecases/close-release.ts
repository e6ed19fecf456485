import { decideClose, type CloseRelease } from '../domain/inbox/close';
import type { CommandReply } from './commands';
import { carryOut } from './carry-out';
import type { Deps } from './deps';
import { signedOut } from './signed-in';

/** [INB-10] Closes a download in doubt, in the name of the person signed in. */
export const closeRelease = async (
  deps: Deps,
  { requestId, reason }: CloseRelease,
): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const release = (await deps.store.openReleases()).find((one) => one.requestId === requestId);
  const decision = decideClose(release, reason, { user });
  if (decision.kind === 'refused') return decision;
  return carryOut(deps, user, { ...decision, sentence: 'Closed, in your name. Its log keeps the reason.' });
};
