import { formatDateTime, readWall, type Instant } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import type { LineStatus } from '../watch/line';
import type { IssueKey, MessageId } from '../kernel/ids';
import { holdsBack, planOutbox, type Due } from './decide';
import type { OutboxEvent } from './events';
import { inOrder, type Message } from './model';

/** To the second today, with the date on any other day. */
const clock = (at: Instant, now: Instant): string =>
  readWall(at).date === readWall(now).date ? readWall(at).time : formatDateTime(at);

/** The way to EPS by our own looks, or none in a profile without a broker. */
type Line = LineStatus | { readonly kind: 'none' };

const lineWords = (line: Line): string =>
  line.kind === 'offline' ? `${line.reason}.` : 'For the broker to take it.';

const conflictWords =
  'The Spine was asked and does not count the script as ours. Open the script: both sides stand there, and S settles it.';

const notSetUpWords =
  'For a broker: none is set up yet. Set it up in Settings (F8), Connection; it goes then.';

const dueWords = (due: Due, line: Line, now: Instant, inConflict: boolean): string => {
  // What waits for the message before it, or for a person at the script, waits for that also once there is a broker.
  const isFirst = due.kind === 'send' || (due.reason !== 'before-it' && !inConflict);
  if (line.kind === 'not-set-up' && isFirst) return notSetUpWords;
  if (due.kind === 'send')
    return line.kind === 'offline'
      ? `${lineWords(line)} It goes as soon as that works; tried again by itself.`
      : 'It goes now.';
  const next = due.until === undefined ? '' : ` Next try at ${clock(due.until, now)}.`;
  switch (due.reason) {
    case 'before-it':
      return 'For the message before it on the same script.';
    case 'person':
      return 'For somebody to sign in: EPS wants a person behind it.';
    case 'smartcard':
      return 'For somebody signed in with a smartcard: EPS wants it behind each message.';
    case 'confirmation':
      return inConflict
        ? conflictWords
        : 'For the Spine to confirm that the script is ours: it is asked first.';
    case 'busy':
      return `The broker is busy.${next}`;
    case 'network':
    case 'broker':
    case 'first-send':
      return `${lineWords(line)}${next}`;
  }
};

/** [OUT-20] Of one in doubt, after “No answer at …”: when it is checked again, said once, or what that waits for. */
const doubtWords = (due: Due, line: Line, now: Instant, inConflict: boolean): string => {
  const reason = line.kind === 'offline' ? `${line.reason}. ` : '';
  if (due.kind === 'send')
    return reason === '' ? 'Checking again now.' : `${reason}Checked again as soon as that works.`;
  if (due.until !== undefined) return `${reason}Checking again at ${clock(due.until, now)}.`;
  const words = dueWords(due, line, now, inConflict);
  return words.startsWith('For ') ? `Checking again waits f${words.slice(1)}` : words;
};

/** What stands between this pharmacy and EPS. */
export type Way = {
  readonly line: Line;
  /** What is missing where nobody here may speak to EPS. */
  readonly missing: 'person' | 'smartcard' | undefined;
};

/**
 * [OUT-20] What each waiting message waits for, in words. `messages`: all that are open, the parked ones among them;
 * `conflicts`: scripts that the Spine does not confirm.
 */
export const waitsOf = (
  messages: readonly Message[],
  { line, missing }: Way,
  now: Instant,
  conflicts: ReadonlySet<IssueKey> = new Set(),
): ReadonlyMap<MessageId, string> => {
  const known = new Map(messages.map((message) => [message.messageId, message]));
  return new Map(
    planOutbox(
      messages,
      missing ? { now, roleProfileId: undefined, missing } : { now, roleProfileId: 'here' },
    ).map((due) => {
      const id = due.kind === 'send' ? due.message.messageId : due.messageId;
      const message = known.get(id);
      const words = message?.progress.kind === 'in-doubt' ? doubtWords : dueWords;
      return [id, words(due, line, now, message !== undefined && conflicts.has(message.subject))];
    }),
  );
};

/** What gets a message going that others wait for. */
const stepWith = ({ progress, awaits }: Message): string => {
  if (progress.kind === 'parked') return 'That one needs a person: look at it first';
  if (progress.kind === 'sending') return 'That one is on its way';
  return awaits === undefined ? 'Try that one at once' : 'That one waits for the Spine to confirm the script';
};

/** [OUT-20] The next try at once; what goes before it on its script still goes first. */
export const decideHurry = (
  message: Message,
  open: readonly Message[],
): { readonly kind: 'decided'; readonly events: readonly OutboxEvent[] } | Refusal => {
  const { messageId, subject: key, progress, awaits } = message;
  if (awaits !== undefined)
    return refuse(
      'NotConfirmed',
      'OUT-20',
      'It waits until the Spine has confirmed that the script is ours.',
      'Open the script; K asks the Spine, S settles what it does not confirm.',
    );
  if (progress.kind !== 'waiting' && progress.kind !== 'in-doubt')
    return refuse(
      'NotWaiting',
      'OUT-20',
      'This message is not waiting for its next try.',
      'Look at how it stands now.',
    );
  const before = [...open].sort(inOrder).find((one) => one.subject === key && holdsBack(one));
  if (before && before.messageId !== messageId && before.bodySeq < message.bodySeq)
    return refuse(
      'NotItsTurn',
      'OUT-20',
      'Another message on the same script goes first.',
      `${stepWith(before)}; this follows by itself.`,
    );
  return { kind: 'decided', events: [{ type: 'message.hurried', messageId, key }] };
};
