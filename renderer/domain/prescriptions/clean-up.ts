import { addDays, dayOf, endOfDay } from '../kernel/calendar';
import { endsBy } from '../kernel/clock-fault';
import type { DecideContext } from '../kernel/context';
import { formatDateTime, type Instant } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import type { PrescriptionState, Supply } from './model';
import { standingSupplies } from './supplied';

/** Days after the last hand-out, or after the one that completed it, until the Spine closes a script itself. */
const spineWaitsDays = 180;
/** The Spine's clean-up is said this long before it comes; NHS names no lead time (SCAL 6.1.1). */
const warnDays = 28;

/** When the Spine stops waiting after a hand-out at that time: the end of the 180th day (SCAL 6.1.2, 6.1.4). */
export const spineWaitsUntil = (handedOverAt: Instant): Instant =>
  endOfDay(addDays(dayOf(handedOverAt), spineWaitsDays));

/** Days after its claim, or after it counts as not claimed, for which a notification may be changed (SCAL 6.1.5). */
const changeDays = 36;
export const changeableUntil = (closedAt: Instant): Instant => endOfDay(addDays(dayOf(closedAt), changeDays));

/** [CLM-6] Since when the Spine counts what it accepted so as not claimed, if it does by now. */
export const notClaimedSince = (
  { handedOverAt, prescriptionStatus, notification }: Supply,
  now: Instant,
): Instant | undefined => {
  const until = spineWaitsUntil(handedOverAt);
  return notification === 'accepted' && prescriptionStatus !== '0007' && now > until ? until : undefined;
};

/** [WIN-4] Until when what is owed may be handed out before the Spine closes the script; undefined where nothing is owed. */
export const owedUntil = (state: PrescriptionState): Instant | undefined => {
  const last = standingSupplies(state).at(-1);
  const isOver = state.work === 'supplied' || state.work === 'not-dispensed';
  return last?.prescriptionStatus === '0003' && !isOver ? spineWaitsUntil(last.handedOverAt) : undefined;
};

/** [WIN-4] What EPS had part-supplied for 180 days it closed: nothing more can be told of it, so nothing more leaves. */
export const closedByEps = (state: PrescriptionState, context: DecideContext): Refusal | undefined => {
  const last = standingSupplies(state).at(-1);
  if (last?.prescriptionStatus !== '0003') return undefined;
  // [WIN-7] What a pharmacist noted holds, whatever a clock shows since.
  const closed = state.closed ? spineWaitsUntil(last.handedOverAt) : notClaimedSince(last, endsBy(context));
  return closed
    ? refuse(
        'ClosedByEps',
        'WIN-4',
        `EPS waited for the rest of this script until ${formatDateTime(closed)} and has closed it: no notification of a hand-out is taken any more.`,
        `Ask the prescriber for a new one if the patient still needs the rest.${state.closed ? '' : ' Then a pharmacist ends it here (Z), so that it leaves what is owed.'}`,
      )
    : undefined;
};

/** [WIN-7] What stands on a script that a pharmacist noted as closed. */
export const closedWords = (state: PrescriptionState): string | undefined => {
  const last = standingSupplies(state).at(-1);
  return state.closed && last
    ? `EPS closed this script by itself on ${formatDateTime(spineWaitsUntil(last.handedOverAt))}: what was part-supplied counts as dispensed, what was owed as not dispensed. ${state.closed.by} noted it at ${formatDateTime(state.closed.at)}: ${state.closed.reason}`
    : undefined;
};

/** Whether a day on which the Spine closes something is near enough to be said, or past. */
export const cleanUpIsNear = (until: Instant, now: Instant): boolean =>
  now > endOfDay(addDays(dayOf(until), -warnDays - 1));
