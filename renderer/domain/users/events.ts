import type { UserId } from '../kernel/ids';
import type { PersonDetails, User } from './model';

/** What happened to a person's record. Stored: do not rename, only add. */
export type UserEvent =
  | { readonly type: 'user.added'; readonly user: User }
  | {
      readonly type: 'user.signed-in';
      readonly userId: UserId;
      /** Present when CIS2 vouched for the person: the role of the smartcard that acts. */
      readonly smartcard?: {
        readonly roleProfileId: string;
        readonly jobRoleCode: string;
        readonly orgCode: string;
      };
    }
  | { readonly type: 'user.signed-out'; readonly userId: UserId; readonly why: 'asked' | 'idle' | 'restart' }
  | { readonly type: 'user.sign-in-refused'; readonly userId: UserId }
  | { readonly type: 'user.changed'; readonly userId: UserId; readonly details: PersonDetails }
  | {
      readonly type: 'user.pin-changed';
      readonly userId: UserId;
      readonly pinSalt: string;
      readonly pinHash: string;
    }
  | { readonly type: 'user.deactivated'; readonly userId: UserId }
  | { readonly type: 'user.reactivated'; readonly userId: UserId };
