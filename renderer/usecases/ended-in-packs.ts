import { endedSince } from '../domain/desk/ended-in-pack';
import { commit } from './commit';
import { programName, type Deps } from './deps';
import type { InTurn } from './import-to-desk';

/**
 * [DSK-18] A prescription that has ended while it lay in its pack shows it without being scanned. The rows are read
 * while other work goes on: one that is released meanwhile stays released.
 */
export const showEndsInPacks = async (deps: Deps, inTurn: InTurn): Promise<void> => {
  const events = endedSince(await deps.store.loadTab('desk', 'to-scan'), deps.clock.now());
  if (events.length === 0) return;
  const facts = events.map((event) => ({ event }));
  // Where it cannot be written now, the next day or the scan says it.
  await inTurn(() => commit(deps, programName, facts));
};
