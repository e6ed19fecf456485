import { endsBy, isPast } from '../kernel/clock-fault';
import type { DecideContext } from '../kernel/context';
import { asMessageId } from '../kernel/ids';
import { earlier, formatDateTime } from '../kernel/instant';
import { filled } from '../kernel/filled';
import { refuse, type Refusal } from '../kernel/refusal';
import { ofCorrection } from '../claims/behind';
import { liveClaims, standingClaim } from '../claims/decide';
import { needRole } from '../users/need-role';
import { blockedBecause } from './allowed';
import { restIsInBag } from './bag';
import { changeableUntil, notClaimedSince } from './clean-up';
import type { DecidedEvent, Decision, LineChoice } from './commands';
import { tellLines } from './decide-supply';
import { timeOfCorrection } from './hand-out-time';
import type { Item, PrescriptionState, RestAfter, SaidTime, Supply } from './model';
import { lineIsOpen, remainingOf, standingSupplies } from './supplied';

/** The notification to be corrected: the first that EPS refused, else the last one. */
export const toCorrect = (state: PrescriptionState): Supply | undefined => {
  const standing = standingSupplies(state);
  return standing.find((supply) => supply.notification === 'refused') ?? standing.at(-1);
};

/** The script as it was before the notification that is corrected: what an amendment starts from. */
export const beforeCorrected = (state: PrescriptionState): PrescriptionState => {
  const standing = standingSupplies(state);
  const wrong = toCorrect(state);
  const at = wrong ? standing.indexOf(wrong) : standing.length;
  const { closed: _closed, ...open } = state;
  return { ...open, supplies: standing.slice(0, at), work: 'ready' };
};

const claimRefusal = (
  state: PrescriptionState,
  last: Supply,
  context: DecideContext,
): Refusal | undefined => {
  const claim = liveClaims(state).at(-1);
  if (claim && claim.progress !== 'accepted')
    return refuse(
      'ClaimOnItsWay',
      'CLM-6',
      'The claim of this script is on its way.',
      'Wait for the answer of EPS in Messages.',
    );
  const closedAt = claim?.at ?? notClaimedSince(last, endsBy(context));
  const until = closedAt && changeableUntil(closedAt);
  return until && isPast(until, context)
    ? refuse(
        'AmendOver',
        'CLM-6',
        `${claim ? 'After its claim' : 'EPS counts it as not claimed, and'} this notification could be changed until ${formatDateTime(until)}.`,
        `It stands as it was sent at ${formatDateTime(last.handedOverAt)}.`,
      )
    : undefined;
};

/** [PRX-17] The last notification, if it may be corrected now. */
const mayAmend = (state: PrescriptionState, context: DecideContext): Supply | Refusal => {
  const refusal = needRole(context.user, ['pharmacist'], 'Changing a notification') ?? blockedBecause(state);
  if (refusal) return refusal;
  const last = toCorrect(state);
  if (!last)
    return refuse('NothingToAmend', 'PRX-17', 'No notification of this script stands.', 'Hand it out first.');
  if (last.notification !== 'accepted' && last.notification !== 'refused')
    return refuse(
      'NotAnswered',
      'PRX-17',
      'EPS has not answered the last notification yet.',
      'Wait for its answer in Messages, then change it.',
    );
  if (last.stoppedAt)
    return refuse(
      'NotChecked',
      'PRX-21',
      'This script was recorded as not dispensed before its checks, so nothing can be said to have left.',
      'Withdraw the notification: the script then goes on where it was.',
    );
  return claimRefusal(state, last, context) ?? last;
};

/** Why no correction may be begun now, whatever it would say. */
export const amendRefusal = (state: PrescriptionState, context: DecideContext): Refusal | undefined => {
  const last = mayAmend(state, context);
  return 'kind' in last ? last : undefined;
};

