import type { UserId } from '../kernel/ids';
import type { User } from './model';

/** What happened to a person's record. Stored: do not rename, only add. */
export type UserEvent =
  | { readonly type: 'user.added'; readonly user: User }
  | { readonly type: 'user.signed-in'; readonly userId: UserId }
  | { readonly type: 'user.signed-out'; readonly userId: UserId; readonly why: 'asked' | 'idle' | 'restart' }
  | { readonly type: 'user.sign-in-refused'; readonly userId: UserId };
