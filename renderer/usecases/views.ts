import type { Instant } from '../domain/kernel/instant';
import type { IssueKey, PrescriptionId, RequestId, UserId } from '../domain/kernel/ids';
import type { IncidentId, Severity } from '../domain/incidents/model';
import type { Quarantined } from '../domain/inbox/model';
import type { Doubt } from '../domain/inbox/words';
import type { Message } from '../domain/outbox/model';
import type { Custody, Hold, PrescriptionState, Treatment, Work } from '../domain/prescriptions/model';
import type { Tab } from '../domain/prescriptions/tab';
import type { ImportEnd, ImportProgress } from './recovery/pack-commands';
import type { ClockFault } from '../domain/kernel/clock-fault';
import type { LineStatus } from '../domain/watch/line';
import type { PartWatch } from '../domain/watch/model';
import type { Site } from '../domain/kernel/context';
import type { CardRole } from '../domain/users/decide-smartcard';
import type { PersonDetails, Role } from '../domain/users/model';
import type { Medicine } from '../domain/triage/model';
import type { CollectionName, CollectionStates, ListPage, ListQuery } from './collections';

/** Numbers that are kept as rows, never counted. */
export type Counters = Readonly<
  Record<Tab | 'all' | 'messages-open' | 'messages-parked' | 'quarantined' | 'claims-due', number> & {
    /** Of the sealed lists, by `<table>/<tab>`; a tab that never had a row is absent. */
    readonly lists: Readonly<Record<string, number>>;
  }
>;

/** One row of the worklist: all that the list shows, nothing more. */
export type WorklistRow = {
  readonly key: IssueKey;
  readonly tab: Tab;
  readonly shortId: PrescriptionId;
  readonly receivedAt: Instant;
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly nhsNumber: string;
  /** [PAT-6] Stands for how the script names its patient; rows of one mark say the same. */
  readonly wording: number;
  readonly firstItem: string;
  readonly itemCount: number;
  /** What is still to be handed out. */
  readonly medicines: readonly Medicine[];
  readonly treatment: Treatment;
  readonly issue: number;
  readonly issues: number;
  /** CD2, CD3 … the strictest on the script, or empty. */
  readonly schedule: string;
  readonly custody: Custody['kind'];
  readonly work: Work;
  readonly hold: Hold['kind'];
  /** The earliest day an item stops being dispensable. */
  readonly expiresAt?: Instant;
  /** Where something is owed: the day after which the Spine closes the script by itself. */
  readonly owedUntil?: Instant;
  /** [WIN-7] EPS closed it with something owed, as was noted. */
  readonly closed?: true;
  /** So many items of which less is in the bag than is still to be handed out; absent where there is none. */
  readonly short?: number;
  readonly warnings: number;
  /** Present while a claim is due: by when, until when at all, and whether nothing need be asked for it. */
  readonly claim?: {
    readonly dueAt: Instant;
    readonly noClaimAt: Instant;
    readonly certain: boolean;
    /** It was claimed, and its notification was corrected after that; or nothing was dispensed. */
    readonly of?: 'change' | 'not-dispensed';
  };
};

/** A page by key: `after` of the last row gives the next page. */
export type WorklistQuery = { readonly tab: Tab | 'all'; readonly limit: number; readonly after?: string };
export type WorklistPage = { readonly rows: readonly WorklistRow[]; readonly next: string | undefined };

/** Some rows of what waits in a tab, sorted by need. `complete` is false while scripts are still being read after a start. */
export type NeedQuery = { readonly tab: Tab; readonly from: number; readonly count: number };
export type NeedPage = {
  readonly rows: readonly WorklistRow[];
  readonly from: number;
  readonly total: number;
  readonly complete: boolean;
};

/** One script with what belongs to it. */
export type PrescriptionView = { readonly state: PrescriptionState; readonly messages: readonly Message[] };

/** A line of a script's log, in plain words. */
export type LogLine = {
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly sentence: string;
};

/** Who is signed in. */
export type PersonView = { readonly userId: UserId; readonly name: string; readonly role: Role };

/** A person of this pharmacy without their secrets, whether or not they may still sign in. */
export type PersonRow = PersonDetails & {
  readonly userId: UserId;
  readonly active: boolean;
  readonly hasPin: boolean;
};

