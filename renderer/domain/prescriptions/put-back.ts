import { needRole } from '../users/need-role';
import type { DecideContext } from '../kernel/context';
import { formatDateTime, type Instant } from '../kernel/instant';
import { refuse } from '../kernel/refusal';
import { decided, type Decision } from './commands';
import { cleanReason } from './decide-work';
import type { PrescriptionEvent } from './events';
import type { NotificationState, PrescriptionState, Work } from './model';

const unfinished: readonly Work[] = [
  'locked',
  'to-check',
  'to-assemble',
  'to-accuracy-check',
  'ready',
  'part-supplied',
];

/** Whether something may still be handed out of it, as far as this journal knows. */
const isUnfinished = ({ work, custody }: PrescriptionState): boolean =>
  unfinished.includes(work) && (custody.kind === 'ours' || custody.kind === 'ours-unconfirmed');

/**
 * [PRX-20] After a journal was put back from a copy of `backupAt`, what was handed out since stands in it as not
 * handed out: each open script is held until a pharmacist says that it was not.
 */
export const holdsAfterPutBack = (
  states: readonly PrescriptionState[],
  backupAt: Instant,
): readonly PrescriptionEvent[] =>
  states
    .filter((state) => isUnfinished(state) && state.hold.kind === 'none')
    .map(({ prescription: { key } }) => ({
      type: 'prescription.held',
      key,
      backupAt,
      reason: `The journal ${backupAt > 0 ? `is as it was at ${formatDateTime(backupAt)}` : 'is an older one'}: this may have been handed out since. Look on the shelf and in the paper, and ask the patient, before the hold is lifted.`,
    }));

const unanswered: readonly NotificationState[] = ['waiting', 'parked', 'refused', 'withdrawing', 'amending'];

const isAnswered = ({ supplies }: PrescriptionState): boolean =>
  !supplies.some(({ notification }) => unanswered.includes(notification));

/** [PRX-20] What left in the time that is missing ends here: nothing more is supplied from it, and nothing is sent. */
export const decideHandedOutSince = (
  state: PrescriptionState,
  typed: string,
  context: DecideContext,
): Decision => {
  const reason = cleanReason(typed);
  const refusal = needRole(context.user, ['pharmacist'], 'Saying that a script was handed out');
  if (refusal) return refusal;
  if (state.putBackAt === undefined || !isUnfinished(state) || !isAnswered(state))
    return refuse(
      'NotPutBack',
      'PRX-20',
      'This is said only of a script that was open when a journal was put back, and of which EPS has nothing to answer.',
      'Hand it out here, or look at its messages first.',
    );
  if (reason === '')
    return refuse('ReasonMissing', 'PRX-20', 'This needs a reason.', 'Write how you know that it left.');
  return decided(
    'On record: it was handed out before. Nothing is sent, and nothing more is supplied from it.',
    [{ type: 'prescription.handed-out-since', key: state.prescription.key, reason }],
  );
};
