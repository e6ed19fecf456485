import type { DeskRow } from '../domain/desk/model';
import type { Quarantined, Release } from '../domain/inbox/model';
import type { IssueKey } from '../domain/kernel/ids';
import { inOrder, type Message } from '../domain/outbox/model';
import { isNumberLink } from '../domain/patients/match';
import type { PrescriptionState } from '../domain/prescriptions/model';
import type { User } from '../domain/users/model';
import type { StorePort } from '../usecases/ports';
import type { MessageRow, WorklistRow } from '../usecases/views';
import { listReads } from './collections/list-reads';
import { readCounters } from './counters';
import { openDetails, readDetails, type Detail } from './details';
import { nothingKnown, readRows, type Known } from './known-ids';
import type { Database, ScriptRow, StoredMessage } from './schema';
import { patientIndex, scriptId, shortIdIndex, unsealAll, type StoreKeys } from './sealing';

/** Last entry that an index contains, 0 when it is new, and which one that was where it says so. */
export const readEnd = async (
  db: Database,
): Promise<{ readonly lastSeq: number; readonly mark: string | undefined }> => {
  const row = await db.meta.get('lastSeq');
  return { lastSeq: row?.value ?? 0, mark: row?.mark };
};

/** By what scripts of a patient are found. */
type PatientIndex = { readonly index: '[patient+newest]' | '[number+newest]'; readonly blind: string };

/** The index by which a link finds scripts, and which of them are there. */
const placeOfLink = ({ patients, numbers }: Known, link: string) =>
  isNumberLink(link)
    ? ({ index: '[number+newest]', ids: numbers } as const)
    : ({ index: '[patient+newest]', ids: patients } as const);

/** Opens sealed rows of the index. */
class Opener {
  constructor(
    readonly db: Database,
    readonly keys: StoreKeys,
    readonly known: Known,
  ) {}

  async detailsOf(rows: readonly ScriptRow[]): Promise<readonly Detail[]> {
    return openDetails(this.keys, await readDetails(this.db, rows));
  }
  async statesOf(rows: readonly ScriptRow[]): Promise<readonly PrescriptionState[]> {
    return (await this.detailsOf(rows)).map(({ state }) => state);
  }
  async details(issueKeys: readonly IssueKey[]): Promise<readonly (Detail | undefined)[]> {
    const ids = await Promise.all(issueKeys.map((key) => scriptId(this.keys, key)));
    const details = await this.detailsOf(await readRows(this.db, this.known.scripts, ids));
    const found = new Map(details.map((detail) => [detail.id, detail]));
    return ids.map((id) => found.get(id));
  }
  /** Rows of patients by their blind names and numbers, the newest first of each. */
  async ofPatients(
    links: readonly PatientIndex[],
    since: number,
    limit: number,
  ): Promise<readonly ScriptRow[]> {
    const { scripts } = this.db;
    // All at once: a cursor over many ranges would wait for each of them.
    const found = await this.db.transaction('r', scripts, () =>
      Promise.all(
        links.map(({ index, blind }) =>
          scripts
            .where(index)
            .between([blind, -Infinity], [blind, 0 - since], true, true)
            .limit(limit)
            .toArray(),
        ),
      ),
    );
    // Most are found by both.
    return [...new Map(found.flat().map((row) => [row.id, row])).values()].slice(0, limit);
  }
  async messages(rows: readonly StoredMessage[]): Promise<readonly Message[]> {
    return (await unsealAll<MessageRow>(this.keys, 'messages', rows)).map(({ message }) => message);
  }
}

type PrescriptionReads = Pick<
  StorePort,
  'loadPrescription' | 'loadPrescriptions' | 'findByShortId' | 'findByPatients' | 'keysIn' | 'historyOf'
>;

const prescriptionReads = (open: Opener): PrescriptionReads => ({
  loadPrescription: async (key) => (await open.details([key]))[0]?.state,
  loadPrescriptions: async (issueKeys) => (await open.details(issueKeys)).map((detail) => detail?.state),
  findByShortId: async (id) => {
    const short = await shortIdIndex(open.keys, id);
    if (!open.known.shortIds.mayHold(short)) return [];
    return open.statesOf(await open.db.scripts.where('short').equals(short).toArray());
  },
  findByPatients: async (links, since, limit) => {
    const places = await Promise.all(
      [...new Set(links)].map(async (link) => ({
        ...placeOfLink(open.known, link),
        blind: await patientIndex(open.keys, link),
      })),
    );
    const known = places.filter(({ ids, blind }) => ids.mayHold(blind));
    return known.length === 0 ? [] : open.statesOf(await open.ofPatients(known, since, limit));
  },
  keysIn: async (tab, limit) => {
    const range = open.db.scripts
      .where('[tab+order+id]')
      .between([tab, -Infinity, ''], [tab, Infinity, '\uffff']);
    const rows = await unsealAll<WorklistRow>(open.keys, 'scripts', await range.limit(limit).toArray());
    return rows.map((row) => row.key);
  },
  historyOf: async (key) => (await open.details([key]))[0]?.seqs ?? [],
});

type OtherReads = Omit<
  StorePort,
  keyof PrescriptionReads | keyof ReturnType<typeof listReads> | 'lastSeq' | 'project'
>;

const otherReads = (open: Opener): OtherReads => {
  const { db, keys } = open;
  const inState = (state: 'open' | 'parked') =>
    db.messages.where('[state+seq]').between([state, -Infinity], [state, Infinity]).toArray();
  return {
    loadMessage: async (id) => {
      const row = await db.messages.get(id);
      return row && (await open.messages([row]))[0];
    },
    openMessages: async () => {
      const rows = [...(await inState('open')), ...(await inState('parked'))];
      return open.messages(rows.sort((a, b) => a.seq - b.seq));
    },
    messagesOf: async (key) => {
      const rows = db.messages.where('script').equals(await scriptId(keys, key));
      return [...(await open.messages(await rows.toArray()))].sort(inOrder);
    },
    openReleases: async () =>
      unsealAll<Release>(keys, 'releases', await db.releases.where('open').equals(1).toArray()),
    loadKept: async (id) => {
      const row = await db.quarantine.get(id);
      return row && (await unsealAll<Quarantined>(keys, 'quarantine', [row]))[0];
    },
    loadUsers: async () => unsealAll<User>(keys, 'users', await db.users.toArray()),
    counters: () => readCounters(db),
  };
};

/** What of the index use cases load; all but writing it. */
export type Loads = Omit<StorePort, 'lastSeq' | 'project'>;

export type LoadParts = {
  readonly db: Database;
  readonly keys: StoreKeys;
  /** What need not be looked for, as far as that is known; nothing unless given. */
  readonly known?: Known;
  /** A row of the desk as it stands, where it is held in memory already. */
  readonly deskRow?: (id: string) => DeskRow | undefined;
};

export const makeLoads = ({
  db,
  keys,
  known = nothingKnown(),
  deskRow = () => undefined,
}: LoadParts): Loads => {
  const open = new Opener(db, keys, known);
  return {
    ...prescriptionReads(open),
    ...otherReads(open),
    ...listReads({ db, keys, emptyLists: known.emptyLists, deskRow }),
  };
};
