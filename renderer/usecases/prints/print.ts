import { decideAskToPrint, decideEndPrint, type AskToPrint, type EndPrint } from '../../domain/prints/decide';
import type { CommandReply, ReplyTo } from '../commands';
import { carryOut } from '../carry-out';
import { asFacts, commit } from '../commit';
import { programName, type Deps } from '../deps';

/** [PRN-1] [PRN-2] Enters what is about to be printed; the ticket in the answer is the leave to do it. */
export const askToPrint = async (deps: Deps, command: AskToPrint): Promise<ReplyTo<'AskToPrint'>> => {
  const user = deps.who.current();
  const state = command.key === undefined ? undefined : await deps.store.loadPrescription(command.key);
  const decision = decideAskToPrint(state, command, { user, newId: deps.ids.newId });
  if (decision.kind === 'refused') return decision;
  const refusal = await commit(deps, user?.name ?? programName, asFacts(decision.events));
  return refusal ?? { kind: 'done', sentence: 'Entered.', ticket: decision.ticket };
};

/** [PRN-1] Enters how it ended, also where whoever asked has been signed out meanwhile. */
export const endPrint = async (deps: Deps, command: EndPrint): Promise<CommandReply> => {
  const events = decideEndPrint(command);
  return carryOut(deps, deps.who.current(), { kind: 'decided', events, sentence: 'Entered.' });
};
