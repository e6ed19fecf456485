import type { Quarantined } from '../domain/inbox/model';
import type { Batch } from './batch';
import type { Detail } from './details';
import type { Database } from './schema';
import { unsealAll, type StoreKeys } from './sealing';

/** What could not be used and is needed no more: rows of the index, and of this very batch. */
export type CameRight = { readonly stored: readonly string[]; readonly batch: ReadonlySet<string> };

/** From which entry on a usable script of an id is here. Issues of a repeat share theirs, so none speaks for another. */
const cameAt = (details: readonly Detail[]): ReadonlyMap<string, number> =>
  new Map(
    details.flatMap(({ state: { prescription }, seqs: [first] }) =>
      first === undefined || prescription.issues > 1 ? [] : [[prescription.shortId, first]],
    ),
  );

/** [INB-1] [INB-21] `details`: scripts that the batch brings for the first time. */
export const cameRight = async (
  db: Database,
  keys: StoreKeys,
  { quarantined, closed }: Batch,
  details: readonly Detail[],
): Promise<CameRight> => {
  const came = cameAt(details);
  const isRight = ({ id, shortId, source }: Quarantined): boolean =>
    closed.has(id) || (came.get(shortId) ?? -1) > source.seq;
  const nothingGoes = (came.size === 0 && closed.size === 0) || (await db.quarantine.count()) === 0;
  const rows = nothingGoes ? [] : await db.quarantine.toArray();
  const stored = await unsealAll<Quarantined>(keys, 'quarantine', rows);
  return {
    stored: stored.filter(isRight).map(({ id }) => id),
    batch: new Set(quarantined.filter(isRight).map(({ id }) => id)),
  };
};
