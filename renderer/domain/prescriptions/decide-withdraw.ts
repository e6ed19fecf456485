import { endsBy } from '../kernel/clock-fault';
import type { DecideContext } from '../kernel/context';
import { asMessageId } from '../kernel/ids';
import { liveClaims } from '../claims/decide';
import { formatDateTime } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import { blockedBecause } from './allowed';
import { notClaimedSince } from './clean-up';
import { decided, type DecidedEvent, type Decision } from './commands';
import type { Coded, PrescriptionState, Supply } from './model';
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
export const mayGoBack = ['superseded', 'possible-duplicate', 'supplied-before'] as const;

/**
 * [PRX-15] EPS refused it, so EPS has nothing to take back: it falls here, with those that waited behind it, and
 * nothing is sent.
 */
const takeBackRefused = (
  state: PrescriptionState,
  refused: Supply,
  reason: Coded,
  context: DecideContext,
): Decision => {
  const { key } = state.prescription;
  const standing = standingSupplies(state);
  const fallen = standing.slice(standing.indexOf(refused));
  const messageId = asMessageId(context.newId());
  const words = `Taken back: ${reason.display}`;
  return decided('Taken back. EPS had refused it, so nothing is sent; the script stands as before it.', [
    ...fallen.map(({ messageId: of }): DecidedEvent => ({
      type: 'prescription.withdrawal-requested',
      key,
      messageId,
      of,
      reason,
    })),
    { type: 'prescription.supply-withdrawn', key, messageId, untold: true },
    ...fallen.map((one): DecidedEvent =>
      one.notification === 'refused'
        ? { type: 'message.handed-over', messageId: one.messageId, key, note: words, settles: true }
        : { type: 'message.set-aside', messageId: one.messageId, key, reason: words, waited: true },
    ),
  ]);
};

/** [CLM-6] A notification that was claimed, or that the Spine counts as not claimed, stays. */
const claimStands = (state: PrescriptionState, last: Supply, context: DecideContext): Refusal | undefined => {
  if (liveClaims(state).length > 0)
    return refuse(
      'Claimed',
      'CLM-6',
      'This script was claimed, so its notification can no longer be withdrawn.',
      'Change the notification or the claim instead.',
    );
  const notClaimed = notClaimedSince(last, endsBy(context));
  if (notClaimed)
    return refuse(
      'NotClaimed',
      'CLM-6',
      `Since ${formatDateTime(notClaimed)} EPS counts this script as not claimed, so its notification can no longer be withdrawn.`,
      'Change the notification instead, as long as the script stays dispensed.',
    );
  return undefined;
};

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
  const standing = standingSupplies(state);
  const refused = standing.find(({ notification }) => notification === 'refused');
  if (refused) return takeBackRefused(state, refused, reason, context);
  const last = standing.at(-1);
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
  const tooLate = claimStands(state, last, context);
  if (tooLate) return tooLate;
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
