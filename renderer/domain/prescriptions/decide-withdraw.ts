import type { DecideContext } from '../kernel/context';
import { asMessageId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import { blockedBecause, needRole } from './allowed';
import { decided, type Decision } from './commands';
import type { Coded, PrescriptionState } from './model';
import { standingSupplies } from './supplied';

/** EPS-task-dispense-withdraw-reason (eps.md 4). */
export const withdrawReasons: readonly Coded[] = [
  { code: 'QU', display: 'Quantity Update' },
  { code: 'MU', display: 'Medication Update' },
  { code: 'DA', display: 'Dosage Amendments' },
  { code: 'PA', display: 'Patient Details Amendments' },
  { code: 'OC', display: 'Other Clinical' },
  { code: 'ONC', display: 'Other Non-Clinical' },
];

/** What is held for these may have to go back, and goes back only once nothing of it is told. */
const mayGoBack = ['superseded', 'possible-duplicate', 'supplied-before'] as const;

/**
 * [PRX-15] Takes the last dispense notification back: it was sent by mistake or wrong. The medicine itself is
 * not undone by it, and a script that was withdrawn can be handed out again, so a pharmacist decides.
 */
export const decideWithdraw = (
  state: PrescriptionState,
  reasonCode: string,
  context: DecideContext,
): Decision => {
  const refusal =
    needRole(context.user, ['pharmacist'], 'Withdrawing a notification') ?? blockedBecause(state, mayGoBack);
  if (refusal) return refusal;
  const reason = withdrawReasons.find((known) => known.code === reasonCode);
  if (!reason)
    return refuse(
      'ReasonUnknown',
      'PRX-15',
      'A withdrawal needs one of the reasons EPS knows.',
      'Choose a reason from the list.',
    );
  const last = standingSupplies(state).at(-1);
  if (!last)
    return refuse(
      'NothingToWithdraw',
      'PRX-15',
      'No notification of this script stands.',
      'Nothing needs to be withdrawn.',
    );
  if (last.notification !== 'accepted')
    return refuse(
      'NotAccepted',
      'PRX-15',
      'EPS has not accepted the last notification yet, so there is nothing to take back.',
      'Wait for its answer in Messages.',
    );
  if (state.claims.some(({ progress }) => progress !== 'refused' && progress !== 'replaced'))
    return refuse(
      'Claimed',
      'CLM-6',
      'This script was claimed, so its notification can no longer be withdrawn.',
      'Change the notification or the claim instead.',
    );
  const messageId = asMessageId(context.newId());
  return decided(
    'The withdrawal waits for the broker. Until EPS answers nothing else can be done with this script.',
    [
      {
        type: 'prescription.withdrawal-requested',
        key: state.prescription.key,
        messageId,
        of: last.messageId,
        reason,
      },
    ],
    [{ kind: 'withdraw', messageId, of: last.messageId, reason }],
  );
};
