import type { Quarantined, Release } from '../domain/inbox/model';
import type { IssueKey } from '../domain/kernel/ids';
import type { Message } from '../domain/outbox/model';
import type { PrescriptionState } from '../domain/prescriptions/model';
import type { User } from '../domain/users/model';

/** A script with the journal entries about it. */
export type ScriptFold = { state: PrescriptionState | undefined; readonly seqs: number[] };

/** What a batch of entries touches, as it stands while they are folded. */
export type Batch = {
  readonly scripts: Map<IssueKey, ScriptFold>;
  readonly messages: Map<string, Message>;
  readonly releases: Map<string, Release>;
  readonly users: Map<string, User>;
  readonly quarantined: Quarantined[];
  /** Messages with another state than before the batch, and new ones. */
  readonly touchedMessages: Set<string>;
  readonly touchedReleases: Set<string>;
  readonly touchedUsers: Set<string>;
  readonly touchedScripts: Set<IssueKey>;
};

export const emptyBatch = (): Batch => ({
  scripts: new Map(),
  messages: new Map(),
  releases: new Map(),
  users: new Map(),
  quarantined: [],
  touchedMessages: new Set(),
  touchedReleases: new Set(),
  touchedUsers: new Set(),
  touchedScripts: new Set(),
});
