import { findReleased } from '../../domain/fhir/find-released';
import { writeMessage } from '../../domain/fhir/write-message';
import type { Actor, DecideContext } from '../../domain/kernel/context';
import { asRequestId, type IssueKey } from '../../domain/kernel/ids';
import type { MessageDraft } from '../../domain/prescriptions/commands';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { Fact } from '../commit';
import type { Deps } from '../deps';
import { readSource } from '../prescriptions/read-source';

/** Freezes a message: ids and bytes as they will be on every attempt (OUT rules). */
export const freeze = async (
  deps: Deps,
  key: IssueKey,
  draft: MessageDraft,
  body: unknown,
  actor: Actor,
  /** [DSK-8] Nothing is told of a script before the Spine has confirmed that it is ours. */
  unconfirmed = false,
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
      ...(unconfirmed ? { awaits: 'confirmation' } : {}),
    },
    bytes,
  };
};

/** Writes and freezes the messages of a decision, in its order. */
export const freezeAll = async (
  deps: Deps,
  state: PrescriptionState,
  drafts: readonly MessageDraft[],
  context: DecideContext,
): Promise<readonly Fact[]> => {
  const answer = drafts.some(({ kind }) => kind === 'notification')
    ? await readSource(deps, state.source)
    : undefined;
  const released = () => findReleased(answer, state.source.path, state.prescription);
  const facts: Fact[] = [];
  for (const draft of drafts) {
    const body = writeMessage(draft, state, released, context);
    const unconfirmed = state.custody.kind === 'ours-unconfirmed';
    facts.push(await freeze(deps, state.prescription.key, draft, body, context.user, unconfirmed));
  }
  return facts;
};
