import { decideCloseUnusable, type CloseUnusable } from '../../domain/inbox/close';
import type { CommandReply } from '../commands';
import { carryOut } from '../carry-out';
import type { Deps } from '../deps';
import { signedOut } from '../signed-in';

/** [INB-21] Takes what could not be used from the list, in the name of the person signed in. */
export const closeUnusable = async (deps: Deps, { keptId, reason }: CloseUnusable): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const decision = decideCloseUnusable(await deps.store.loadKept(keptId), reason, { user });
  if (decision.kind === 'refused') return decision;
  return carryOut(deps, user, {
    ...decision,
    sentence: 'Closed, in your name. It stays in the journal as it came, with what was done about it.',
  });
};
