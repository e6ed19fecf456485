import {
  decideAfterAttempt,
  decideAfterNothingLeft,
  decideHandOver,
  decideRetry,
  verdictWithoutAnswer,
  type HandOver,
  type PersonsDecision,
} from '../../domain/outbox/decide';
import { decideHurry } from '../../domain/outbox/wait';
import { timeNext } from '../../domain/prescriptions/time-alert';
import { messageSubject } from '../../domain/outbox/evolve';
import type { Message } from '../../domain/outbox/model';
import type { MessageId } from '../../domain/kernel/ids';
import type { Instant } from '../../domain/kernel/instant';
import { refuse } from '../../domain/kernel/refusal';
import type { CommandReply } from '../commands';
import { carryOut } from '../carry-out';
import { asFacts, catchUp, commit } from '../commit';
import { pairsAfterAnswer } from '../registers/compare-scripts';
import { programName, type Deps } from '../deps';
import type { SendRequest, SendResult } from '../ports';
import { readVerdict } from '../read-answer';
import { signedOut } from '../signed-in';
import { needsBrokerNow } from '../speaking';

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

/** [PRX-22] An amendment that was refused is no matter of its time: what it was to replace stands, with the same. */
const timeNextOf = async (deps: Deps, message: Message, now: Instant): Promise<string | undefined> => {
  if (message.kind !== 'notification' || message.amends) return undefined;
  const state = await deps.store.loadPrescription(message.subject);
  const supply = state?.supplies.find(({ messageId }) => messageId === message.messageId);
  return supply && timeNext(supply, now, deps.clockFault());
};

/** Takes in what one attempt at a message came to; false where none was made, or it could not be written. */
export const settleAttempt = async (
  deps: Deps,
  messageId: MessageId,
  result: SendResult,
): Promise<boolean> => {
  await catchUp(deps);
  const message = await deps.store.loadMessage(messageId);
  if (!message) return false;
  if (result.fact.kind === 'refused-locally') {
    const rests = decideAfterNothingLeft(message, result.fact.reason, result.at);
    await commit(deps, programName, asFacts(rests));
    return false;
  }
  const verdict =
    result.fact.kind === 'answered'
      ? readVerdict(result.fact, result.at, message.requestId)
      : verdictWithoutAnswer(result.fact);
  const events = decideAfterAttempt(message, verdict, {
    now: result.at,
    chance: deps.chance(),
    timeNext: verdict.kind === 'refused' ? await timeNextOf(deps, message, result.at) : undefined,
  });
  const follow = await pairsAfterAnswer(deps, message.subject, events);
  return (await commit(deps, programName, [...asFacts(events), ...follow])) === undefined;
};

/** What a person does with a parked message. */
const actOnMessage = async (
  deps: Deps,
  messageId: MessageId,
  sentence: string,
  decide: (message: Message) => PersonsDecision,
): Promise<CommandReply> => {
  const actor = deps.who.current();
  const message = await deps.store.loadMessage(messageId);
  if (!message)
    return refuse(
      'MessageUnknown',
      'OUT-6',
      'This message is not known here.',
      'Go back to the list of messages.',
    );
  if (!actor) return signedOut();
  const decision = decide(message);
  if (decision.kind === 'refused') return decision;
  return carryOut(deps, actor, { ...decision, sentence });
};

/** [OUT-6] A person sends a parked message again. */
export const retryMessage = async (deps: Deps, messageId: MessageId): Promise<CommandReply> =>
  needsBrokerNow(deps) ??
  actOnMessage(deps, messageId, 'It is sent again, the same bytes under the same id.', decideRetry);

/** [OUT-10] A person takes a parked message over. */
export const handOverMessage = (deps: Deps, { messageId, note }: HandOver): Promise<CommandReply> =>
  actOnMessage(deps, messageId, 'Noted, in your name.', (message) => decideHandOver(message, note));

/** [OUT-20] A person has the next try at once. */
export const hurryMessage = async (deps: Deps, messageId: MessageId): Promise<CommandReply> => {
  const silent = needsBrokerNow(deps);
  if (silent) return silent;
  const open = await deps.store.openMessages();
  return actOnMessage(deps, messageId, 'It is tried now, the same bytes under the same id.', (message) =>
    decideHurry(message, open),
  );
};
