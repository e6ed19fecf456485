import type { Quarantined, Release } from '../domain/inbox/model';
import type { IssueKey } from '../domain/kernel/ids';
import type { Message } from '../domain/outbox/model';
import type { PrescriptionState } from '../domain/prescriptions/model';
import type { User } from '../domain/users/model';
import type { StorePort } from '../usecases/ports';
import type { MessageRow, WorklistRow } from '../usecases/views';
import { readCounters } from './counters';
import { projectEntries, type Projected } from './projection';
import type { Database, DetailRow, StoredMessage } from './schema';
import { scriptId, shortIdIndex, unseal, type StoreKeys } from './sealing';

type Parts = {
  readonly db: Database;
  readonly keys: StoreKeys;
  readonly lastSeq: number;
  readonly onProjected: (projected: Projected) => void;
};

/** Last entry that an index contains; 0 when it is new. */
export const readLastSeq = async (db: Database): Promise<number> =>
  (await db.meta.get('lastSeq'))?.value ?? 0;

/** The index as use cases know it. */
export const makeStore = ({ db, keys, lastSeq: first, onProjected }: Parts): StorePort => {
  let lastSeq = first;
  const open = <T>(table: string, row: { readonly id: string; readonly sealed: Uint8Array }): Promise<T> =>
    unseal<T>(keys, table, row.id, row.sealed);
  const openAll = <T>(table: string, rows: readonly { readonly id: string; readonly sealed: Uint8Array }[]) =>
    Promise.all(rows.map((row) => open<T>(table, row)));
  const stateOf = async (row: DetailRow | undefined): Promise<PrescriptionState | undefined> =>
    row && open<PrescriptionState>('details', row);
  const messageOf = async (row: StoredMessage): Promise<Message> =>
    (await open<MessageRow>('messages', row)).message;
  const detailsOf = async (issueKeys: readonly IssueKey[]) =>
    db.details.bulkGet(await Promise.all(issueKeys.map((key) => scriptId(keys, key))));
  const inState = (state: 'open' | 'parked') =>
    db.messages.where('[state+seq]').between([state, -Infinity], [state, Infinity]).toArray();

  return {
    lastSeq: () => lastSeq,
    project: async (entries) => {
      const last = entries.at(-1);
      if (!last) return;
      if (entries[0]?.seq !== lastSeq + 1) throw new Error('entries must follow the index without a gap');
      const projected = await projectEntries(db, keys, entries);
      lastSeq = last.seq;
      onProjected(projected);
    },
    loadPrescription: async (key) => stateOf((await detailsOf([key]))[0]),
    loadPrescriptions: async (issueKeys) => Promise.all((await detailsOf(issueKeys)).map(stateOf)),
    findByShortId: async (id) => {
      const rows = await db.scripts
        .where('short')
        .equals(await shortIdIndex(keys, id))
        .primaryKeys();
      const states = await Promise.all((await db.details.bulkGet(rows)).map(stateOf));
      return states.filter((state) => state !== undefined);
    },
    lockedKeys: async (limit) => {
      const range = db.scripts
        .where('[tab+order+id]')
        .between(['locked', -Infinity, ''], ['locked', Infinity, '\uffff']);
      const rows = await openAll<WorklistRow>('scripts', await range.limit(limit).toArray());
      return rows.map((row) => row.key);
    },
    loadMessage: async (id) => {
      const row = await db.messages.get(id);
      return row && messageOf(row);
    },
    openMessages: async () => {
      const rows = [...(await inState('open')), ...(await inState('parked'))];
      return Promise.all(rows.sort((a, b) => a.seq - b.seq).map(messageOf));
    },
    messagesOf: async (key) => {
      const rows = await db.messages
        .where('script')
        .equals(await scriptId(keys, key))
        .toArray();
      return Promise.all(rows.map(messageOf));
    },
    openReleases: async () =>
      openAll<Release>('releases', await db.releases.where('open').equals(1).toArray()),
    loadUsers: async () => openAll<User>('users', await db.users.toArray()),
    loadQuarantined: async () =>
      openAll<Quarantined>('quarantine', await db.quarantine.orderBy('seq').reverse().toArray()),
    counters: () => readCounters(db),
    historyOf: async (key) => (await detailsOf([key]))[0]?.seqs ?? [],
  };
};
