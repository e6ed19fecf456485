import type { DomainEvent } from '../domain/events';
import { isAboutMessage, messageSubject } from '../domain/outbox/evolve';
import { refuse, type Refusal } from '../domain/kernel/refusal';
import { assertNever } from '../domain/kernel/assert-never';
import type { Deps } from './deps';
import type { Entry, EntryDraft, Recall } from './ports';
import { suppliesAfter } from './registers/settle-supplies';
import { mayMakeMessages } from './speaking';

/** An event to be written, with the bytes that belong to it. */
export type Fact = { readonly event: DomainEvent; readonly bytes?: Uint8Array };

/** Events that no bytes belong to. */
export const asFacts = (events: readonly DomainEvent[]): readonly Fact[] =>
  events.map((event) => ({ event }));

/** What an entry is about, so that a script's log can be gathered. Stored: do not rename. */
const subjectOf = (event: DomainEvent): string => {
  if (isAboutMessage(event)) return messageSubject(event.messageId);
  if ('key' in event) return event.key;
  // Events of a sealed list carry the id of what they are about.
  if ('id' in event) return event.id;
  if ('requestId' in event) return event.requestId;
  switch (event.type) {
    case 'script.quarantined':
    case 'script.quarantine-closed':
      return event.shortId;
    case 'user.added':
      return event.user.userId;
    case 'user.signed-in':
    case 'user.signed-out':
    case 'user.sign-in-refused':
    case 'user.changed':
    case 'user.pin-changed':
    case 'user.deactivated':
    case 'user.reactivated':
      return event.userId;
    case 'triage.list-changed':
      return 'triage';
    // Of no script.
    case 'print.asked':
    case 'print.ended':
      return '';
  }
};

const draftOf = (fact: Fact, deps: Deps, by: string): EntryDraft => {
  const { type, ...data } = fact.event;
  return {
    at: deps.clock.now(),
    by,
    kind: type,
    subject: subjectOf(fact.event),
    v: 1,
    data,
    ...(fact.bytes ? { bytes: fact.bytes } : {}),
  };
};

/** What stands in the journal between the index and an entry, which may be yet to come. */
const entriesUpTo = async (deps: Deps, end: number): Promise<readonly Entry[]> => {
  const found: Entry[] = [];
  for (;;) {
    const from = deps.store.lastSeq() + 1 + found.length;
    if (from >= end) return found;
    const some = await deps.journal.read(from, { withBytes: false, atMost: end - from });
    if (some.length === 0) return found;
    found.push(...some);
  }
};

/** So many entries are written by one append, and taken in by one transaction, at most. */
const mostAtOnce = 2_000;

/** Brings the index up to the journal: main writes intents and answers between our own entries. */
export const catchUp = async (deps: Deps): Promise<void> => {
  for (;;) {
    const entries = await entriesUpTo(deps, deps.store.lastSeq() + 1 + mostAtOnce);
    if (entries.length > 0) await deps.store.project(entries);
    if (entries.length < mostAtOnce) return;
  }
};

/** On the disk; `show` brings the index up to it. */
export type Written = {
  readonly kind: 'written';
  /** Also what followed of itself. */
  readonly events: readonly DomainEvent[];
  readonly show: () => Promise<void>;
};

/** [OUT-14] What was read may have changed before it could be written. */
const overtaken = (): Refusal =>
  refuse(
    'Overtaken',
    'OUT-14',
    'Messages were on their way to EPS while this was to be written down, so it was not done.',
    'Do it again.',
  );

/** The first half of `commit`: one append, on the disk when it resolves. A refused append changes nothing. */
export const write = async (
  deps: Deps,
  by: string,
  facts: readonly Fact[],
  recall?: Recall,
): Promise<Refusal | Written> => {
  if (facts.length === 0) return { kind: 'written', events: [], show: () => Promise.resolve() };
  // [SET-4] Whatever decided it: what would wait for EPS for ever is not written.
  const silent = facts.some(({ event }) => event.type === 'message.queued')
    ? mayMakeMessages(deps)
    : undefined;
  if (silent) return silent;
  const follow = await suppliesAfter(
    deps,
    facts.map(({ event }) => event),
  );
  const all = [...facts, ...asFacts(follow)];
  const drafts = all.map((fact) => draftOf(fact, deps, by));
  const appended = await deps.journal.append(drafts, recall);
  switch (appended.kind) {
    case 'overtaken':
      return overtaken();
    case 'refused':
      return refuse('NotWritten', 'JRN-8', appended.sentence, appended.next);
    case 'appended': {
      const own = drafts.map((draft, i): Entry => {
        const { bytes: _bytes, ...rest } = draft;
        return { ...rest, seq: appended.firstSeq + i, terminal: deps.terminal };
      });
      const show = async () => deps.store.project([...(await entriesUpTo(deps, appended.firstSeq)), ...own]);
      return { kind: 'written', events: all.map(({ event }) => event), show };
    }
    default:
      return assertNever(appended);
  }
};

/**
 * The one way anything changes: one append (on the disk when it resolves), then one projection.
 * A refused append changes nothing.
 */
export const commit = async (
  deps: Deps,
  by: string,
  facts: readonly Fact[],
  recall?: Recall,
): Promise<Refusal | undefined> => {
  const written = await write(deps, by, facts, recall);
  if (written.kind === 'refused') return written;
  await written.show();
  return undefined;
};

/**
 * Facts that need not be written together, as of all rows of the desk: main takes a bounded number at once. What is
 * written stays where a later append is refused.
 */
export const commitMany = async (
  deps: Deps,
  by: string,
  facts: readonly Fact[],
): Promise<Refusal | undefined> => {
  for (let from = 0; from < facts.length; from += mostAtOnce) {
    const refusal = await commit(deps, by, facts.slice(from, from + mostAtOnce));
    if (refusal && from > 0)
      return {
        ...refusal,
        next: `${from} of ${facts.length} were written and stay so. ${refusal.next}`,
      };
    if (refusal) return refusal;
  }
  return undefined;
};
