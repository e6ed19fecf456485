import type { Actor } from '../kernel/context';
import type { UserId } from '../kernel/ids';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal';
import { checkPerson, tidyPerson } from './check-person';
import { unknownPerson, wrongPin } from './decide';
import type { UserEvent } from './events';
import type { PersonDetails, User } from './model';
import { sameHash } from './same-hash';
import { leaders, needRole } from './need-role';

type Decided = { readonly kind: 'decided'; readonly events: readonly UserEvent[]; readonly sentence: string };

const decided = (event: UserEvent, sentence: string): Decided => ({
  kind: 'decided',
  events: [event],
  sentence,
});

/** [USR-6] Asked by the screen too, before anybody fills something in for nothing. */
export const mayLead = (by: Pick<Actor, 'name' | 'role'> | undefined): Refusal | undefined =>
  needRole(by, leaders, 'Changing people', 'USR-6');

/** [USR-7] Whether somebody who may add people is left without this one. */
const someoneLeads = (users: readonly User[], without: UserId): boolean =>
  users.some((user) => user.userId !== without && user.active && leaders.includes(user.role));

const lastOne = (name: string): Refusal =>
  refuse(
    'LastOne',
    'USR-7',
    `${name} is the only one here who may add people.`,
    'Add another manager or pharmacist first.',
  );

const find = (users: readonly User[], userId: UserId): User | Refusal =>
  users.find((user) => user.userId === userId) ?? unknownPerson();

/** [USR-6] [USR-7] Corrects what is known of a person, or gives another role. */
export const decideChangePerson = (
  users: readonly User[],
  userId: UserId,
  typed: PersonDetails,
  forEps: boolean,
  by: Actor | undefined,
): Decided | Refusal => {
  const user = find(users, userId);
  if (isRefusal(user)) return user;
  const refusal = mayLead(by);
  if (refusal) return refusal;
  const details = tidyPerson(typed);
  const wrong = checkPerson(
    details,
    users.filter((one) => one.userId !== userId),
    forEps,
  );
  if (wrong) return wrong;
  if (leaders.includes(user.role) && !leaders.includes(details.role) && !someoneLeads(users, userId))
    return lastOne(user.name);
  return decided({ type: 'user.changed', userId, details }, `${details.name} is saved.`);
};

/** [USR-6] [USR-7] Takes a person off the list; what they did stays on record under their name. */
export const decideDeactivate = (
  users: readonly User[],
  userId: UserId,
  by: Actor | undefined,
): Decided | Refusal => {
  const user = find(users, userId);
  if (isRefusal(user)) return user;
  const refusal = mayLead(by);
  if (refusal) return refusal;
  if (by?.userId === userId)
    return refuse(
      'NotYourself',
      'USR-7',
      'Nobody takes themselves off the list.',
      'Ask another manager or pharmacist.',
    );
  if (leaders.includes(user.role) && !someoneLeads(users, userId)) return lastOne(user.name);
  return decided({ type: 'user.deactivated', userId }, `${user.name} can no longer sign in here.`);
};

/** [USR-6] */
export const decideReactivate = (
  users: readonly User[],
  userId: UserId,
  by: Actor | undefined,
): Decided | Refusal => {
  const user = find(users, userId);
  if (isRefusal(user)) return user;
  return mayLead(by) ?? decided({ type: 'user.reactivated', userId }, `${user.name} can sign in again.`);
};

/**
 * [USR-6] Sets a PIN. `present` is the stretched present PIN, for one's own; somebody who leads sets that of
 * others without it, as does the owner of a smartcard who has none yet.
 */
export const decideChangePin = (
  users: readonly User[],
  userId: UserId,
  pin: { readonly salt: string; readonly hash: string; readonly present: string | undefined },
  by: Actor | undefined,
): Decided | Refusal => {
  const user = find(users, userId);
  if (isRefusal(user)) return user;
  if (by?.userId !== userId) {
    const refusal = mayLead(by);
    if (refusal) return refusal;
  } else if (user.pinHash !== '' && !sameHash(user.pinHash, pin.present ?? '')) return wrongPin(user.name);
  return decided(
    { type: 'user.pin-changed', userId, pinSalt: pin.salt, pinHash: pin.hash },
    `${user.name} has a new PIN.`,
  );
};
