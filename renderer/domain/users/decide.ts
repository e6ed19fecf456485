import type { Actor } from '../kernel/context';
import { asUserId, type UserId } from '../kernel/ids';
import type { Instant } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import type { UserEvent } from './events';
import { roles, type Role, type User } from './model';

export type PersonDetails = {
  readonly name: string;
  readonly role: Role;
  readonly sdsUserId: string;
  readonly roleProfileId: string;
  readonly jobRoleCode: string;
  readonly phone: string;
};

type Decided = { readonly kind: 'decided'; readonly events: readonly UserEvent[] };

const invalid = (sentence: string, next: string): Refusal => refuse('PersonInvalid', 'USR-3', sentence, next);

const checkDetails = (details: PersonDetails, users: readonly User[]): Refusal | undefined => {
  if (details.name.trim().length < 2)
    return invalid('A person needs a name.', 'Type the name as it is on the smartcard.');
  if (!roles.includes(details.role)) return invalid('A person needs a role.', 'Choose a role from the list.');
  if (!/^\d{4,20}$/.test(details.roleProfileId))
    return invalid('The role profile id has digits only.', 'Copy it from the smartcard profile.');
  if (details.sdsUserId.trim() === '' || details.phone.trim() === '')
    return invalid('EPS messages must carry a user id and a phone number.', 'Fill in both.');
  if (users.some((user) => user.name.toLowerCase() === details.name.trim().toLowerCase()))
    return invalid('There is a person of this name already.', 'Add a middle initial to tell them apart.');
  return undefined;
};

/** [USR-2] [USR-3] The first person may be added by anyone; later ones by the manager or a pharmacist. */
export const decideAddPerson = (
  users: readonly User[],
  details: PersonDetails,
  secret: { readonly salt: string; readonly hash: string },
  newId: () => string,
  by: Actor | undefined,
): Decided | Refusal => {
  if (users.length > 0 && by?.role !== 'manager' && by?.role !== 'pharmacist')
    return refuse(
      'RoleMissing',
      'USR-2',
      'Adding a person needs the manager or a pharmacist.',
      'Ask one of them to sign in here.',
    );
  const refusal = checkDetails(details, users);
  if (refusal) return refusal;
  const user: User = {
    ...details,
    name: details.name.trim(),
    userId: asUserId(newId()),
    pinSalt: secret.salt,
    pinHash: secret.hash,
    active: true,
  };
  return { kind: 'decided', events: [{ type: 'user.added', user }] };
};

/** PINs are four to twelve digits. */
export const pinIsWellFormed = (pin: string): boolean => /^\d{4,12}$/.test(pin);

/** Wrong PINs of one person since their last sign-in, on this computer. */
export type Attempts = { readonly failed: number; readonly lastAt: Instant };

/** [USR-4] After three wrong PINs each further try waits longer, up to five minutes. */
export const waitBeforeTryMs = (attempts: Attempts | undefined, now: Instant): number => {
  if (attempts === undefined || attempts.failed < 3) return 0;
  const pauseMs = Math.min(300_000, 5_000 * 2 ** (attempts.failed - 3));
  return Math.max(0, attempts.lastAt + pauseMs - now);
};

/** Compares all characters whatever differs, so that the time tells nothing. */
const sameHash = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1)
    difference |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(1, b.length));
  return difference === 0;
};

/** [USR-1] Signs a person in, or says why not; either way it is on record. */
export const decideSignIn = (
  user: User,
  stretchedPin: string,
): { readonly signedIn: boolean; readonly events: readonly UserEvent[] } => {
  const signedIn = user.active && sameHash(user.pinHash, stretchedPin);
  return {
    signedIn,
    events: [
      signedIn
        ? { type: 'user.signed-in', userId: user.userId }
        : { type: 'user.sign-in-refused', userId: user.userId },
    ],
  };
};

/** The person as messages and decisions know them. */
export const actorOf = (user: User): Actor => ({
  userId: user.userId,
  name: user.name,
  role: user.role,
  sdsUserId: user.sdsUserId,
  roleProfileId: user.roleProfileId,
  jobRoleCode: user.jobRoleCode,
  phone: user.phone,
});

export const wrongPin = (name: string): Refusal =>
  refuse(
    'WrongPin',
    'USR-1',
    `That is not ${name}’s PIN.`,
    'Try again, or ask the manager to set a new one.',
  );

export const waitForPin = (name: string, waitMs: number): Refusal =>
  refuse(
    'WaitForPin',
    'USR-4',
    `Too many wrong PINs for ${name}.`,
    `Try again in ${Math.ceil(waitMs / 1000)} seconds.`,
  );

export const unknownPerson = (_userId: UserId): Refusal =>
  refuse('PersonUnknown', 'USR-1', 'This person is not known here.', 'Choose a person from the list.');
