import type { IssueKey } from '../domain/kernel/ids';
import type { Message } from '../domain/outbox/model';
import { patientLink } from '../domain/patients/match';
import type { MessageRow } from '../usecases/views';
import type { Batch } from './batch';
import type { Collections } from './collections/collection';
import { putLists, sealLists } from './collections/write-lists';
import { applyDeltas, bump, type Deltas } from './counters';
import type {
  Database,
  DetailRow,
  MessageState,
  QuarantineRow,
  ReleaseRow,
  ScriptRow,
  StoredMessage,
  UserRow,
} from './schema';
import { patientIndex, scriptId, seal, shortIdIndex, type StoreKeys } from './sealing';
import { orderOf, summaryOf } from './summary';

type Rows = {
  readonly scripts: readonly ScriptRow[];
  readonly details: readonly DetailRow[];
  readonly messages: readonly StoredMessage[];
  readonly releases: readonly ReleaseRow[];
  readonly users: readonly UserRow[];
  readonly quarantine: readonly QuarantineRow[];
};

const sealScript = async (
  keys: StoreKeys,
  batch: Batch,
  key: IssueKey,
): Promise<{ readonly script: ScriptRow; readonly detail: DetailRow } | undefined> => {
  const fold = batch.scripts.get(key);
  if (!fold?.state) return undefined;
  const id = batch.ids.get(key) ?? (await scriptId(keys, key));
  const summary = summaryOf(fold.state);
  const link = patientLink(fold.state.prescription.patient);
  const [sealed, sealedState, short, patient] = await Promise.all([
    seal(keys, 'scripts', id, summary),
    seal(keys, 'details', id, fold.state),
    shortIdIndex(keys, summary.shortId),
    link === undefined ? undefined : patientIndex(keys, link),
  ]);
  const order = orderOf(summary, fold.state.lastChangedAt);
  return {
    script: {
      id,
      tab: summary.tab,
      order,
      newest: 0 - summary.receivedAt,
      short,
      ...(patient === undefined ? {} : { patient }),
      ...(summary.claim ? { claimDue: summary.claim.dueAt } : {}),
      sealed,
    },
    detail: { id, seqs: fold.seqs, sealed: sealedState },
  };
};

const stateOf = (message: Message): MessageState => {
  const { kind } = message.progress;
  if (kind === 'replaced' || kind === 'closed' || kind === 'set-aside') return 'accepted';
  return kind === 'accepted' || kind === 'parked' ? kind : 'open';
};

const sealMessage = async (keys: StoreKeys, batch: Batch, id: string): Promise<StoredMessage | undefined> => {
  const message = batch.messages.get(id);
  if (!message) return undefined;
  const prescription = batch.scripts.get(message.subject)?.state?.prescription;
  const patient = prescription ? `${prescription.patient.family}, ${prescription.patient.given}` : '';
  const value: MessageRow = { message, shortId: prescription?.shortId ?? '', patient };
  const state = stateOf(message);
  return {
    id,
    state,
    seq: state === 'accepted' ? -message.bodySeq : message.bodySeq,
    script: await scriptId(keys, message.subject),
    sealed: await seal(keys, 'messages', id, value),
  };
};

const here = <T>(values: readonly (T | undefined)[]): readonly T[] =>
  values.filter((value): value is T => value !== undefined);

const sealBatch = async (keys: StoreKeys, batch: Batch): Promise<Rows> => {
  const scripts = here(
    await Promise.all([...batch.touchedScripts].map((key) => sealScript(keys, batch, key))),
  );
  const messages = here(
    await Promise.all([...batch.touchedMessages].map((id) => sealMessage(keys, batch, id))),
  );
  const releases = [...batch.touchedReleases].map(async (id): Promise<ReleaseRow> => {
    const release = batch.releases.get(id);
    const open = release && release.progress.kind !== 'settled' ? 1 : 0;
    return { id, open, sealed: await seal(keys, 'releases', id, release) };
  });
  const users = [...batch.touchedUsers].map(async (id): Promise<UserRow> => {
    return { id, sealed: await seal(keys, 'users', id, batch.users.get(id)) };
  });
  const quarantine = batch.quarantined.map(async (one): Promise<QuarantineRow> => {
    return { id: one.id, seq: one.source.seq, sealed: await seal(keys, 'quarantine', one.id, one) };
  });
  return {
    scripts: scripts.map(({ script }) => script),
    details: scripts.map(({ detail }) => detail),
    messages,
    releases: await Promise.all(releases),
    users: await Promise.all(users),
    quarantine: await Promise.all(quarantine),
  };
};

const messageCounter = { open: 'messages-open', parked: 'messages-parked' } as const;

/** Within the transaction: how the numbers change, by what stands there now. */
const deltasOf = async (db: Database, rows: Rows, stored: ReadonlySet<string>): Promise<Deltas> => {
  const deltas: Deltas = new Map();
  const changed = rows.scripts.filter((row) => stored.has(row.id));
  const before = new Map(
    (await db.scripts.bulkGet(changed.map((row) => row.id))).map((row) => [row?.id, row] as const),
  );
  for (const row of rows.scripts) {
    const old = before.get(row.id);
    if (old?.claimDue !== undefined) bump(deltas, 'claims-due', -1);
    if (row.claimDue !== undefined) bump(deltas, 'claims-due', 1);
    if (old) bump(deltas, old.tab, -1);
    else bump(deltas, 'all', 1);
    bump(deltas, row.tab, 1);
  }
  const messagesBefore = await db.messages.bulkGet(rows.messages.map((row) => row.id));
  for (const [i, row] of rows.messages.entries()) {
    const old = messagesBefore[i]?.state;
    if (old && old !== 'accepted') bump(deltas, messageCounter[old], -1);
    if (row.state !== 'accepted') bump(deltas, messageCounter[row.state], 1);
  }
  const quarantinedBefore = await db.quarantine.bulkGet(rows.quarantine.map((row) => row.id));
  bump(deltas, 'quarantined', quarantinedBefore.filter((old) => old === undefined).length);
  return deltas;
};

type Written = {
  readonly db: Database;
  readonly keys: StoreKeys;
  readonly batch: Batch;
  readonly collections: Collections;
  readonly lastSeq: number;
};

/** Writes everything a batch touched, the numbers and `lastSeq`, in one transaction. */
export const writeBatch = async ({ db, keys, batch, collections, lastSeq }: Written): Promise<void> => {
  const rows = await sealBatch(keys, batch);
  const lists = await sealLists(keys, batch, collections);
  const { meta, scripts, details, messages, releases, users, quarantine, counters } = db;
  await db.transaction(
    'rw',
    [
      ...[meta, scripts, details, messages, releases, users, quarantine, counters],
      ...[...lists.keys()].map((table) => db.listRows(table)),
    ],
    async () => {
      const deltas = await deltasOf(db, rows, batch.stored);
      await putLists(db, lists, deltas);
      await Promise.all([
        scripts.bulkPut([...rows.scripts]),
        details.bulkPut([...rows.details]),
        messages.bulkPut([...rows.messages]),
        releases.bulkPut([...rows.releases]),
        users.bulkPut([...rows.users]),
        quarantine.bulkPut([...rows.quarantine]),
        applyDeltas(db, deltas),
        meta.put({ name: 'lastSeq', value: lastSeq }),
      ]);
    },
  );
};