/** The smartcard's session at CIS2, which only a live profile has. */
export type SmartcardStatus =
  | { readonly kind: 'none' }
  /** `again`: there was one, and CIS2 or the broker ended it. */
  | { readonly kind: 'away'; readonly again: boolean }
  | { readonly kind: 'asking'; readonly sinceAt: Instant }
  | { readonly kind: 'choose-role'; readonly name: string; readonly roles: readonly CardRole[] }
  /** `locum`: under the virtual locum organisation, which asks for a notice. */
  | { readonly kind: 'signed-in'; readonly sinceAt: Instant; readonly locum: boolean };

export type ReleaseInDoubt = Doubt & { readonly requestId: RequestId };

export type DownloadStatus = {
  readonly busy: boolean;
  /** Scripts that the running download has brought so far. */
  readonly received: number;
  readonly lastAt: Instant | undefined;
  readonly lastSentence: string;
  /** [INB-20] The download that was due could not be asked for from here; `lastSentence` says why. */
  readonly stuck: boolean;
  readonly nextAt: Instant | undefined;
  /** Releases whose answer was lost, with the time of asking: up to 25 scripts each may be with us unseen. */
  readonly inDoubt: readonly ReleaseInDoubt[];
};

/** The open incident as the frame shows it. */
export type IncidentLine = {
  readonly id: IncidentId;
  readonly title: string;
  readonly severity: Severity;
  readonly detectedAt: Instant;
  readonly fixedAt: Instant | undefined;
  /** The next promised clearing time that has not passed. */
  readonly promisedAt: Instant | undefined;
  readonly slips: number;
};

/** What the frame shows on every screen. Pushed by the engine whenever it changes. */
export type EngineStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'rebuilding'; readonly done: number; readonly total: number; readonly why: string }
  | { readonly kind: 'stopped'; readonly sentence: string; readonly next: string }
  | {
      readonly kind: 'running';
      readonly now: Instant;
      readonly person: PersonView | undefined;
      /** A companion profile has no broker to have a line to. */
      readonly broker: LineStatus | { readonly kind: 'none' };
      /** What is wrong with this computer's clock (WAT-16). */
      readonly clock: ClockFault | undefined;
      /** Every part as our own looks see it. */
      readonly parts: readonly PartWatch[];
      readonly incident: IncidentLine | undefined;
      readonly smartcard: SmartcardStatus;
      /** As the settings have it; `siteIsSet` says whether anybody has named it yet. */
      readonly site: Site;
      readonly download: DownloadStatus;
      readonly counters: Counters;
      /** Another number whenever what waits, or its order by need, may be another. */
      readonly needs: number;
      /** An import that goes on. */
      readonly importing: ImportProgress | undefined;
      /** What came of imports that went on after a restart. */
      readonly importEnds: readonly ImportEnd[];
    };

/**
 * Live reads for the screen. Each call subscribes: `onValue` is called with the first value and after
 * every change; the returned function ends it.
 */
export type Reads = {
  readonly worklist: (query: WorklistQuery, onValue: (page: WorklistPage) => void) => () => void;
  readonly prescription: (key: IssueKey, onValue: (view: PrescriptionView | undefined) => void) => () => void;
  readonly messages: (
    which: 'open' | 'parked' | 'accepted',
    onValue: (messages: readonly MessageRow[]) => void,
  ) => () => void;
  readonly quarantined: (onValue: (rows: readonly Quarantined[]) => void) => () => void;
  /** Scripts to be claimed, the most pressing first. */
  readonly claims: (limit: number, onValue: (rows: readonly WorklistRow[]) => void) => () => void;
  /** A page of a sealed list. */
  readonly list: <T extends CollectionName>(
    table: T,
    query: ListQuery,
    onValue: (page: ListPage<CollectionStates[T]>) => void,
  ) => () => void;
  /** One state of a sealed list, by its own id. */
  readonly one: <T extends CollectionName>(
    table: T,
    id: string,
    onValue: (state: CollectionStates[T] | undefined) => void,
  ) => () => void;
  readonly people: (onValue: (people: readonly PersonRow[]) => void) => () => void;
};

/** A message with the words to recognise it by. */
export type MessageRow = {
  readonly message: Message;
  readonly shortId: string;
  readonly patient: string;
  /** The Spine does not confirm its script. As the script stands when the row is read; never stored. */
  readonly inConflict?: true;
};
