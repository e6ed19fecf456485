import { nameLink, numberLink } from '../domain/patients/match';
import { nameOf } from '../domain/patients/words';
import type { Entry } from '../usecases/ports';
import type { MessageRow, WorklistRow } from '../usecases/views';
import type { Batch } from './batch';
import { cameRight, type CameRight } from './came-right';
import type { Collections } from './collections/collection';
import { putLists, sealLists, type ListRows } from './collections/write-lists';
import { applyDeltas, bump, type Deltas } from './counters';
import { sealDetails, type Detail, type PageLine, type SealedDetails } from './details';
import type { Known } from './known-ids';
import { getAll, putAll } from './rows';
import type { Database, QuarantineRow, ReleaseRow, ScriptRow, StoredMessage, UserRow } from './schema';
import { entryMark, patientIndex, scriptId, seal, shortIdIndex, type StoreKeys } from './sealing';
import { orderOf, summaryOf } from './summary';
import { releaseIsOpen, stateOf } from './whether-open';

type Rows = Omit<SealedDetails, 'lines'> & {
  readonly scripts: readonly ScriptRow[];
  readonly messages: readonly StoredMessage[];
  readonly releases: readonly ReleaseRow[];
  readonly users: readonly UserRow[];
  readonly quarantine: readonly QuarantineRow[];
  /** Rows of the quarantine that go. */
  readonly right: CameRight['stored'];
};

/** A script that a batch touched, with what the worklist shows of it. */
type Touched = { readonly detail: Detail; readonly summary: WorklistRow };

const touchedIn = ({ touchedScripts, scripts, ids }: Batch): readonly Touched[] =>
  [...touchedScripts].flatMap((key) => {
    const { state, seqs = [] } = scripts.get(key) ?? {};
    const id = ids.get(key);
    return state && id !== undefined ? [{ detail: { id, state, seqs }, summary: summaryOf(state) }] : [];
  });

const sealScript = async (
  keys: StoreKeys,
  { detail: { id, state }, summary }: Touched,
  line: PageLine | undefined,
): Promise<ScriptRow> => {
  const { patient: who } = state.prescription;
  const [sealed, short, patient, number] = await Promise.all([
    seal(keys, 'scripts', id, summary),
    shortIdIndex(keys, summary.shortId),
    ...[nameLink(who), numberLink(who)].map((link) =>
      link === undefined ? undefined : patientIndex(keys, link),
    ),
  ]);
  return {
    id,
    tab: summary.tab,
    order: orderOf(summary, state.lastChangedAt),
    newest: 0 - summary.receivedAt,
    short,
    ...(patient === undefined ? {} : { patient }),
    ...(number === undefined ? {} : { number }),
    ...(summary.claim ? { claimDue: summary.claim.dueAt } : {}),
    ...line,
    sealed,
  };
};

