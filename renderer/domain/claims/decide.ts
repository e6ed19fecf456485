import { bestNow, isPast } from '../kernel/clock-fault';
import type { DecideContext } from '../kernel/context';
import { asMessageId } from '../kernel/ids';
import { formatDateTime } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import { decided, type Decision } from '../prescriptions/commands';
import type { PrescriptionState, Supply } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import { claimDates } from './dates';
import { proposeClaim, wrongDetails } from './details';
import type { Claim, ClaimDetails } from './model';

/** Claims that were neither refused nor replaced. */
export const liveClaims = ({ claims }: PrescriptionState): readonly Claim[] =>
  claims.filter(({ progress }) => progress !== 'refused' && progress !== 'replaced');

/** The claim that stands at EPS, if one was accepted. */
export const standingClaim = (state: PrescriptionState): Claim | undefined =>
  state.claims.find((claim) => claim.progress === 'accepted');

/** The notification that completed the script, once EPS accepted it. */
export const completedBy = (state: PrescriptionState): Supply | undefined => {
  const last = standingSupplies(state).at(-1);
  return last?.notification === 'accepted' && last.prescriptionStatus !== '0003' ? last : undefined;
};

type Ready =
  { readonly kind: 'ready'; readonly supply: Supply; readonly replaces: Claim | undefined } | Refusal;

const notYet = (): Refusal =>
  refuse(
    'NotComplete',
    'CLM-1',
    'A script is claimed when EPS has accepted its last notification.',
    'Hand out or record the rest first, and wait for the answer of EPS.',
  );

/** [CLM-1] [CLM-2] [CLM-5] Whether it may be claimed now, or its claim amended. */
const mayClaim = (state: PrescriptionState, context: DecideContext): Ready => {
  if (state.claims.some((claim) => claim.progress === 'waiting' || claim.progress === 'parked'))
    return refuse(
      'ClaimOnItsWay',
      'CLM-1',
      'A claim of this script is on its way.',
      'Wait for the answer of EPS in Messages.',
    );
  const supply = completedBy(state);
  if (!supply) return notYet();
  const { dueAt, noClaimAt } = claimDates(supply.handedOverAt);
  const replaces = standingClaim(state);
  if (replaces && isPast(dueAt, context))
    return refuse(
      'AmendOver',
      'CLM-5',
      `This claim could be changed until ${formatDateTime(dueAt)}.`,
      'Write to the NHSBSA if it must be corrected.',
    );
  if (isPast(noClaimAt, context))
    return refuse(
      'ClaimOver',
      'CLM-2',
      `This script could be claimed until ${formatDateTime(noClaimAt)}; the Spine counts it as not claimed.`,
      'Write to the NHSBSA if it must still be paid.',
    );
  return { kind: 'ready', supply, replaces };
};

const notConfirmed = (): Refusal =>
  refuse(
    'ClaimNotConfirmed',
    'CLM-4',
    'This script was claimed before, so it is not claimed again with others.',
    'Open it, look at what its claim says, and send it there.',
  );

/** Keeps what was filled in, so that it can be sent later with others. */
export const decidePrepareClaim = (
  state: PrescriptionState,
  details: ClaimDetails,
  context: DecideContext,
): Decision => {
  const ready = mayClaim(state, context);
  if (ready.kind === 'refused') return ready;
  const refusal = wrongDetails(state, details, context.site.reimbursementAuthority);
  if (refusal) return refusal;
  return decided('Kept. The claim can be sent from here or with others from Claims.', [
    { type: 'prescription.claim-prepared', key: state.prescription.key, details },
  ]);
};

/** Sends the claim, or amends the one that stands; without details, as it was prepared. */
export const decideSendClaim = (
  state: PrescriptionState,
  given: ClaimDetails | undefined,
  context: DecideContext,
): Decision => {
  const ready = mayClaim(state, context);
  if (ready.kind === 'refused') return ready;
  const { details, certain } = given
    ? { details: given, certain: true }
    : proposeClaim(state, ready.supply.handedOverAt);
  const refusal =
    wrongDetails(state, details, context.site.reimbursementAuthority) ??
    (certain ? undefined : notConfirmed());
  if (refusal) return refusal;
  const messageId = asMessageId(context.newId());
  const { replaces } = ready;
  const claim = {
    messageId,
    at: bestNow(context),
    details,
    ...(replaces ? { replaces: replaces.messageId } : {}),
  };
  return decided(
    replaces ? 'The changed claim waits for the broker.' : 'The claim waits for the broker.',
    [{ type: 'prescription.claimed', key: state.prescription.key, claim }],
    [{ kind: 'claim', messageId, claim }],
  );
};
