import type { Instant } from '../domain/kernel/instant';
import type { IssueKey, MessageId, PrescriptionId, RequestId } from '../domain/kernel/ids';
import type { Quarantined, Release } from '../domain/inbox/model';
import type { Message, MessageKind } from '../domain/outbox/model';
import type { PrescriptionState, Span } from '../domain/prescriptions/model';
import type { Tab } from '../domain/prescriptions/tab';
import type { Connection } from '../domain/settings/model';
import type { Cardholder } from '../domain/users/decide-smartcard';
import type { Refusal } from '../domain/kernel/refusal';
import type { SupplierKeyFound } from '../domain/recovery/decide-trust';
import type { PackSaid } from '../domain/recovery/pack-model';
import type { User } from '../domain/users/model';
import type { ProbeFacts } from '../domain/watch/probe';
import type { CollectionName, CollectionStates } from './collections';
import type { Counters } from './views';

/** An entry of the journal as the engine handles it. `seq` from 1 without gaps, `at` in ms since 1970 UTC. */
export type Entry = {
  readonly seq: number;
  readonly at: Instant;
  readonly terminal: string;
  readonly by: string;
  readonly kind: string;
  readonly subject: string;
  readonly v: number;
  readonly data: unknown;
  readonly bytes?: Uint8Array;
};

export type EntryDraft = Omit<Entry, 'seq' | 'terminal'>;

export type Appended =
  | { readonly kind: 'appended'; readonly firstSeq: number; readonly lastSeq: number }
  | { readonly kind: 'refused'; readonly sentence: string; readonly next: string }
  /** [OUT-14] Something was written, or is about to be, that whoever recalls has not read. */
  | { readonly kind: 'overtaken' };

/** [OUT-14] Messages that a batch recalls, by the subjects of their entries; `after`: the last entry that was read. */
export type Recall = { readonly after: number; readonly subjects: readonly string[] };

/** The truth. `append` resolves after the entries are on the disk; all of a batch or none of it. */
export type JournalPort = {
  readonly append: (batch: readonly EntryDraft[], recall?: Recall) => Promise<Appended>;
  /** Entries from `from` on, in order; fewer than asked for when the batch would grow too large; empty at the end. */
  readonly read: (
    from: number,
    options: { readonly withBytes: boolean; readonly atMost?: number },
  ) => Promise<readonly Entry[]>;
  /** With a span, the entry bears those of its bytes alone. */
  readonly readOne: (seq: number, span?: Span) => Promise<Entry | undefined>;
  readonly status: () => Promise<{
    readonly lastSeq: number;
    readonly headHash: string;
    readonly hasRoom: boolean;
  }>;
};

export type SendRequest = {
  readonly operation: MessageKind | 'release';
  readonly requestId: RequestId;
  readonly subject: string;
  readonly by: string;
  readonly body: Uint8Array;
  readonly sha256: string;
  /** SDS role profile of the person behind it; undefined for an unattended nominated release. */
  readonly roleProfileId: string | undefined;
  /** Present where it goes through the door for what nobody stands behind (INB-18). */
  readonly door?: 'unattended';
  readonly attempt: number;
  readonly bytesInJournal: boolean;
};

/** What one attempt came to, as a fact. `bodyText` is undefined where the bytes are no UTF-8. */
export type AttemptFact =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly bodyText: string | undefined;
      /** What it was about, where that was one message or one script alone. */
      readonly about?: string;
    }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  | { readonly kind: 'refused-locally'; readonly reason: string; readonly sentence: string };

export type SendResult = {
  readonly fact: AttemptFact;
  readonly intentSeq: number | undefined;
  readonly answerSeq: number | undefined;
  readonly at: Instant;
};

/** One HTTP attempt by main, which journals intent and raw answer around it. */
export type BrokerPort = { readonly send: (request: SendRequest) => Promise<SendResult> };

/** One look at everything around the program. */
export type ProbePort = { readonly look: () => Promise<ProbeFacts> };

export type ClockPort = { readonly now: () => Instant };
/** Lower-case v4 UUIDs. */
export type IdPort = { readonly newId: () => string };
export type HashPort = { readonly sha256Hex: (bytes: Uint8Array) => Promise<string> };
export type PinPort = { readonly stretch: (pin: string, salt: string) => Promise<string> };
/** NHS CIS2 and the key that signs, both in main. Refusals carry what happened and what to do. */
export type IdentityPort = {
  /** Answers whether messages can go: there is a connection, and a key that signs. */
  readonly configure: (connection: Connection | undefined) => Promise<boolean>;
  readonly identify: () => Promise<
    { readonly kind: 'identified'; readonly card: Cardholder } | IdentityRefused
  >;
  readonly chooseRole: (roleProfileId: string) => Promise<{ readonly kind: 'signed-in' } | IdentityRefused>;
  readonly cancel: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** The public half as a JSON Web Key Set, undefined until a key was made. */
  readonly publicKeySet: (keyId: string) => Promise<string | undefined>;
  readonly makeKey: (keyId: string) => Promise<void>;
};
export type IdentityRefused = {
  readonly kind: 'refused';
  readonly code: string;
  readonly sentence: string;
  readonly next: string;
};

