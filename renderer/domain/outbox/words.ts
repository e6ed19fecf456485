import { assertNever } from '../kernel/assert-never';
import { formatClock, type Instant } from '../kernel/instant';
import type { Message, MessageKind, WaitReason } from './model';

const kinds: Readonly<Record<MessageKind, string>> = {
  notification: 'Dispense notification',
  return: 'Return',
  withdraw: 'Withdrawal',
  claim: 'Claim',
};
export const messageName = (message: Message): string => kinds[message.kind];

const waits: Readonly<Record<WaitReason, string>> = {
  'first-send': 'Waiting for the broker.',
  network: 'Waiting for the broker: it cannot be reached.',
  broker: 'Waiting for the broker.',
  busy: 'Waiting: the broker is busy.',
  person: 'Waiting for somebody to sign in.',
  smartcard: 'Waiting for a signed-in person with a smartcard.',
  'before-it': 'Waiting for the message before it.',
  confirmation: 'Waiting until the Spine has confirmed that the script is ours.',
};

/**
 * How a message stands, without claiming what only the Spine can say. `wait`: what it waits for by the plan, where
 * that is known (OUT-20).
 */
export const messageSentence = ({ progress, awaits }: Message, now: Instant, wait?: string): string => {
  switch (progress.kind) {
    case 'waiting':
      return wait ?? waits[awaits ?? progress.reason];
    case 'sending':
      return `Handed to the network at ${formatClock(progress.sinceAt, now)}. No answer yet.`;
    case 'in-doubt':
      return `No answer at ${formatClock(progress.sinceAt, now)}. It may or may not have arrived. ${wait ?? `Checking again at ${formatClock(progress.dueAt, now)}.`}`;
    case 'accepted':
      return `EPS accepted it at ${formatClock(progress.at, now)}${progress.replay ? ' (not at the first try)' : ''}.`;
    case 'replaced':
      return progress.recalled
        ? `Never sent; one with another hand-out time took its place at ${formatClock(progress.at, now)}.`
        : `EPS refused it; a corrected one took its place at ${formatClock(progress.at, now)}.`;
    case 'closed':
      return `EPS refused it. ${progress.by} dealt with that at ${formatClock(progress.at, now)}: ${progress.note}`;
    case 'set-aside':
      return `Not sent. ${progress.by} set it aside at ${formatClock(progress.at, now)}: ${progress.reason}`;
    case 'parked':
      return progress.taken
        ? `${progress.sentence} ${progress.taken.by} has taken it over at ${formatClock(progress.taken.at, now)}: ${progress.taken.note}`
        : `${progress.sentence} ${progress.next}`;
    default:
      return assertNever(progress);
  }
};

export const messageLook = ({ progress }: Message): 'plain' | 'good' | 'stop' | 'attention' => {
  switch (progress.kind) {
    case 'accepted':
      return 'good';
    case 'parked':
      return 'stop';
    case 'in-doubt':
      return 'attention';
    case 'waiting':
    case 'sending':
    case 'replaced':
    case 'closed':
    case 'set-aside':
      return 'plain';
    default:
      return assertNever(progress);
  }
};

export const messageState: Readonly<Record<Message['progress']['kind'], string>> = {
  waiting: 'waiting',
  sending: 'no answer yet',
  'in-doubt': 'in doubt',
  accepted: 'accepted',
  parked: 'needs a person',
  replaced: 'replaced',
  closed: 'dealt with',
  'set-aside': 'set aside',
};
