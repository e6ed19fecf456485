import { otherClock, type ClockFault } from './clock-fault';
import { formatDateTime, type Instant } from './instant';
import { writeLocalTime } from './local-time';

/** What is said in the place of a wrong clock where nobody types. */
type ByTheOther = { readonly at: Instant; readonly reason: string };

/** [PRX-22] [USC-2] How a person is asked when something happened, while the clock is known to be wrong. */
export type AskedTime = {
  readonly words: string;
  readonly hint: string;
  /** What the field begins with. */
  readonly first: string;
  /** What is said where nobody types. */
  readonly unasked?: ByTheOther;
};

const byTheOther = (at: Instant): ByTheOther => ({ at, reason: 'by the other clock' });

/** `goesTo`: who is told the time, and keeps it. */
export const askTime = (clock: ClockFault, now: Instant, goesTo: string): AskedTime => {
  const other = otherClock(clock, now);
  return {
    words: `This computer’s clock may be wrong. ${goesTo}: look at another clock, and correct it.`,
    hint: `${other === undefined ? 'By this computer’s clock' : `By the other clock. This computer shows ${formatDateTime(now)}`}.`,
    first: writeLocalTime(other ?? now),
    ...(other === undefined ? {} : { unasked: byTheOther(other) }),
  };
};

/** What is told with a wrong clock where no time is asked for, in words and as what is said. */
export type ToldByClock = { readonly words: string; readonly time?: ByTheOther };

/** [PRX-22] A script that is recorded as not dispensed was handed out at no time: whoever records it is told which is sent. */
export const toldByClock = (clock: ClockFault | undefined, now: Instant): ToldByClock | undefined => {
  if (!clock) return undefined;
  const other = otherClock(clock, now);
  return other === undefined
    ? {
        words: `The time that it is told, ${formatDateTime(now)}, is by this computer’s clock, which may be wrong.`,
      }
    : {
        words: `The time that it is told is ${formatDateTime(other)}, by the other clock: this computer’s may be wrong.`,
        time: byTheOther(other),
      };
};
