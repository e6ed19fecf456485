import { decideClose, type CloseRelease } from '../../domain/inbox/close';
import type { InboxEvent } from '../../domain/inbox/events';
import type { CommandReply } from '../commands';
import { carryOut } from '../carry-out';
import type { Deps } from '../deps';
import { signedOut } from '../signed-in';

/** [INB-10] Closes downloads in doubt, all or none, in the name of the person signed in. */
export const closeRelease = async (
  deps: Deps,
  { requestId, also = [], reason }: CloseRelease,
): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const open = await deps.store.openReleases();
  const events: InboxEvent[] = [];
  for (const id of new Set([requestId, ...also])) {
    const release = open.find((one) => one.requestId === id);
    const decision = decideClose(release, reason, { user });
    if (decision.kind === 'refused') return decision;
    events.push(...decision.events);
  }
  const what =
    events.length === 1
      ? 'Closed, in your name. Its log keeps'
      : `${events.length} closed, in your name. Their log keeps`;
  return carryOut(deps, user, { kind: 'decided', events, sentence: `${what} the reason.` });
};
