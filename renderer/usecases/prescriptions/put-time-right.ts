import type { IssueKey } from '../../domain/kernel/ids';
import { messageSubject } from '../../domain/outbox/evolve';
import { decideTimeRight, type PutTimeRight, type Told } from '../../domain/prescriptions/decide-time-right';
import type { ScriptReply } from '../commands';
import { asFacts, catchUp, commit } from '../commit';
import type { Deps } from '../deps';
import { freezeAll } from '../outbox/freeze';
import { pairsAfter } from '../registers/compare-scripts';
import { contextFor, signedOut } from '../signed-in';
import { scriptUnknown } from './act-on-prescription';

/** What was read may be overtaken by an attempt at any other message, so it is read and decided again. */
const tries = 20;

/** [OUT-14] What was written before a put back proves nothing: the time that is missing may have sent it. */
const toldOf = async ({ store }: Deps, key: IssueKey): Promise<Told> => {
  const [setting] = await store.loadFromList('settings', ['put-back']);
  const putBack = setting?.id === 'put-back' ? setting : undefined;
  return {
    messages: await store.messagesOf(key),
    provesFrom: putBack ? (putBack.seq ?? Number.MAX_SAFE_INTEGER) : 0,
  };
};

/** One try: read to the journal's end, decide, and write only where nothing came in between. */
const tryOnce = async (deps: Deps, key: IssueKey, command: PutTimeRight): Promise<ScriptReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  await catchUp(deps);
  const after = deps.store.lastSeq();
  const state = await deps.store.loadPrescription(key);
  if (!state) return scriptUnknown();
  const context = contextFor(deps, user);
  const decision = decideTimeRight(state, command, await toldOf(deps, key), context);
  if (decision.kind === 'refused') return decision;
  const subjects = decision.events.flatMap((event) =>
    event.type === 'message.replaced' ? [messageSubject(event.messageId)] : [],
  );
  const facts = [
    ...asFacts(decision.events),
    ...(await freezeAll(deps, state, decision.messages, context)),
    ...(await pairsAfter(deps, state, decision.events, user.name)),
  ];
  const refusal = await commit(deps, user.name, facts, { after, subjects });
  const [message] = decision.messages;
  return (
    refusal ?? {
      kind: 'done',
      sentence: decision.sentence,
      ...(message ? { told: { messageId: message.messageId, stands: decision.stands ?? '' } } : {}),
    }
  );
};

/** [PRX-22] [OUT-14] Puts the time of a hand-out right before anything was sent of it, all in one write. */
export const putTimeRight = async (
  deps: Deps,
  key: IssueKey,
  command: PutTimeRight,
): Promise<ScriptReply> => {
  for (let left = tries; ; left -= 1) {
    const reply = await tryOnce(deps, key, command);
    if (reply.kind === 'done' || reply.code !== 'Overtaken' || left === 1) return reply;
  }
};
