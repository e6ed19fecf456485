import { addDays, addMonths, dateOf, dayOf, endOfDay } from '../kernel/calendar';
import { isWorkingDay } from '../kernel/bank-holidays';
import { earlier, type Instant } from '../kernel/instant';
import { spineWaitsUntil } from '../prescriptions/clean-up';
import type { Supply } from '../prescriptions/model';

/** The days that matter for a claim, each until 23:59:59 in England. */
export type ClaimDates = {
  /** The fifth of the month after the hand-over: until then it is paid with its month, and may be amended. */
  readonly dueAt: Instant;
  /** 180 days after the hand-over: from then on the Spine counts it as not claimed and refuses a claim. */
  readonly noClaimAt: Instant;
};

/** [CLM-2] By the time of the notification that completed the script (eps.md 5.2, SCAL 4.1.13, 6.1). */
export const claimDates = (handedOverAt: Instant): ClaimDates => {
  const day = dayOf(handedOverAt);
  const firstOfNext = addMonths(addDays(day, 1 - day.getUTCDate()), 1);
  return { dueAt: endOfDay(addDays(firstOfNext, 4)), noClaimAt: spineWaitsUntil(handedOverAt) };
};

/** Days after which the Spine drops a script that was not dispensed (eps.md 5.1): it surely knows it until the day before. */
const droppedDays = 30;

/**
 * [CLM-8] Until when a claim should be sent: as above, or where nothing was dispensed, before the Spine drops the
 * script.
 */
export const claimBy = ({
  handedOverAt,
  prescriptionStatus,
}: Pick<Supply, 'handedOverAt' | 'prescriptionStatus'>): ClaimDates => {
  const dates = claimDates(handedOverAt);
  if (prescriptionStatus !== '0007') return dates;
  const dropsAt = endOfDay(addDays(dayOf(handedOverAt), droppedDays - 1));
  return { dueAt: earlier(dates.dueAt, dropsAt), noClaimAt: dropsAt };
};

/** [CLM-9] Working days in England from tomorrow to that day, both counted. */
export const workingDaysUntil = (now: Instant, until: Instant): number => {
  let count = 0;
  const end = dateOf(dayOf(until));
  for (let day = addDays(dayOf(now), 1); dateOf(day) <= end && count < 400; day = addDays(day, 1))
    if (isWorkingDay(day)) count += 1;
  return count;
};
