import { decideClose, type CloseRelease } from '../domain/inbox/close';
import { refuse } from '../domain/kernel/refusal';
import type { CommandReply } from './commands';
import { commit } from './commit';
import type { Deps } from './deps';

/** [INB-10] Closes a download in doubt, in the name of the person signed in. */
export const closeRelease = async (
  deps: Deps,
  { requestId, reason }: CloseRelease,
): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return refuse('SignedOut', 'USR-1', 'Nobody is signed in.', 'Sign in, then do it again.');
  const release = (await deps.store.openReleases()).find((one) => one.requestId === requestId);
  const decision = decideClose(release, reason, { user });
  if (decision.kind === 'refused') return decision;
  const facts = decision.events.map((event) => ({ event }));
  const refusal = await commit(deps, user.name, facts);
  return refusal ?? { kind: 'done', sentence: 'Closed, in your name. Its log keeps the reason.' };
};
