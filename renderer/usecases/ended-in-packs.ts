import { endedSince } from '../domain/desk/ended-in-pack';
import { commitMany } from './commit';
import { programName, type Deps } from './deps';
import type { InTurn } from './import-to-desk';

/**
 * [DSK-18] A prescription that has ended while it lay in its pack shows it without being scanned. All rows are read
 * while other work goes on, and those that have ended once more in turn: a later pack may have come meanwhile.
 */
export const showEndsInPacks = async (deps: Deps, inTurn: InTurn): Promise<void> => {
  const now = deps.clock.now();
  const ended = endedSince(await deps.store.loadTab('desk', 'to-scan'), now).map(({ id }) => id);
  if (ended.length === 0) return;
  await inTurn(async () => {
    const rows = (await deps.store.loadFromList('desk', ended)).filter((row) => row !== undefined);
    const facts = endedSince(rows, now).map((event) => ({ event }));
    // Where it cannot be written now, the next day or the scan says it.
    if (facts.length > 0) await commitMany(deps, programName, facts);
  });
};
