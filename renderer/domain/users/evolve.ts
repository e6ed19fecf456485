import type { Place } from '../broker-entries';
import type { UserEvent } from './events';
import type { User } from './model';

/** Folds an event into a person's record. Signing in and out leaves it as it is: a session is not stored. */
export const evolveUser = (state: User | undefined, event: UserEvent & Place): User | undefined =>
  event.type === 'user.added' ? event.user : state;
