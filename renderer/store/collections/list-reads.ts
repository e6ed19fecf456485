import type { DeskRow } from '../../domain/desk/model';
import type { CollectionName, CollectionStates } from '../../usecases/collections';
import type { StorePort } from '../../usecases/ports';
import type { Known } from '../known-ids';
import type { Database, ListRow } from '../schema';
import { collectionId, collectionLink, unsealAll, type StoreKeys } from '../sealing';

/** Opens rows of one list. */
export const openListRows = <T extends CollectionName>(
  keys: StoreKeys,
  table: T,
  rows: readonly ListRow[],
): Promise<CollectionStates[T][]> => unsealAll(keys, table, rows);

type ListReads = Pick<StorePort, 'surelyEmpty' | 'loadFromList' | 'loadTab' | 'findByLink'>;

type Parts = {
  readonly db: Database;
  readonly keys: StoreKeys;
  readonly emptyLists: Known['emptyLists'];
  readonly deskRow: (id: string) => DeskRow | undefined;
};

/** The sealed lists as use cases read them; what is in memory or surely is not there is not looked for. */
export const listReads = ({ db, keys, emptyLists, deskRow }: Parts): ListReads => ({
  surelyEmpty: (table) => emptyLists.has(table),
  loadFromList: async <T extends CollectionName>(table: T, ids: readonly string[]) => {
    const held = table === 'desk' ? ids.map(deskRow) : [];
    // The desk's own rows, for the desk alone.
    if (ids.every((_, i) => held[i])) return held as (CollectionStates[T] | undefined)[];
    const rowIds = await Promise.all(ids.map((id) => collectionId(keys, table, id)));
    const rows = await db.listRows(table).bulkGet(rowIds);
    return Promise.all(rows.map(async (row) => row && (await openListRows(keys, table, [row]))[0]));
  },
  loadTab: async (table, tab, limit) => {
    const range = db
      .listRows(table)
      .where('[tab+order+id]')
      .between([tab, -Infinity, ''], [tab, Infinity, '\uffff']);
    return openListRows(keys, table, await (limit === undefined ? range : range.limit(limit)).toArray());
  },
  findByLink: async (table, link) => {
    if (emptyLists.has(table)) return [];
    const rows = await db
      .listRows(table)
      .where('links')
      .equals(await collectionLink(keys, table, link))
      .toArray();
    return openListRows(keys, table, rows);
  },
});
