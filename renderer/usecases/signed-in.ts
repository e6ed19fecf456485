import type { Actor, DecideContext } from '../domain/kernel/context';
import { refuse, type Refusal } from '../domain/kernel/refusal';
import type { Deps } from './deps';

/** What is done here is done in somebody's name. */
export const signedOut = (next = 'Sign in, then do it again.'): Refusal =>
  refuse('SignedOut', 'USR-1', 'Nobody is signed in.', next);

/** What a decision in this person's name may know. */
export const contextFor = ({ clock, clockFault, ids, site }: Deps, user: Actor): DecideContext => {
  const fault = clockFault();
  return { now: clock.now(), newId: ids.newId, user, site, ...(fault ? { clock: fault } : {}) };
};
