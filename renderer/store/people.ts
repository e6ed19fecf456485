import type { User } from '../domain/users/model';
import type { PersonRow } from '../usecases/views';

/** People as a screen has them, by name: without what their PINs are judged by. */
export const peopleOf = (users: readonly User[]): readonly PersonRow[] =>
  users
    .map(({ pinSalt: _salt, pinHash, ...user }): PersonRow => ({ ...user, hasPin: pinHash !== '' }))
    .sort((a, b) => a.name.localeCompare(b.name));
