import Dexie, { type Table } from 'dexie';
import type { Tab } from '../domain/prescriptions/tab';
import type { CollectionName } from '../usecases/collections';
import { migrations } from './migrations';

/** Nonce and AES-256-GCM ciphertext of a JSON value. */
export type Sealed = Uint8Array;

/** One row of the worklist. `id` is blind; nothing here names a person or a medicine. */
export type ScriptRow = {
  readonly id: string;
  readonly tab: Tab;
  /** Ascending: what needs doing first. */
  readonly order: number;
  /** Ascending: what came last. */
  readonly newest: number;
  readonly short: string;
  /** Blind: family name and birth date; absent where one of them is missing. */
  readonly patient?: string;
  /** Blind: the NHS number; absent where there is none. */
  readonly number?: string;
  /** Ascending: what must be claimed first; absent where nothing is due. */
  readonly claimDue?: number;
  /** Where its detail stands while nothing has changed it; absent once it has a row of its own in `details`. */
  readonly page?: number;
  readonly line?: number;
  readonly sealed: Sealed;
};
/** The detail of a script that changed after it came. */
export type DetailRow = { readonly id: string; readonly sealed: Sealed };
/** Details of scripts that came together, a line each, sealed as one; written once and never changed. */
export type PageRow = { readonly number: number; readonly sealed: Sealed };
export type MessageState = 'open' | 'parked' | 'accepted';
export type StoredMessage = {
  readonly id: string;
  readonly state: MessageState;
  /** Ascending: what came first; negated once accepted, so that the latest comes first. */
  readonly seq: number;
  readonly script: string;
  readonly sealed: Sealed;
};
export type ReleaseRow = { readonly id: string; readonly open: 0 | 1; readonly sealed: Sealed };
export type UserRow = { readonly id: string; readonly sealed: Sealed };
export type QuarantineRow = { readonly id: string; readonly seq: number; readonly sealed: Sealed };
/** One row of a sealed list. `id` and `links` are blind. */
export type ListRow = {
  readonly id: string;
  readonly tab: string;
  readonly order: number;
  readonly links: readonly string[];
  readonly sealed: Sealed;
};
export type CounterRow = { readonly name: string; readonly value: number };
/** The last entry that is in the index. `mark` tells which; absent where an older program wrote it. */
export type MetaRow = { readonly name: 'lastSeq'; readonly value: number; readonly mark?: string };

/** The index of the journal in IndexedDB. Only this folder knows it. */
export class Database extends Dexie {
  declare readonly meta: Table<MetaRow, string>;
  declare readonly scripts: Table<ScriptRow, string>;
  declare readonly details: Table<DetailRow, string>;
  declare readonly pages: Table<PageRow, number>;
  declare readonly messages: Table<StoredMessage, string>;
  declare readonly releases: Table<ReleaseRow, string>;
  declare readonly users: Table<UserRow, string>;
  declare readonly quarantine: Table<QuarantineRow, string>;
  declare readonly counters: Table<CounterRow, string>;

  /** The rows of a sealed list, all of one shape. */
  listRows(name: CollectionName): Table<ListRow, string> {
    return this.table(name);
  }

  constructor(name: string) {
    // The journal is on the disk before the index hears of anything, so the index need not be flushed.
    super(name, { chromeTransactionDurability: 'relaxed' });
    for (const migrate of migrations) migrate(this);
  }
}

const databaseName = 'holdfast';

export type OpenDatabase =
  | { readonly kind: 'open'; readonly db: Database }
  /** [STO-4] Written by a newer program: left alone. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged'; readonly reason: string };

/** Dexie multiplies its versions by ten, and would open and alter a newer database without a word. */
const isNewer = async ({ name, verno }: Database): Promise<boolean> => {
  const found = (await indexedDB.databases()).find((one) => one.name === name);
  return Math.floor((found?.version ?? 0) / 10) > verno;
};

/** Opens the index as it is; damage is for the caller to mend from the journal. */
export const openDatabase = async (name = databaseName): Promise<OpenDatabase> => {
  const db = new Database(name);
  if (await isNewer(db)) return { kind: 'newer' };
  try {
    await db.open();
    return { kind: 'open', db };
  } catch (failure) {
    db.close();
    return { kind: 'damaged', reason: failure instanceof Error ? failure.name : 'unknown' };
  }
};

export const deleteDatabase = (name = databaseName): Promise<void> => Dexie.delete(name);
