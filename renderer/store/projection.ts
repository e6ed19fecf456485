import type { DeskRow } from '../domain/desk/model';
import { readEvent } from '../domain/read-event';
import type { IssueKey } from '../domain/kernel/ids';
import { messageIdOf } from '../domain/outbox/evolve';
import type { Release } from '../domain/inbox/model';
import type { Message } from '../domain/outbox/model';
import type { UrgentList, UrgentMedicines } from '../domain/triage/model';
import type { User } from '../domain/users/model';
import type { Entry } from '../usecases/ports';
import type { MessageRow, WorklistRow } from '../usecases/views';
import { emptyBatch, type Batch } from './batch';
import { CollectionFold, type Index } from './collections/fold-collections';
import { openDetails, readDetails } from './details';
import { foldAttempt, foldEvent } from './fold';
import { readRows } from './known-ids';
import { EntryUnknown } from './entry-unknown';
import { getAll } from './rows';
import type { Database } from './schema';
import { scriptId, unseal, type StoreKeys } from './sealing';
import { writeBatch } from './write-batch';

type Parsed = { readonly entry: Entry; readonly read: ReturnType<typeof readEvent> };

const parse = (entries: readonly Entry[]): readonly Parsed[] =>
  entries.map((entry) => {
    const read = readEvent(entry);
    if (read.kind === 'unknown') throw new EntryUnknown(read.name);
    return { entry, read };
  });

type Wanted = {
  readonly keys: Set<IssueKey>;
  readonly messages: Set<string>;
  readonly releases: Set<string>;
};

const wantedBy = (parsed: readonly Parsed[]): Wanted => {
  const wanted: Wanted = { keys: new Set(), messages: new Set(), releases: new Set() };
  for (const { read } of parsed) {
    if (read.kind === 'unknown') continue;
    const { event } = read;
    if ('key' in event) wanted.keys.add(event.key);
    if ('messageId' in event) wanted.messages.add(event.messageId);
    if (event.type === 'broker.intent' || event.type === 'broker.answer') {
      const messageId = messageIdOf(event.subject);
      if (messageId === undefined) wanted.releases.add(event.requestId);
      else wanted.messages.add(messageId);
    } else if ('requestId' in event && event.type !== 'message.queued') wanted.releases.add(event.requestId);
  }
  return wanted;
};

/** Loads and opens what stands in the index already. */
const loadInto = async ({ db, keys, known }: Index, wanted: Wanted, batch: Batch): Promise<void> => {
  const messageRows = await getAll(db.messages, [...wanted.messages]);
  for (const row of messageRows)
    if (row) {
      const { message } = await unseal<MessageRow>(keys, 'messages', row.id, row.sealed);
      batch.messages.set(row.id, message);
      wanted.keys.add(message.subject);
    }
  for (const row of await getAll(db.releases, [...wanted.releases]))
    if (row) batch.releases.set(row.id, await unseal<Release>(keys, 'releases', row.id, row.sealed));
  await Promise.all(
    [...wanted.keys].map(async (key) => {
      batch.ids.set(key, await scriptId(keys, key));
    }),
  );
  const rows = await readRows(db, known.scripts, [...batch.ids.values()]);
  for (const row of rows) batch.stored.set(row.id, row);
  for (const { state, seqs } of await openDetails(keys, await readDetails(db, rows)))
    batch.scripts.set(state.prescription.key, { state, seqs: [...seqs] });
};

const loadUsers = async (db: Database, keys: StoreKeys, batch: Batch): Promise<void> => {
  for (const row of await db.users.toArray())
    batch.users.set(row.id, await unseal<User>(keys, 'users', row.id, row.sealed));
};

/** What a batch changed, for those who keep something beside the index (the search). */
export type Projected = {
  readonly rows: readonly WorklistRow[];
  readonly messages: readonly Message[];
  readonly releases: readonly Release[];
  readonly deskRows: readonly DeskRow[];
  /** The list of urgent medicines, where it was changed. */
  readonly urgent: UrgentList | undefined;
};

const touchedDesk = (batch: Batch): readonly DeskRow[] =>
  [...(batch.lists.get('desk')?.values() ?? [])]
    .filter(({ touched }) => touched)
    .map(({ state }) => state as DeskRow); // the desk's own list

const touchedUrgent = (batch: Batch): UrgentList | undefined => {
  const held = batch.lists.get('settings')?.get('urgent-medicines');
  return held?.touched ? (held.state as UrgentMedicines).classes : undefined; // the setting of that id
};

/**
 * [STO-1] Folds entries into the index: loaded and opened first, sealed before the transaction begins,
 * written with the new `lastSeq` in one transaction. All of it or nothing.
 */
export const projectEntries = async (
  index: Index,
  entries: readonly Entry[],
  last: Entry,
): Promise<Projected> => {
  const { db, keys, collections, known } = index;
  const parsed = parse(entries);
  const batch = emptyBatch();
  await loadInto(index, wantedBy(parsed), batch);
  if (parsed.some(({ entry }) => entry.kind.startsWith('user.'))) await loadUsers(db, keys, batch);
  const lists = new CollectionFold(index, batch);
  const events = parsed.flatMap(({ read }) => (read.kind === 'unknown' ? [] : [read]));
  await lists.prefetch(events.map(({ event }) => event));
  for (const read of events) {
    if (read.kind === 'event') foldEvent(batch, read.event);
    else foldAttempt(batch, read.event);
    await lists.fold(read.event);
  }
  const firstSeq = last.seq - entries.length + 1;
  const rows = await writeBatch({ db, keys, known, batch, collections, firstSeq, last });
  return {
    rows,
    messages: [...batch.touchedMessages].flatMap((id) => batch.messages.get(id) ?? []),
    releases: [...batch.touchedReleases].flatMap((id) => batch.releases.get(id) ?? []),
    deskRows: touchedDesk(batch),
    urgent: touchedUrgent(batch),
  };
};
