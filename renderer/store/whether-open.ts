import type { Release } from '../domain/inbox/model';
import type { Message } from '../domain/outbox/model';
import type { MessageState } from './schema';

/** Under which state a message stands in the index: whatever is over counts as accepted. */
export const stateOf = ({ progress: { kind } }: Message): MessageState => {
  if (kind === 'replaced' || kind === 'closed' || kind === 'set-aside') return 'accepted';
  return kind === 'accepted' || kind === 'parked' ? kind : 'open';
};

/** Whether a request for scripts has still to come to its end. */
export const releaseIsOpen = ({ progress }: Release): boolean => progress.kind !== 'settled';
