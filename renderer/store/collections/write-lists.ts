import type { CollectionName } from '../../usecases/collections';
import type { Batch, HeldState } from '../batch';
import { bump, type Deltas } from '../counters';
import type { Database, ListRow } from '../schema';
import { collectionId, collectionLink, seal, type StoreKeys } from '../sealing';
import type { Collection, Collections } from './collection';
import { eachCollection } from './fold-collections';

export type ListRows = ReadonlyMap<CollectionName, readonly ListRow[]>;

const sealOne = async (
  keys: StoreKeys,
  table: CollectionName,
  list: Collection<unknown>,
  [id, { state }]: readonly [id: string, HeldState],
): Promise<ListRow> => {
  const { tab, order, links = [] } = list.place(state);
  const row = await collectionId(keys, table, id);
  return {
    id: row,
    tab,
    order,
    links: await Promise.all(links.map((link) => collectionLink(keys, table, link))),
    sealed: await seal(keys, table, row, state),
  };
};

/** Seals every state that a batch changed, before the transaction opens. */
export const sealLists = async (
  keys: StoreKeys,
  batch: Batch,
  collections: Collections,
): Promise<ListRows> => {
  const rows = new Map<CollectionName, readonly ListRow[]>();
  for (const [table, list] of eachCollection(collections)) {
    const changed = [...(batch.lists.get(table) ?? [])].filter(([, { touched }]) => touched);
    if (changed.length === 0) continue;
    rows.set(table, await Promise.all(changed.map((held) => sealOne(keys, table, list, held))));
  }
  return rows;
};

/** Within the transaction: writes the rows and notes how the numbers of their tabs change. */
export const putLists = async (db: Database, rows: ListRows, deltas: Deltas): Promise<void> => {
  for (const [table, changed] of rows) {
    const before = await db.listRows(table).bulkGet(changed.map(({ id }) => id));
    for (const [i, row] of changed.entries()) {
      const old = before[i];
      if (old) bump(deltas, `${table}/${old.tab}`, -1);
      bump(deltas, `${table}/${row.tab}`, 1);
    }
    await db.listRows(table).bulkPut([...changed]);
  }
};
