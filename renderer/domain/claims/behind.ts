import { formatDateTime, type Instant } from '../kernel/instant';
import type { PrescriptionState } from '../prescriptions/model';
import { claimDates } from './dates';
import { completedBy, standingClaim } from './decide';

const changeBy = (handedOverAt: Instant, now: Instant): string => {
  const { dueAt } = claimDates(handedOverAt);
  return now > dueAt
    ? `The claim could be changed until ${formatDateTime(dueAt)}: what is paid stays as it was claimed. Write to the NHSBSA if that is wrong.`
    : `Change the claim as well, by ${formatDateTime(dueAt)}.`;
};

/** [CLM-7] What a correction means for the claim that stands; empty where none does. */
export const ofCorrection = (state: PrescriptionState, handedOverAt: Instant, now: Instant): string =>
  standingClaim(state)
    ? `This script was claimed: once EPS has taken the correction, the claim says something else. ${changeBy(handedOverAt, now)}`
    : '';

/** [CLM-7] The same of a correction that EPS has taken; empty where claim and notification agree. */
export const behindWords = (state: PrescriptionState, now: Instant): string => {
  const supply = completedBy(state);
  return supply && standingClaim(state)?.behind
    ? `The notification was corrected after this claim, which says something else. ${changeBy(supply.handedOverAt, now)}`
    : '';
};
