import { decideAfterAttempt, decideRetry, verdictWithoutAnswer } from '../domain/outbox/decide';
import { messageSubject } from '../domain/outbox/evolve';
import type { Message } from '../domain/outbox/model';
import type { MessageId } from '../domain/kernel/ids';
import { refuse } from '../domain/kernel/refusal';
import type { CommandReply } from './commands';
import { catchUp, commit } from './commit';
import { pairAfterReturn } from './compare-scripts';
import { programName, type Deps } from './deps';
import type { SendRequest, SendResult } from './ports';
import { readVerdict } from './read-answer';

/** The frozen bytes of a queued message as the next attempt, under the role of the person signed in. */
export const prepareAttempt = async (deps: Deps, message: Message): Promise<SendRequest | undefined> => {
  const queued = await deps.journal.readOne(message.bodySeq);
  const actor = deps.who.current();
  if (!queued?.bytes || !actor) return undefined;
  return {
    operation: message.kind,
    requestId: message.requestId,
    subject: messageSubject(message.messageId),
    by: actor.name,
    body: queued.bytes,
    sha256: message.sha256,
    roleProfileId: actor.roleProfileId,
    attempt: message.attempts + 1,
    bytesInJournal: true,
  };
};

/** Takes in what one attempt at a message came to. */
export const settleAttempt = async (deps: Deps, messageId: MessageId, result: SendResult): Promise<void> => {
  await catchUp(deps);
  const message = await deps.store.loadMessage(messageId);
  if (!message || result.fact.kind === 'refused-locally') return;
  const verdict =
    result.fact.kind === 'answered' ? readVerdict(result.fact) : verdictWithoutAnswer(result.fact);
  const events = decideAfterAttempt(message, verdict, { now: result.at, chance: deps.chance() });
  const facts = [...events, ...(await pairAfterReturn(deps, events))].map((event) => ({ event }));
  await commit(deps, programName, facts);
};

/** [OUT-6] A person sends a parked message again. */
export const retryMessage = async (deps: Deps, messageId: MessageId): Promise<CommandReply> => {
  const actor = deps.who.current();
  const message = await deps.store.loadMessage(messageId);
  if (!message)
    return refuse(
      'MessageUnknown',
      'OUT-6',
      'This message is not known here.',
      'Go back to the list of messages.',
    );
  if (!actor) return refuse('SignedOut', 'OUT-7', 'Nobody is signed in.', 'Sign in, then try again.');
  const decision = decideRetry(message);
  if (decision.kind === 'refused') return decision;
  const refusal = await commit(
    deps,
    actor.name,
    decision.events.map((event) => ({ event })),
  );
  return refusal ?? { kind: 'done', sentence: 'It is sent again, the same bytes under the same id.' };
};
