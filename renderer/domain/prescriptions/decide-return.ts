import type { DecideContext } from '../kernel/context';
import { asMessageId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import { decided, type Decision } from './commands';
import type { Coded, PrescriptionState } from './model';
import { standingSupplies } from './supplied';

/** EPS-task-dispense-return-status-reason (eps.md 4), those that a person chooses. */
export const returnReasons: readonly Coded[] = [
  { code: '0003', display: 'Patient requested release' },
  { code: '0004', display: 'Another dispenser requested release on behalf of the patient' },
  { code: '0001', display: 'Patient non-attendance' },
  { code: '0002', display: 'Unable to dispense medication on prescriptions' },
  { code: '0007', display: 'Prescription otherwise invalid or unreadable' },
  { code: '0008', display: 'Prescription expired' },
];

/**
 * [PRX-10] Only a whole script that is with us, of which nothing was supplied or promised, goes back; once.
 * A hold does not stop a return: a superseded script must go back.
 */
export const decideReturn = (
  state: PrescriptionState,
  reasonCode: string,
  context: DecideContext,
): Decision => {
  const refusal = needRole(context.user, ['pharmacist'], 'Returning a script');
  if (refusal) return refusal;
  const reason = returnReasons.find((known) => known.code === reasonCode);
  if (!reason)
    return refuse(
      'ReasonUnknown',
      'PRX-10',
      'A return needs one of the reasons EPS knows.',
      'Choose a reason from the list.',
    );
  if (standingSupplies(state).length > 0)
    return refuse(
      'SuppliedAlready',
      'PRX-10',
      'Something of this script was supplied, or EPS was told that it is owed or not dispensed, so it cannot go back.',
      'Withdraw the dispense notification first if it was sent by mistake.',
    );
  if (state.staysActive)
    return refuse(
      'StaysActive',
      'PRX-25',
      'EPS was told of this issue of repeat dispensing once. Since that was withdrawn EPS waits for another notification, and takes the issue back no more.',
      'Hand it out, or record it as not dispensed.',
    );
  if (state.work === 'locked')
    return refuse('StillLocked', 'PRX-5', 'This script is still locked.', 'Sign in to unlock it.');
  if (state.custody.kind === 'ours-unconfirmed')
    return refuse(
      'Unconfirmed',
      'DSK-7',
      'The Spine has not confirmed yet that this script is ours, so it cannot go back.',
      'Wait until the broker is back; the Spine is asked first.',
    );
  if (state.custody.kind !== 'ours')
    return refuse(
      'NotHere',
      'PRX-10',
      state.custody.kind === 'returning'
        ? 'This script is on its way back already.'
        : 'This script is not with us.',
      'Open its log to see what happened.',
    );
  const messageId = asMessageId(context.newId());
  return decided(
    'The return waits for the broker. Nothing can be supplied from this script any more.',
    [{ type: 'prescription.return-requested', key: state.prescription.key, messageId, reason }],
    [{ kind: 'return', messageId, reason }],
  );
};
