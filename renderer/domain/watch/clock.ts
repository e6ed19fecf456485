import { allowedOffMs, faultWords, type ClockFault } from '../kernel/clock-fault';
import { formatDateTime, hourMs, type Instant } from '../kernel/instant';
import type { Probed, ProbeFacts } from './probe';

/** What is known of this computer's clock. */
export type ClockWatch = {
  /** The latest time that it has shown, by the journal and by our own looks. */
  readonly latestAt: Instant;
  readonly fault: ClockFault | undefined;
};

/** `lastAt`: the time of the journal's last entry before the program began. */
export const beginClock = (lastAt: Instant): ClockWatch => ({ latestAt: lastAt, fault: undefined });

type Heard = Extract<ClockFault, { kind: 'off' }>;

const heardFrom = (probe: Probed | null, whose: Heard['whose']): readonly Heard[] =>
  probe?.kind === 'answered' && probe.aheadMs !== undefined
    ? [{ kind: 'off', aheadMs: probe.aheadMs, whose }]
    : [];

const isNotValidNow = (probe: Probed | null): boolean =>
  probe?.kind === 'unreachable' && probe.reason.includes('CERT_DATE_INVALID');

/** Nobody outside says what time it is: only whether the clock was moved is seen. */
const alone = ({ latestAt, fault }: ClockWatch, at: Instant): ClockWatch => {
  const isBack = at < latestAt - allowedOffMs;
  const isMoved = isBack || at - latestAt > hourMs;
  // Somebody put it right, or the computer was asleep.
  if (fault && fault.kind !== 'was-later' && isMoved) return beginClock(at);
  if (isBack) return { latestAt, fault: { kind: 'was-later', shownAt: latestAt } };
  return { latestAt: at > latestAt ? at : latestAt, fault: fault?.kind === 'was-later' ? undefined : fault };
};

/** [WAT-16] The clock after one look around. Of several clocks outside, the one that is nearest to ours counts. */
export const lookAtClock = (
  before: ClockWatch,
  { broker, signIn }: Pick<ProbeFacts, 'broker' | 'signIn'>,
  at: Instant,
): ClockWatch => {
  const heard = [...heardFrom(broker, 'broker'), ...heardFrom(signIn, 'sign-in')];
  const [first, ...others] = heard;
  if (first) {
    const nearest = others.reduce((a, b) => (Math.abs(b.aheadMs) < Math.abs(a.aheadMs) ? b : a), first);
    return { latestAt: at, fault: Math.abs(nearest.aheadMs) > allowedOffMs ? nearest : undefined };
  }
  if (isNotValidNow(broker) || isNotValidNow(signIn))
    return { latestAt: at, fault: { kind: 'no-certificate' } };
  return alone(before, at);
};

const clockSentence = (fault: ClockFault, now: Instant): string => {
  switch (fault.kind) {
    case 'off':
      return `This computer’s clock is ${faultWords(fault)}.`;
    case 'no-certificate':
      return `This computer’s clock shows ${formatDateTime(now)}, when the broker’s certificate is not valid.`;
    case 'was-later':
      return `This computer’s clock shows ${formatDateTime(now)}, and has shown ${formatDateTime(fault.shownAt)} before: it is wrong now, or was wrong then.`;
  }
};

/** [WAT-16] What is wrong with the clock, what goes by it, and what to do. */
export const clockWords = (
  fault: ClockFault,
  now: Instant,
): { readonly sentence: string; readonly next: string } => ({
  sentence: `${clockSentence(fault, now)} Hand-out times, last days and due dates go by it.`,
  next: 'Set date, time and time zone (UK) in this computer’s settings, on Windows under Time & language.',
});
