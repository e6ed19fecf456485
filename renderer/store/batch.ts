import type { AskedScript } from '../domain/inbox/asked';
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
  /** By short id: the latest answer to asking for it, with its place in the journal. */
  readonly asked: Map<string, { readonly asked: AskedScript; readonly seq: number }>;
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
  asked: new Map(),
  touchedMessages: new Set(),
  touchedReleases: new Set(),
  touchedUsers: new Set(),
  touchedScripts: new Set(),
});
