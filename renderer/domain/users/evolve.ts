import type { Place } from '../broker-entries';
import { assertNever } from '../kernel/assert-never';
import type { UserEvent } from './events';
import type { User } from './model';

/** Folds an event into a person's record. Signing in and out leaves it as it is: a session is not stored. */
export const evolveUser = (state: User | undefined, event: UserEvent & Place): User | undefined => {
  if (event.type === 'user.added') return event.user;
  if (state === undefined) return undefined;
  switch (event.type) {
    case 'user.changed':
      return { ...state, ...event.details };
    case 'user.pin-changed':
      return { ...state, pinSalt: event.pinSalt, pinHash: event.pinHash };
    case 'user.deactivated':
      return { ...state, active: false };
    case 'user.reactivated':
      return { ...state, active: true };
    case 'user.signed-in':
    case 'user.signed-out':
    case 'user.sign-in-refused':
      return state;
    default:
      return assertNever(event);
  }
};
