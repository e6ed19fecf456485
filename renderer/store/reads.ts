import { liveQuery } from 'dexie';
import type { Quarantined } from '../domain/inbox/model';
import { inOrder } from '../domain/outbox/model';
import type { User } from '../domain/users/model';
import type {
  MessageRow,
  PrescriptionView,
  Reads,
  WorklistPage,
  WorklistQuery,
  WorklistRow,
} from '../usecases/views';
import type { CollectionName, CollectionStates, ListQuery } from '../usecases/collections';
import { openListRows } from './collections/list-reads';
import { openDetails, readDetails } from './details';
import { peopleOf } from './people';
import type { Database, ListRow, ScriptRow, StoredMessage } from './schema';
import { collectionId, nonceBytes, scriptId, unseal, unsealAll, type StoreKeys } from './sealing';

type Live = <Row, Value>(
  query: () => Promise<Row>,
  open: (row: Row) => Promise<Value>,
  onValue: (value: Value) => void,
) => () => void;

/** Repeats a query after every change and opens what it found; only the newest result is handed on. */
const liveWith =
  (onDamaged: () => void): Live =>
  (query, open, onValue) => {
    let latest = 0;
    const subscription = liveQuery(query).subscribe({
      next: (row) => {
        const mine = (latest += 1);
        void open(row)
          .then((value) => {
            if (mine === latest) onValue(value);
          })
          .catch(() => {
            // What does not open any more is damaged, unless nobody wants it.
            if (mine === latest) onDamaged();
          });
      },
      // The disk does not give it. Dexie keeps silent about an index that was closed: another is opened then.
      error: onDamaged,
    });
    return () => {
      latest = -1;
      subscription.unsubscribe();
    };
  };

type Parts = { readonly db: Database; readonly keys: StoreKeys; readonly live: Live };

/** Subscribes once an id is known, unless nobody wants it any more by then. */
const later = (id: Promise<string>, subscribe: (id: string) => () => void): (() => void) => {
  let ended = false;
  let end = () => undefined as void;
  void id.then((known) => {
    if (!ended) end = subscribe(known);
  });
  return () => {
    ended = true;
    end();
  };
};

const cursorOf = (row: ScriptRow, all: boolean): string => `${all ? row.newest : row.order}|${row.id}`;

const afterCursor = (after: string | undefined): readonly [number, string] => {
  const [place, id] = (after ?? '').split('|');
  return after === undefined ? [-Infinity, ''] : [Number(place), id ?? ''];
};

/** [STO-8] A page by key, never by offset: the hundred-thousandth row costs what the first does. */
const pageRows = (db: Database, { tab, limit, after }: WorklistQuery): Promise<ScriptRow[]> => {
  const [place, id] = afterCursor(after);
  const range =
    tab === 'all'
      ? db.scripts.where('[newest+id]').between([place, id], [Infinity, '\uffff'], false)
      : db.scripts.where('[tab+order+id]').between([tab, place, id], [tab, Infinity, '\uffff'], false);
  return range.limit(limit + 1).toArray();
};

const readScript = (
  { db, keys, live }: Parts,
  id: string,
  onValue: (view: PrescriptionView | undefined) => void,
): (() => void) =>
  live(
    async () => {
      const row = await db.scripts.get(id);
      return Promise.all([
        readDetails(db, row ? [row] : []),
        db.messages.where('script').equals(id).toArray(),
      ]);
    },
    async ([held, rows]): Promise<PrescriptionView | undefined> => {
      const [detail] = await openDetails(keys, held);
      if (!detail) return undefined;
      const { state } = detail;
      const opened = await unsealAll<MessageRow>(keys, 'messages', rows);
      return { state, messages: opened.map(({ message }) => message).sort(inOrder) };
    },
    onValue,
  );

const scriptsOf = (db: Database, rows: readonly StoredMessage[]): Promise<(ScriptRow | undefined)[]> =>
  db.scripts.bulkGet(rows.map(({ script }) => script));

/** [OUT-20] Whether the script of a message that waits for its confirmation is in conflict; others are not opened. */
const openMessages = async (
  keys: StoreKeys,
  stored: readonly StoredMessage[],
  scripts: readonly (ScriptRow | undefined)[],
): Promise<readonly MessageRow[]> => {
  const rows = await unsealAll<MessageRow>(keys, 'messages', stored);
  return Promise.all(
    rows.map(async (row, i): Promise<MessageRow> => {
      const script = scripts[i];
      if (row.message.awaits === undefined || !script) return row;
      const [summary] = await unsealAll<WorklistRow>(keys, 'scripts', [script]);
      return summary?.hold === 'conflict' ? { ...row, inConflict: true } : row;
    }),
  );
};

