import type { Actor } from '../kernel/context';
import { refuse, type Refusal, type RuleId } from '../kernel/refusal';
import type { Role } from './model';

const roleWords: Readonly<Record<Role, string>> = {
  pharmacist: 'a pharmacist',
  technician: 'a technician',
  dispenser: 'a dispenser',
  manager: 'the manager',
};

/** “a pharmacist, a technician or the manager”. */
export const oneOf = (roles: readonly Role[]): string =>
  roles
    .map((role, i) => `${i === 0 ? '' : i === roles.length - 1 ? ' or ' : ', '}${roleWords[role]}`)
    .join('');

/** Who answers for the pharmacy: its people, its settings, whose word it takes. */
export const leaders: readonly Role[] = ['pharmacist', 'manager'];

/** [PRX-6] The domain, not the screen, says who may do what. `rule`: the one that names these roles. */
export const needRole = (
  user: Pick<Actor, 'name' | 'role'> | undefined,
  may: readonly Role[],
  deed: string,
  rule: RuleId = 'PRX-6',
): Refusal | undefined =>
  user && may.includes(user.role)
    ? undefined
    : refuse(
        'RoleMissing',
        rule,
        `${user ? `${user.name} is signed in as ${roleWords[user.role]}` : 'Nobody is signed in'}. ${deed} needs ${oneOf(may)}.`,
        'Ask that person to sign in here.',
      );
