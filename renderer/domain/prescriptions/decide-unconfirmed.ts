import type { DecideContext } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { blockedBecause } from './allowed';
import { needRole } from '../users/need-role';
import { decided, type DecidedEvent, type Decision, type PrescriptionCommand } from './commands';
import { cleanReason, notNow } from './decide-work';
import { countsAsOurs } from './spine-says';
import type { PrescriptionState } from './model';
import { standingSupplies } from './supplied';

const notUnconfirmed = (): Refusal =>
  refuse(
    'NotUnconfirmed',
    'DSK-6',
    'This script does not wait for a confirmation of the Spine.',
    'Open its log to see what happened.',
  );

/** [DSK-9] Nobody has worked on it since it came out of its pack. */
export const mayUndoRelease = (state: PrescriptionState): boolean =>
  state.custody.kind === 'ours-unconfirmed' &&
  state.work === 'to-check' &&
  standingSupplies(state).length === 0;

/** [DSK-9] A release from a pack is taken back while nobody has worked on the script. */
export const decideUndoRelease = (state: PrescriptionState, context: DecideContext): Decision => {
  if (state.custody.kind !== 'ours-unconfirmed') return notUnconfirmed();
  const refusal =
    blockedBecause(state) ??
    needRole(context.user, ['pharmacist', 'technician', 'dispenser'], 'Undoing a release');
  if (refusal) return refusal;
  if (!mayUndoRelease(state)) return notNow(state, 'it is not put back into its pack any more');
  return decided('Put back into its pack. Nothing was sent.', [
    { type: 'prescription.release-undone', key: state.prescription.key },
  ]);
};

/** [DSK-11] The Spine is asked once more: the other pharmacy may have returned it, or somebody mended its record. */
export const decideAskToConfirm = (state: PrescriptionState): Decision =>
  state.custody.kind === 'ours-unconfirmed'
    ? decided('The Spine is asked again, before anything else is sent for this script.', [
        { type: 'prescription.confirmation-wanted', key: state.prescription.key },
      ])
    : notUnconfirmed();

type Settle = Extract<PrescriptionCommand, { kind: 'SettleConflict' }>;

/** Notifications that wait for the Spine's word on the script, or were set aside by it. */
const waiting = (state: PrescriptionState) =>
  state.supplies.filter(({ notification }) => notification === 'waiting' || notification === 'withheld');

/** [DSK-10] The messages of a script that was confirmed may go in their turn. */
export const unblocked = (state: PrescriptionState): readonly DecidedEvent[] =>
  waiting(state).map(({ messageId, notification }) => ({
    type: 'message.unblocked',
    messageId,
    key: state.prescription.key,
    ...(notification === 'withheld' ? { setAside: true } : {}),
  }));

const byTheSpine = (state: PrescriptionState, reason: string): Decision => {
  const { key } = state.prescription;
  const supplied = standingSupplies(state).length > 0;
  return decided(
    supplied
      ? 'Settled. What was handed out stays on the script; its notification is not sent.'
      : 'Settled. Nothing was handed out from this script.',
    [
      { type: 'prescription.reconciled', key, choice: 'spine', reason },
      ...waiting(state).map(({ messageId, notification }): DecidedEvent => ({
        type: 'message.set-aside',
        messageId,
        key,
        reason,
        ...(notification === 'waiting' ? { waited: true } : {}),
      })),
    ],
  );
};

/**
 * [DSK-12] Where the Spine does not confirm what was done here, a pharmacist decides, with a reason: the Spine's
 * word stands and nothing is sent, or (only where the Spine says the script is ours) what was done is told as it was.
 */
export const decideSettle = (
  state: PrescriptionState,
  { choice, reason }: Settle,
  context: DecideContext,
): Decision => {
  const refusal = needRole(context.user, ['pharmacist'], 'Settling this');
  if (refusal) return refusal;
  const { hold } = state;
  if (hold.kind !== 'conflict') return notNow(state, 'there is nothing to settle');
  const why = cleanReason(reason);
  if (why === '')
    return refuse('ReasonMissing', 'DSK-12', 'This decision needs a reason.', 'Write why, for the record.');
  const isOurs = countsAsOurs(hold.says);
  if (choice === 'ours' && !isOurs)
    return refuse(
      'NotOurs',
      'DSK-12',
      'EPS takes a notification only for a script that it counts as ours.',
      'Ask the Spine again once the script is free, or let its word stand.',
    );
  if (choice === 'spine' && isOurs)
    return refuse(
      'OursAfterAll',
      'DSK-12',
      'The Spine counts this script as ours, so what was handed out must be told.',
      'Send the notification as it was handed out; correct it afterwards if EPS refuses it.',
    );
  if (choice === 'spine') return byTheSpine(state, why);
  return decided('Settled. The notification goes as it was handed out.', [
    { type: 'prescription.reconciled', key: state.prescription.key, choice, reason: why },
    ...unblocked(state),
  ]);
};
