import { endedSince } from '../../domain/desk/ended-in-pack';
import type { DeskRow } from '../../domain/desk/model';
import { asFacts, commitMany } from '../commit';
import { programName, type Deps, type InTurn } from '../deps';
import { settleOpenPairs } from '../registers/pairs-hear';

/**
 * [DSK-18] A prescription that has ended while it lay in its pack shows it without being scanned. Of `rows` that were
 * read before, those that have ended are read once more in turn: a later pack may have come meanwhile.
 */
export const showEndsInPacks = async (
  deps: Deps,
  rows: readonly DeskRow[],
  inTurn: InTurn,
): Promise<void> => {
  const now = deps.clock.now();
  const ended = endedSince(rows, now).map(({ id }) => id);
  if (ended.length === 0) return;
  await inTurn(async () => {
    const still = (await deps.store.loadFromList('desk', ended)).filter((row) => row !== undefined);
    const facts = asFacts(endedSince(still, now));
    // Where it cannot be written now, the next day or the scan says it.
    if (facts.length > 0) await commitMany(deps, programName, facts);
    await settleOpenPairs(deps);
  });
};
