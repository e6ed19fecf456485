import type { Quarantined, Release } from '../domain/inbox/model';
import type { IssueKey } from '../domain/kernel/ids';
import type { Message } from '../domain/outbox/model';
import type { PrescriptionState } from '../domain/prescriptions/model';
import type { User } from '../domain/users/model';
import type { CollectionName } from '../usecases/collections';
import type { ScriptRow } from './schema';

/** A script with the journal entries about it. */
export type ScriptFold = { state: PrescriptionState | undefined; readonly seqs: number[] };

/** One state of a sealed list, and whether the batch changed it. */
export type HeldState = { readonly state: unknown; readonly touched: boolean };

/** What a batch of entries touches, as it stands while they are folded. */
export type Batch = {
  readonly scripts: Map<IssueKey, ScriptFold>;
  /** Blind ids of the scripts above. */
  readonly ids: Map<IssueKey, string>;
  /** Rows of those that the index held before, by id. */
  readonly stored: Map<string, ScriptRow>;
  readonly messages: Map<string, Message>;
  readonly releases: Map<string, Release>;
  readonly users: Map<string, User>;
  readonly quarantined: Quarantined[];
  /** Of what could not be used, what a person has closed. */
  readonly closed: Set<string>;
  /** By list and the domain's own id. */
  readonly lists: Map<CollectionName, Map<string, HeldState>>;
  /** Messages with another state than before the batch, and new ones. */
  readonly touchedMessages: Set<string>;
  readonly touchedReleases: Set<string>;
  readonly touchedUsers: Set<string>;
  readonly touchedScripts: Set<IssueKey>;
};

export const emptyBatch = (): Batch => ({
  scripts: new Map(),
  ids: new Map(),
  stored: new Map(),
  messages: new Map(),
  releases: new Map(),
  users: new Map(),
  quarantined: [],
  closed: new Set(),
  lists: new Map(),
  touchedMessages: new Set(),
  touchedReleases: new Set(),
  touchedUsers: new Set(),
  touchedScripts: new Set(),
});
