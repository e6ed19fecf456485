import type { Instant } from './kernel/instant';
import type { MessageKind } from './outbox/model';
import type { RequestId } from './kernel/ids';

/** Main's entry before each attempt: these bytes, under this id, are about to leave. */
export type BrokerIntent = {
  readonly type: 'broker.intent';
  readonly operation: MessageKind | 'release';
  readonly requestId: RequestId;
  readonly sha256: string;
  readonly attempt: number;
  readonly subject: string;
  /** The role behind it, where a person stands behind it; older programs did not note it. */
  readonly roleProfileId?: string;
};

/** Main's entry after each attempt; the raw body is the entry's bytes. */
export type BrokerAnswer = {
  readonly type: 'broker.answer';
  readonly operation: MessageKind | 'release';
  readonly requestId: RequestId;
  readonly fact: 'answered' | 'unreachable' | 'timed-out';
  readonly subject: string;
};

/** Where and when an entry stands in the journal. */
export type Place = { readonly seq: number; readonly at: Instant; readonly by: string };
