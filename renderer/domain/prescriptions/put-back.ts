import { formatDateTime, type Instant } from '../kernel/instant';
import type { PrescriptionEvent } from './events';
import type { PrescriptionState, Work } from './model';

const unfinished: readonly Work[] = [
  'locked',
  'to-check',
  'to-assemble',
  'to-accuracy-check',
  'ready',
  'part-supplied',
];

/** Whether something may still be handed out of it, as far as this journal knows. */
const isOpen = ({ work, custody, hold }: PrescriptionState): boolean =>
  unfinished.includes(work) &&
  (custody.kind === 'ours' || custody.kind === 'ours-unconfirmed') &&
  hold.kind === 'none';

/**
 * [PRX-20] After a journal was put back from a copy of `backupAt`, what was handed out since stands in it as not
 * handed out: each open script is held until a pharmacist says that it was not.
 */
export const holdsAfterPutBack = (
  states: readonly PrescriptionState[],
  backupAt: Instant,
): readonly PrescriptionEvent[] =>
  states.filter(isOpen).map(({ prescription: { key } }) => ({
    type: 'prescription.held',
    key,
    reason: `The journal ${backupAt > 0 ? `is as it was at ${formatDateTime(backupAt)}` : 'is an older one'}: this may have been handed out since. Look on the shelf and in the paper, and ask the patient, before the hold is lifted.`,
  }));
