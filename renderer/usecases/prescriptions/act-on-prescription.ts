import type { IssueKey } from '../../domain/kernel/ids';
import { refuse, type Refusal } from '../../domain/kernel/refusal';
import type { PrescriptionCommand } from '../../domain/prescriptions/commands';
import { decidePrescription } from '../../domain/prescriptions/decide';
import type { ScriptReply } from '../commands';
import { asFacts, commit } from '../commit';
import { pairsAfter, refuseTwin } from '../registers/compare-scripts';
import type { Deps } from '../deps';
import { freezeAll } from '../outbox/freeze';
import { notesOfHandOut } from '../incidents/watch-over';
import { contextFor, signedOut } from '../signed-in';

export const scriptUnknown = (): Refusal =>
  refuse('ScriptUnknown', 'PRX-1', 'This script is not known here.', 'Go back to the worklist.');

/** Load, decide, append events and frozen messages in one batch, project. */
export const actOnPrescription = async (
  deps: Deps,
  key: IssueKey,
  command: PrescriptionCommand,
): Promise<ScriptReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const state = await deps.store.loadPrescription(key);
  if (!state) return scriptUnknown();
  const context = contextFor(deps, user);
  const decision = decidePrescription(state, command, context);
  if (decision.kind === 'refused') return decision;
  if (command.kind === 'SupplyInFull' || command.kind === 'SupplyItems') {
    const twin = await refuseTwin(deps, state, user);
    if (twin) return twin;
  }
  const notes = await notesOfHandOut(deps, decision.events);
  const refusal = await commit(deps, user.name, [
    ...asFacts([...decision.events, ...notes]),
    ...(await freezeAll(deps, state, decision.messages, context)),
    ...(await pairsAfter(deps, state, decision.events, user.name)),
  ]);
  const [message] = decision.messages;
  return (
    refusal ?? {
      kind: 'done',
      sentence: decision.sentence,
      ...(message ? { told: { messageId: message.messageId, stands: decision.stands ?? '' } } : {}),
    }
  );
};
