import type { DecideContext } from '../kernel/context';
import { refuse } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import { blockedBecause } from './allowed';
import { closedByEps } from './clean-up';
import { decided, type Decision } from './commands';
import { mayGoBack } from './decide-withdraw';
import { cleanReason } from './decide-work';
import type { PrescriptionState } from './model';

/**
 * [WIN-7] What EPS closed with something owed leaves what is owed, by a pharmacist who says what was done for the
 * patient. EPS did it by itself, so nothing is sent; what is held for another script may be ended so too.
 */
export const decideClosedByEps = (
  state: PrescriptionState,
  typed: string,
  context: DecideContext,
): Decision => {
  const refusal =
    needRole(context.user, ['pharmacist'], 'Ending a script that EPS has closed') ??
    blockedBecause(state, mayGoBack);
  if (refusal) return refusal;
  if (state.closed || !closedByEps(state, context))
    return refuse(
      'NotClosed',
      'WIN-7',
      state.closed
        ? 'It is noted already that EPS has closed this script.'
        : 'EPS has not closed this script with something owed.',
      'Open its log to see how it stands.',
    );
  const reason = cleanReason(typed);
  if (reason === '')
    return refuse(
      'ReasonMissing',
      'WIN-7',
      'Ending it needs a word on the patient.',
      'Write what was done for the rest, such as a new script asked for, or not needed any more.',
    );
  return decided('On record: EPS has closed it. Nothing is sent, and the rest is not supplied from it.', [
    { type: 'prescription.closed-by-eps', key: state.prescription.key, reason },
  ]);
};