/** What opens the profile, in main. */
export type LockPort = {
  readonly changePassphrase: (typed: {
    readonly present: string;
    readonly next: string;
  }) => Promise<
    | { readonly kind: 'changed' }
    | { readonly kind: 'refused'; readonly sentence: string; readonly next: string }
  >;
};

/** The second copy of the profile, which main keeps. */
export type CopyPort = {
  readonly keepIn: (
    folder: string,
  ) => Promise<
    { readonly kind: 'kept' } | { readonly kind: 'refused'; readonly sentence: string; readonly next: string }
  >;
  readonly stop: () => Promise<void>;
};

export type SessionPort = { readonly tellMain: (roleProfileId: string | undefined) => Promise<void> };

/** Packs as main hands them out: proved right, their contents only ever written to the journal. */
export type PackPort = {
  readonly open: (
    offerId: string,
    signers: readonly { readonly x: string }[],
  ) => Promise<(PackSaid & { readonly kind: 'opened' }) | Refusal>;
  readonly storePart: (request: {
    readonly offerId: string;
    readonly part: number;
    readonly by: string;
    readonly at: number;
  }) => Promise<{ readonly kind: 'stored'; readonly seq: number } | Refusal>;
  readonly readKey: (text: string) => Promise<SupplierKeyFound | undefined>;
  readonly watch: (folder: string | undefined) => Promise<boolean>;
};

/** The index of the journal. One writer: only `project` changes it, in one transaction per batch. */
export type StorePort = {
  /** Last journal entry that the index contains; 0 when it is new. */
  readonly lastSeq: () => number;
  /** Folds entries, in order and without a gap after `lastSeq`, into the index. */
  readonly project: (entries: readonly Entry[]) => Promise<void>;
  readonly loadPrescription: (key: IssueKey) => Promise<PrescriptionState | undefined>;
  readonly loadPrescriptions: (
    keys: readonly IssueKey[],
  ) => Promise<readonly (PrescriptionState | undefined)[]>;
  readonly findByShortId: (id: PrescriptionId) => Promise<readonly PrescriptionState[]>;
  /** Scripts of the patients so named (`everyLink`) that came since a moment; at most `limit` of them. */
  readonly findByPatients: (
    links: readonly string[],
    since: Instant,
    limit: number,
  ) => Promise<readonly PrescriptionState[]>;
  /** Scripts of one tab in its order. */
  readonly keysIn: (tab: Tab, limit: number) => Promise<readonly IssueKey[]>;
  readonly loadMessage: (id: MessageId) => Promise<Message | undefined>;
  /** Messages not yet accepted, parked ones among them, oldest first. */
  readonly openMessages: () => Promise<readonly Message[]>;
  /** In the order in which they were made. */
  readonly messagesOf: (key: IssueKey) => Promise<readonly Message[]>;
  readonly openReleases: () => Promise<readonly Release[]>;
  /** What came and could not be used, while it needs a person. */
  readonly loadKept: (keptId: string) => Promise<Quarantined | undefined>;
  readonly loadUsers: () => Promise<readonly User[]>;
  /** True where a sealed list holds nothing, without looking; false also where that is not known yet. */
  readonly surelyEmpty: (table: CollectionName) => boolean;
  /** States of a sealed list by their own ids, in the order of the ids. */
  readonly loadFromList: <T extends CollectionName>(
    table: T,
    ids: readonly string[],
  ) => Promise<readonly (CollectionStates[T] | undefined)[]>;
  /** A whole tab of a sealed list in its order, or its first `limit`. */
  readonly loadTab: <T extends CollectionName>(
    table: T,
    tab: string,
    limit?: number,
  ) => Promise<readonly CollectionStates[T][]>;
  readonly findByLink: <T extends CollectionName>(
    table: T,
    link: string,
  ) => Promise<readonly CollectionStates[T][]>;
  readonly counters: () => Promise<Counters>;
  /** Journal entries about an issue, oldest first, as sequence numbers. */
  readonly historyOf: (key: IssueKey) => Promise<readonly number[]>;
};
