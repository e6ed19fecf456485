import { findReleased } from '../domain/fhir/find-released';
import { writeMessage } from '../domain/fhir/write-message';
import type { Actor, DecideContext } from '../domain/kernel/context';
import { asRequestId, type IssueKey } from '../domain/kernel/ids';
import { refuse, type Refusal } from '../domain/kernel/refusal';
import type { MessageDraft, PrescriptionCommand } from '../domain/prescriptions/commands';
import { decidePrescription } from '../domain/prescriptions/decide';
import type { PrescriptionState } from '../domain/prescriptions/model';
import type { CommandReply } from './commands';
import { commit, type Fact } from './commit';
import type { Deps } from './deps';
import { decodeUtf8 } from './download';

/** The answer that brought a script, as JSON, from the journal. */
const answerOf = async (deps: Deps, state: PrescriptionState): Promise<unknown> => {
  const entry = await deps.journal.readOne(state.source.seq);
  const body = entry?.bytes && decodeUtf8(entry.bytes);
  return body === undefined ? undefined : (JSON.parse(body) as unknown);
};

/** Freezes a message: ids and bytes as they will be on every attempt (OUT rules). */
const freeze = async (
  deps: Deps,
  key: IssueKey,
  draft: MessageDraft,
  body: unknown,
  actor: Actor,
): Promise<Fact> => {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return {
    event: {
      type: 'message.queued',
      messageId: draft.messageId,
      requestId: asRequestId(deps.ids.newId()),
      kind: draft.kind,
      key,
      author: { userId: actor.userId, name: actor.name, roleProfileId: actor.roleProfileId },
      sha256: await deps.hash.sha256Hex(bytes),
      ...(draft.kind === 'notification' && draft.supply.replaces?.known ? { amends: true } : {}),
    },
    bytes,
  };
};

const signedOut = (): Refusal =>
  refuse('SignedOut', 'USR-1', 'Nobody is signed in.', 'Sign in, then do it again.');
const unknown = (): Refusal =>
  refuse('ScriptUnknown', 'PRX-1', 'This script is not known here.', 'Go back to the worklist.');

/** Load, decide, append events and frozen messages in one batch, project. */
export const actOnPrescription = async (
  deps: Deps,
  key: IssueKey,
  command: PrescriptionCommand,
): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const state = await deps.store.loadPrescription(key);
  if (!state) return unknown();
  const context: DecideContext = { now: deps.clock.now(), newId: deps.ids.newId, user, site: deps.site };
  const decision = decidePrescription(state, command, context);
  if (decision.kind === 'refused') return decision;
  const answer = decision.messages.some(({ kind }) => kind === 'notification')
    ? await answerOf(deps, state)
    : undefined;
  const released = () => findReleased(answer, state.source.path, state.prescription);
  const messages: Fact[] = [];
  for (const draft of decision.messages)
    messages.push(await freeze(deps, key, draft, writeMessage(draft, state, released, context), user));
  const refusal = await commit(deps, user.name, [
    ...decision.events.map((event) => ({ event })),
    ...messages,
  ]);
  return refusal ?? { kind: 'done', sentence: decision.sentence };
};