const sealMessage = async (keys: StoreKeys, batch: Batch, id: string): Promise<StoredMessage | undefined> => {
  const message = batch.messages.get(id);
  if (!message) return undefined;
  const prescription = batch.scripts.get(message.subject)?.state?.prescription;
  const patient = prescription ? nameOf(prescription.patient) : '';
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

type Written = {
  readonly db: Database;
  readonly keys: StoreKeys;
  readonly known: Known;
  readonly batch: Batch;
  readonly collections: Collections;
  readonly firstSeq: number;
  readonly last: Entry;
};

const sealBatch = async (
  { db, keys, batch, firstSeq }: Written,
  touched: readonly Touched[],
): Promise<Rows> => {
  const isNew = ({ detail }: Touched): boolean => !batch.stored.has(detail.id);
  const detailsOf = (some: readonly Touched[]): readonly Detail[] => some.map(({ detail }) => detail);
  const brought = detailsOf(touched.filter(isNew));
  const right = await cameRight(db, keys, batch, brought);
  const { pages, details, lines } = await sealDetails(
    keys,
    brought,
    detailsOf(touched.filter((one) => !isNew(one))),
    // No batch has more pages than entries, so no two pages have one number.
    firstSeq,
  );
  const scripts = await Promise.all(touched.map((one) => sealScript(keys, one, lines.get(one.detail.id))));
  const messages = here(
    await Promise.all([...batch.touchedMessages].map((id) => sealMessage(keys, batch, id))),
  );
  const releases = [...batch.touchedReleases].map(async (id): Promise<ReleaseRow> => {
    const release = batch.releases.get(id);
    const open = release && releaseIsOpen(release) ? 1 : 0;
    return { id, open, sealed: await seal(keys, 'releases', id, release) };
  });
  const users = [...batch.touchedUsers].map(async (id): Promise<UserRow> => {
    return { id, sealed: await seal(keys, 'users', id, batch.users.get(id)) };
  });
  const kept = batch.quarantined.filter(({ id }) => !right.batch.has(id));
  const quarantine = kept.map(async (one): Promise<QuarantineRow> => {
    return { id: one.id, seq: one.source.seq, sealed: await seal(keys, 'quarantine', one.id, one) };
  });
  return {
    scripts,
    pages,
    details,
    messages,
    releases: await Promise.all(releases),
    users: await Promise.all(users),
    quarantine: await Promise.all(quarantine),
    right: right.stored,
  };
};

const messageCounter = { open: 'messages-open', parked: 'messages-parked' } as const;

/** Within the transaction: how the numbers change, by what stands there now. */
const deltasOf = async (db: Database, rows: Rows, stored: Batch['stored']): Promise<Deltas> => {
  const deltas: Deltas = new Map();
  bump(deltas, 'pages', rows.pages.length);
  for (const row of rows.scripts) {
    const old = stored.get(row.id);
    if (old?.page !== undefined) bump(deltas, 'changed', 1);
    if (old?.claimDue !== undefined) bump(deltas, 'claims-due', -1);
    if (row.claimDue !== undefined) bump(deltas, 'claims-due', 1);
    if (old) bump(deltas, old.tab, -1);
    else bump(deltas, 'all', 1);
    bump(deltas, row.tab, 1);
  }
  const messagesBefore = await getAll(
    db.messages,
    rows.messages.map((row) => row.id),
  );
  for (const [i, row] of rows.messages.entries()) {
    const old = messagesBefore[i]?.state;
    if (old && old !== 'accepted') bump(deltas, messageCounter[old], -1);
    if (row.state !== 'accepted') bump(deltas, messageCounter[row.state], 1);
  }
  const quarantinedBefore = await getAll(
    db.quarantine,
    rows.quarantine.map((row) => row.id),
  );
  const added = quarantinedBefore.filter((old) => old === undefined).length;
  bump(deltas, 'quarantined', added - rows.right.length);
  return deltas;
};

/** What is written from now on may be here; said before it is, so that it is never denied. */
const remember = (
  { scripts, shortIds, patients, numbers, emptyLists }: Known,
  rows: Rows,
  lists: ListRows,
): void => {
  for (const name of lists.keys()) emptyLists.write(name);
  for (const { id, short, patient, number } of rows.scripts) {
    scripts.add(id);
    shortIds.add(short);
    if (patient !== undefined) patients.add(patient);
    if (number !== undefined) numbers.add(number);
  }
};

/** Writes everything a batch touched, the numbers and `lastSeq`, in one transaction; answers with the worklist's rows. */
export const writeBatch = async (written: Written): Promise<readonly WorklistRow[]> => {
  const { db, keys, known, batch, collections, last } = written;
  const touched = touchedIn(batch);
  const rows = await sealBatch(written, touched);
  const [lists, mark] = await Promise.all([sealLists(keys, batch, collections), entryMark(keys, last)]);
  remember(known, rows, lists);
  const { meta, scripts, details, pages, messages, releases, users, quarantine, counters } = db;
  await db.transaction(
    'rw',
    [
      ...[meta, scripts, details, pages, messages, releases, users, quarantine, counters],
      ...[...lists.keys()].map((table) => db.listRows(table)),
    ],
    async () => {
      const deltas = await deltasOf(db, rows, batch.stored);
      await putLists(db, lists, deltas);
      await Promise.all([
        putAll(scripts, rows.scripts),
        putAll(details, rows.details),
        putAll(pages, rows.pages),
        putAll(messages, rows.messages),
        putAll(releases, rows.releases),
        putAll(users, rows.users),
        putAll(quarantine, rows.quarantine),
        ...(rows.right.length === 0 ? [] : [quarantine.bulkDelete([...rows.right])]),
        applyDeltas(db, deltas),
        meta.put({ name: 'lastSeq', value: last.seq, mark }),
      ]);
    },
  );
  return touched.map(({ summary }) => summary);
};