/** A refused notification and those that waited behind it: none of them is ever sent again. */
const setAside = (state: PrescriptionState, refused: Supply): readonly Supply[] => {
  const standing = standingSupplies(state);
  return standing.slice(standing.indexOf(refused));
};

/** [PRX-24] What a correction makes of a rest that lies in its bag: checked was what was owed by then. */
const restAfter = (
  state: PrescriptionState,
  corrected: Omit<Supply, 'notification'>,
): { readonly rest?: RestAfter } => {
  if (!restIsInBag(state)) return {};
  const before = beforeCorrected(state);
  const after = {
    ...before,
    supplies: [...before.supplies, { ...corrected, notification: 'waiting' }],
  } as const;
  const same = state.prescription.items.every(
    (item) =>
      lineIsOpen(state, item) === lineIsOpen(after, item) &&
      remainingOf(state, item) === remainingOf(after, item),
  );
  return { rest: same ? 'stands' : 'falls' };
};

/** [PRX-24] The same for whoever corrects; empty where nothing that was done is lost. */
export const restWords = ({ replaces }: Pick<Supply, 'replaces'>): string =>
  replaces?.rest === 'falls'
    ? `${replaces.known ? 'Once EPS has taken the correction, the' : 'The'} rest, which lies in its bag, is assembled and checked anew: the correction changes what is owed.`
    : '';

/**
 * [PRX-17] Corrects the last notification, in its place and at its hand-over time, which fixes the month it is
 * paid in (eps.md 1.3). One that EPS refused is made anew, with another time if a person says so (PRX-22); one that it
 * accepted is replaced by its id.
 */
export const decideAmend = (
  state: PrescriptionState,
  choiceFor: (item: Item) => LineChoice,
  context: DecideContext,
  said?: SaidTime,
): Decision => {
  const last = mayAmend(state, context);
  if ('kind' in last) return last;
  const when = timeOfCorrection(state, last, said, context);
  if (when.kind === 'refused') return when;
  // What could be handed out by either time is not said to have been past its last day.
  const now = earlier(last.handedOverAt, when.time.handedOverAt);
  const decision = tellLines(beforeCorrected(state), choiceFor, { ...context, now });
  if (decision.kind === 'refused') return decision;
  const told = { ...decision.told, ...when.time };
  const claimed = standingClaim(state) !== undefined;
  const over = notClaimedSince(last, context.now) !== undefined;
  // What the Spine closed by itself is dispensed to it.
  if (over && !claimed && told.prescriptionStatus !== '0006')
    return refuse(
      'NotClaimedStatus',
      'CLM-6',
      'EPS counts this script as dispensed and not claimed, so its notification may not make it anything else.',
      'Change quantities or products only, with nothing left owing.',
    );
  if (claimed && told.prescriptionStatus !== last.prescriptionStatus)
    return refuse(
      'ClaimedStatus',
      'CLM-6',
      'This script was claimed, so its notification may not change what it is as a whole.',
      'Change quantities or products only.',
    );
  const known = last.notification === 'accepted';
  const messageId = asMessageId(context.newId());
  const made = { messageId, ...told };
  const supply = { ...made, replaces: { messageId: last.messageId, known, ...restAfter(state, made) } };
  const { key } = state.prescription;
  const stands = filled([restWords(supply), ofCorrection(state, last.handedOverAt, context.now)]).join(' ');
  const waits =
    'The corrected notification waits for the broker. Until EPS answers nothing else can be done with this script.';
  return {
    kind: 'decided',
    sentence: `${waits} ${stands}`.trim(),
    stands,
    events: [
      { type: 'prescription.supplied', key, supply },
      ...(known ? [] : setAside(state, last)).map((old): DecidedEvent => ({
        type: 'message.replaced',
        messageId: old.messageId,
        key,
        corrected: messageId,
        ...(old.notification === 'waiting' ? { waited: true } : {}),
      })),
    ],
    messages: [{ kind: 'notification', messageId, supply }],
  };
};
