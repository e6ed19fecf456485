import { assertNever } from '../../domain/kernel/assert-never';
import { formatClock, type Instant } from '../../domain/kernel/instant';
import type { Message } from '../../domain/outbox/model';
import { messageName, messageSentence } from '../../domain/outbox/words';
import type { CommandReply } from '../../usecases/commands';
import type { Custody, PrescriptionState } from '../../domain/prescriptions/model';

/** [OUT-20] The answer to a command once its message waits no longer: how that stands. */
export const answerNow = (
  reply: CommandReply | undefined,
  messages: readonly Message[],
  now: Instant,
): string | undefined => {
  const told = reply?.kind === 'done' ? reply.told : undefined;
  const message = messages.find(({ messageId }) => messageId === told?.messageId);
  if (!told || !message || message.progress.kind === 'waiting') return undefined;
  return `${told.stands} ${messageName(message)}: ${messageSentence(message, now)}`.trim();
};

/** Where a script is, in a sentence. */
export const custodySentence = (custody: Custody, now: Instant): string => {
  switch (custody.kind) {
    case 'ours':
      return `With us since ${formatClock(custody.sinceAt, now)}, from the broker`;
    case 'ours-unconfirmed':
      return `Released offline from ${custody.pack}; to be confirmed when the broker is back`;
    case 'sealed':
      return `Put back into ${custody.pack} at ${formatClock(custody.sinceAt, now)}`;
    case 'requested':
      return `Asked for at ${formatClock(custody.sinceAt, now)}`;
    case 'in-doubt':
      return 'The answer was lost; it may be with us';
    case 'stuck':
      return 'The Spine says it is with us, but it is not here';
    case 'elsewhere':
      return `With ${custody.holder.name} (${custody.holder.phone})`;
    case 'returning':
      return `Going back since ${formatClock(custody.sinceAt, now)}: ${custody.reason.display}`;
    case 'returned':
      return `Went back to the Spine at ${formatClock(custody.at, now)}: ${custody.reason.display}`;
    case 'ended':
      return `Ended at ${formatClock(custody.at, now)}`;
    default:
      return assertNever(custody);
  }
};

const treatments = { acute: 'Acute', repeat: 'Repeat', erd: 'Repeat dispensing (eRD)' } as const;

export const typeSentence = ({ prescription }: PrescriptionState): string => {
  const { treatment, issue, issues, type } = prescription;
  const kind =
    treatment === 'erd' || issues > 1
      ? `${treatments[treatment]}, issue ${issue} of ${issues}`
      : treatments[treatment];
  return type.display === ''
    ? `${kind}${type.code === '' ? '' : ` (${type.code})`}`
    : `${kind}, ${type.display}`;
};
