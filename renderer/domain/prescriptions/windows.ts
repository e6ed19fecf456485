import { addDays, dateOf, dayOf, utcDay } from '../kernel/calendar';
import type { DecideContext } from '../kernel/context';
import { formatDate, formatDateTime, type Instant, type LocalDate } from '../kernel/instant';
import type { Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import { cleanUpIsNear, owedUntil } from './clean-up';
import type { Prescription, PrescriptionState } from './model';

/** Days that one issue lasts where the script does not say (eps.md 3.5). */
const usualDaysSupply = 28;
/** A later issue may be asked for this long before the one before it runs out. */
export const headStartDays = 7;

/** How long one issue lasts. */
export const lastsDays = ({ daysSupply }: Prescription): number => daysSupply ?? usualDaysSupply;

const opensOn = (prescription: Prescription, issue: number): LocalDate | undefined => {
  const start = utcDay(prescription.startDate);
  if (!start) return undefined;
  if (prescription.treatment !== 'erd' || issue <= 1) return dateOf(start);
  const days = lastsDays(prescription) * (issue - 1) - headStartDays;
  return dateOf(addDays(start, days));
};

/** [WIN-1] First day on which this issue is meant to be dispensed (SCAL 1.6.6 to 1.6.8). */
export const windowOpens = (prescription: Prescription): LocalDate | undefined =>
  opensOn(prescription, prescription.issue);

/** [WIN-2] When the next issue may be downloaded; undefined where there is none (eps.md 3.5). */
export const nextIssueOn = (prescription: Prescription): LocalDate | undefined =>
  prescription.treatment === 'erd' && prescription.issue < prescription.issues
    ? opensOn(prescription, prescription.issue + 1)
    : undefined;

/** [WIN-4] [WIN-5] Until when what is owed may be handed out, and what comes then where that is near or past. */
const owedAlert = (state: PrescriptionState, now: Instant): string | undefined => {
  const until = owedUntil(state);
  if (until === undefined || !cleanUpIsNear(until, now)) return undefined;
  return until < now
    ? `EPS stopped waiting for the rest on ${formatDateTime(until)}: what was part-supplied counts as dispensed, what was owed as not dispensed, and a claim is refused.`
    : `Hand out the rest, or say that it is not dispensed, by ${formatDateTime(until)}. Then EPS closes this script by itself and refuses a claim for it.`;
};

/** [WIN-6] The last day on which an issue is meant to be dispensed, once it is past. */
const endedOn = ({ endDate }: Prescription, today: LocalDate): LocalDate | undefined => {
  const end = utcDay(endDate ?? '');
  return end && dateOf(end) < today ? dateOf(end) : undefined;
};

const reviewAlertDays = 28;

/** [WIN-3] [WIN-5] [WIN-6] What a pharmacist should know about the dates of a script today, in sentences. */
export const dateAlerts = (state: PrescriptionState, now: Instant): readonly string[] => {
  const { prescription } = state;
  const today = dateOf(dayOf(now));
  const opens = windowOpens(prescription);
  const review = utcDay(prescription.reviewDate);
  const found: string[] = [];
  if (opens !== undefined && today < opens)
    found.push(
      `This issue is meant to be dispensed from ${formatDate(opens)}. Before that a pharmacist decides.`,
    );
  const ended = endedOn(prescription, today);
  if (ended !== undefined)
    found.push(`This issue was meant to be dispensed by ${formatDate(ended)}. A pharmacist decides.`);
  if (review && dateOf(review) < today)
    found.push(`The prescriber’s review was due on ${formatDate(dateOf(review))}.`);
  else if (review && dateOf(addDays(review, -reviewAlertDays)) <= today)
    found.push(`The prescriber’s review is due on ${formatDate(dateOf(review))}.`);
  const owed = owedAlert(state, now);
  if (owed !== undefined) found.push(owed);
  return found;
};

/** [WIN-1] [WIN-6] Outside its window only a pharmacist hands out. */
export const mayOpenNow = (
  { prescription }: PrescriptionState,
  { now, user }: DecideContext,
): Refusal | undefined => {
  const today = dateOf(dayOf(now));
  const opens = windowOpens(prescription);
  if (opens !== undefined && today < opens)
    return needRole(user, ['pharmacist'], `Handing out before ${formatDate(opens)}`);
  const ended = endedOn(prescription, today);
  return ended === undefined
    ? undefined
    : needRole(user, ['pharmacist'], `Handing out after ${formatDate(ended)}`);
};
