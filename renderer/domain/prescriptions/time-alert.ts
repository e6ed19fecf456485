import { asInstant, formatDateTime, type Instant } from '../kernel/instant';
import { allowedOffMs, faultWords, isToCome, type ClockFault } from '../kernel/clock-fault';
import { toCorrect } from './decide-amend';
import { takenBack, timeIsSettled } from './hand-out-time';
import type { PrescriptionState, Supply } from './model';

type Timed = Pick<Supply, 'handedOverAt' | 'clock' | 'said'>;

/** [PRX-22] Why a hand-out time is wrong, or may be; undefined where nothing speaks against it. */
const doubtOf = (
  { handedOverAt, clock, said }: Timed,
  now: Instant,
  fault: ClockFault | undefined,
): string | undefined => {
  const when = `The hand-out time, ${formatDateTime(handedOverAt)},`;
  // What is on a screen was read some seconds ago.
  if (isToCome(asInstant(handedOverAt - allowedOffMs), now, fault)) return `${when} has not come yet.`;
  return clock && !said
    ? `${when} is by this computer’s clock, which was known to be wrong then: ${faultWords(clock)}.`
    : undefined;
};

const correctIt = 'A pharmacist corrects the notification on its script (M) and says the true time.';

/** [PRX-22] What to do first about a notification that EPS refused, where its time may be why. */
export const timeNext = (supply: Timed, now: Instant, fault: ClockFault | undefined): string | undefined => {
  const doubt = doubtOf(supply, now, fault);
  return doubt && `${doubt} ${correctIt}`;
};

const nextStep = (state: PrescriptionState, supply: Supply, now: Instant): string => {
  if (supply.notification === 'refused' && !supply.stoppedAt) return correctIt;
  if (supply.notification !== 'accepted' && supply.notification !== 'refused')
    return 'The notification bears it. As long as no attempt to send it was begun, a pharmacist puts the time right (M); else once EPS has answered.';
  return timeIsSettled(state, supply, now)
    ? 'The script was claimed or closed with it. If it is wrong, write to the NHSBSA.'
    : 'If it is wrong, a pharmacist withdraws the notification (W), then hands out anew and says when it was.';
};

/** [PRX-22] What had left by a notification that was taken back stands as not handed out, wherever it is. */
const leftBefore = (state: PrescriptionState): string | undefined => {
  const before = state.custody.kind === 'ours' ? takenBack(state) : undefined;
  return (
    before &&
    `It was handed out at ${formatDateTime(before.handedOverAt)} by ${before.by}, and that notification was taken back. If the medicine stayed with the patient nothing leaves again: handing out then only tells EPS.`
  );
};

/** [PRX-22] The hand-out that was taken back, or whose time is in doubt, and what is done about it. */
export const timeAlert = (
  state: PrescriptionState,
  now: Instant,
  fault: ClockFault | undefined,
): string | undefined => {
  const before = leftBefore(state);
  if (before) return before;
  const supply = toCorrect(state);
  if (!supply || supply.notification === 'withheld' || supply.notification === 'withdrawing')
    return undefined;
  const doubt = doubtOf(supply, now, fault);
  return doubt && `${doubt} ${nextStep(state, supply, now)}`;
};

/** [PRX-22] Both times, for the log; empty where the clock's own stands and nothing was wrong with it. */
export const timeWords = ({ handedOverAt, clock, said }: Timed): string => {
  const wrong = clock ? ` This computer’s clock was known to be wrong: ${faultWords(clock)}.` : '';
  if (!said) return wrong;
  const why = said.reason === '' ? '' : `: ${said.reason}`;
  return `${wrong} By ${said.by} it was at ${formatDateTime(handedOverAt)}, not at ${formatDateTime(said.insteadOf)}${why}${/[.!?]$/.test(why) ? '' : '.'}`;
};
