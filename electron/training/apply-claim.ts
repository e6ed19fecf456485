import type { Effect } from './apply-notification';
import type { ClaimRequest } from './judge-claim';
import { inNextMonth } from './london';
import type { Script } from './model';
import { rejected } from './outcome';
import { isRepeatDispensing } from './repeats';

const refuse = (...args: Parameters<typeof rejected>): Effect => ({
  kind: 'refused',
  answer: rejected(...args),
});

/** First moment in England after the fifth of the month that follows. */
const amendableUntil = (handedOverAt: number): number => inNextMonth(handedOverAt, 6);

/** [TSP-16] Only what is dispensed or not dispensed is claimed, once; an amendment names the last claim, in time. */
export const applyClaim = (script: Script, request: ClaimRequest, now: number): Effect => {
  if (script.holder?.ods !== request.ods)
    return refuse('PRESCRIPTION_INVALID_STATE_TRANSITION', 'Another site has it.');
  if (request.nhsNumber !== script.nhsNumber) return refuse('INVALID_MESSAGE', 'Another patient.');
  if (request.issue === undefined && isRepeatDispensing(script))
    return refuse('MISMATCH_AUTHORISED_REPEAT_COUNT', 'It does not say which issue it is about.');
  const amends = request.replaces !== '';
  if (amends && request.replaces !== script.claimId) return refuse('DISPENSE_AMEND_IDENTIFIER_MISMATCH');
  if (amends && now >= amendableUntil(script.handedOverAt ?? now)) return refuse('CLAIM_AMEND_PERIOD_ISSUE');
  const before = amends ? script.claimedFrom : script.status;
  if (before !== '0006' && before !== '0007') return refuse('CLAIM_INVALID_NOT_DISPENSED');
  if (request.status !== before)
    return refuse('PRESCRIPTION_INVALID_STATE_TRANSITION', `It is ${before}, not ${request.status}.`);
  const differs =
    request.lines.length !== script.lines.length ||
    script.lines.some((line) => request.lines.find((one) => one.id === line.id)?.status !== line.status);
  if (differs)
    return refuse('MEDICATIONREQUEST_NOT_FOUND', 'The lines of the claim are not those of the notification.');
  return {
    kind: 'changed',
    script: { ...script, status: '0008', claimId: request.messageId, claimedFrom: before, claimedAt: now },
  };
};