/** The lists beside the worklist. */
const listReads = ({ db, keys, live }: Parts): Pick<Reads, 'messages' | 'quarantined' | 'claims'> => ({
  messages: (which, onValue) =>
    live(
      async () => {
        const rows = await db.messages
          .where('[state+seq]')
          .between([which, -Infinity], [which, Infinity])
          .limit(200)
          .toArray();
        return { rows, scripts: which === 'open' ? await scriptsOf(db, rows) : [] };
      },
      ({ rows, scripts }) => openMessages(keys, rows, scripts),
      onValue,
    ),
  quarantined: (onValue) =>
    live(
      () => db.quarantine.orderBy('seq').reverse().limit(200).toArray(),
      (rows) => unsealAll<Quarantined>(keys, 'quarantine', rows),
      onValue,
    ),
  claims: (limit, onValue) =>
    live(
      () => db.scripts.orderBy('claimDue').limit(limit).toArray(),
      (rows) => unsealAll<WorklistRow>(keys, 'scripts', rows),
      onValue,
    ),
});

/** [STO-8] A page of a sealed list, found by its key. */
const pageOfList = (
  db: Database,
  table: CollectionName,
  { tab, limit, between: [from, to] = [-Infinity, Infinity], after }: ListQuery,
): Promise<ListRow[]> => {
  const [place, id] = after === undefined ? [from, ''] : afterCursor(after);
  const rows = db.listRows(table);
  const range =
    tab === undefined
      ? rows.where('[order+id]').between([place, id], [to, '\uffff'], false)
      : rows.where('[tab+order+id]').between([tab, place, id], [tab, to, '\uffff'], false);
  return range.limit(limit + 1).toArray();
};

/** A seal's nonce is its own, so a row that was not written again is not opened again, and stays the same value. */
const openOnce = <T extends CollectionName>(keys: StoreKeys, table: T) => {
  const openRow = async (row: ListRow) => unseal<CollectionStates[T]>(keys, table, row.id, row.sealed);
  let held = new Map<string, ReturnType<typeof openRow>>();
  return (rows: readonly ListRow[]): Promise<CollectionStates[T][]> => {
    held = new Map(
      rows.map((row) => {
        const name = `${row.id} ${row.sealed.subarray(0, nonceBytes).join()}`;
        return [name, held.get(name) ?? openRow(row)];
      }),
    );
    return Promise.all(held.values());
  };
};

const sealedLists = ({ db, keys, live }: Parts): Pick<Reads, 'list' | 'one'> => ({
  list: (table, query, onValue) => {
    const open = openOnce(keys, table);
    return live(
      () => pageOfList(db, table, query),
      async (rows) => {
        const shown = rows.slice(0, query.limit);
        const last = shown.at(-1);
        const next = rows.length > query.limit && last ? `${last.order}|${last.id}` : undefined;
        return { rows: await open(shown), next };
      },
      onValue,
    );
  },
  one: (table, id, onValue) =>
    later(collectionId(keys, table, id), (rowId) =>
      live(
        () => db.listRows(table).get(rowId),
        async (row) => row && (await openListRows(keys, table, [row]))[0],
        onValue,
      ),
    ),
});

/** Live reads of the index, for the screen. It writes nothing; `onDamaged` hears of what cannot be read or does not open. */
export const makeReads = (db: Database, keys: StoreKeys, onDamaged: () => void = () => undefined): Reads => {
  const live = liveWith(onDamaged);
  const parts: Parts = { db, keys, live };
  return {
    worklist: (query, onValue) =>
      live(
        () => pageRows(db, query),
        async (rows): Promise<WorklistPage> => {
          const shown = rows.slice(0, query.limit);
          const last = shown.at(-1);
          const next = rows.length > query.limit && last ? cursorOf(last, query.tab === 'all') : undefined;
          return { rows: await unsealAll<WorklistRow>(keys, 'scripts', shown), next };
        },
        onValue,
      ),
    prescription: (key, onValue) => later(scriptId(keys, key), (id) => readScript(parts, id, onValue)),
    ...listReads(parts),
    ...sealedLists(parts),
    people: (onValue) =>
      live(
        () => db.users.toArray(),
        async (rows) => peopleOf(await unsealAll<User>(keys, 'users', rows)),
        onValue,
      ),
  };
};
