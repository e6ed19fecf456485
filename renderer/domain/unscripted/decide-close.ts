import type { DecideContext } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import type { UnscriptedDecision } from './decide';
import type { UnscriptedEvent } from './events';
import { expectsScript, isOpen, type UnscriptedState } from './model';

const noReason = (next: string): Refusal =>
  refuse('ReasonMissing', 'USC-18', 'This needs a reason that stays on record.', next);

const decided = (sentence: string, event: UnscriptedEvent): UnscriptedDecision => ({
  kind: 'decided',
  sentence,
  events: [event],
  messages: [],
});

const notToClose = (state: UnscriptedState): Refusal | undefined => {
  if (state.proposal)
    return refuse(
      'ScriptProposed',
      'USC-18',
      `${state.proposal.shortId} may be the script of this supply.`,
      'Say first whether it is.',
    );
  return isOpen(state)
    ? undefined
    : refuse(
        'EntryClosed',
        'USC-18',
        'This entry waits for no script.',
        'Look at the entry for what closed it.',
      );
};

/** [USC-18] No script will come for a supply that waits for one. One that comes all the same is held and proposed. */
export const decideCloseSupply = (
  state: UnscriptedState,
  reason: string,
  context: DecideContext,
): UnscriptedDecision => {
  const why = reason.trim().slice(0, 300);
  const refusal =
    needRole(context.user, ['pharmacist'], 'Closing a supply that waits for its script') ?? notToClose(state);
  if (refusal) return refusal;
  if (why === '') return noReason('Write why no script will come.');
  return decided(
    'Closed: no script is waited for. One that comes here all the same is held and asked about.',
    {
      type: 'unscripted.closed',
      id: state.id,
      reason: why,
    },
  );
};

/** [USC-18] It waits for its script again. */
export const decideReopenSupply = (
  state: UnscriptedState,
  reason: string,
  context: DecideContext,
): UnscriptedDecision => {
  const why = reason.trim().slice(0, 300);
  const refusal = needRole(context.user, ['pharmacist'], 'Opening a supply again');
  if (refusal) return refusal;
  if (!state.closed || state.correctedBy || !expectsScript(state))
    return refuse(
      'NotClosed',
      'USC-18',
      'Nobody has said of this supply that no script will come.',
      'Look at the entry for what closed it.',
    );
  if (why === '') return noReason('Write why a script is waited for again.');
  return decided('Open again: it waits for its script.', {
    type: 'unscripted.reopened',
    id: state.id,
    reason: why,
  });
};
