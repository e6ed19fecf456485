import type { Actor, Site } from '../kernel/context';
import { asUserId } from '../kernel/ids';
import { asInstant, withinReach, type Instant } from '../kernel/instant';
import { refuse, type Refusal, type RuleId } from '../kernel/refusal';
import type { UserEvent } from './events';
import { checkPerson, tidyPerson } from './check-person';
import type { PersonDetails, User } from './model';
import { sameHash } from './same-hash';
import { leaders, needRole } from './need-role';

type Decided = { readonly kind: 'decided'; readonly events: readonly UserEvent[] };

/** [USR-2] [USR-3] The first person may be added by anyone; later ones by the manager or a pharmacist. */
export const decideAddPerson = (
  users: readonly User[],
  typed: PersonDetails,
  secret: { readonly salt: string; readonly hash: string },
  newId: () => string,
  by: Actor | undefined,
  forEps = true,
): Decided | Refusal => {
  const details = tidyPerson(typed);
  const refusal =
    (users.length > 0 ? needRole(by, leaders, 'Adding a person', 'USR-2') : undefined) ??
    checkPerson(details, users, forEps);
  if (refusal) return refusal;
  const user: User = {
    ...details,
    userId: asUserId(newId()),
    pinSalt: secret.salt,
    pinHash: secret.hash,
    active: true,
  };
  return { kind: 'decided', events: [{ type: 'user.added', user }] };
};

/** PINs are four to twelve digits. `rule`: the one by which it is set. */
export const checkPin = (pin: string, rule: RuleId): Refusal | undefined =>
  /^\d{4,12}$/.test(pin)
    ? undefined
    : refuse('PinInvalid', rule, 'A PIN has four to twelve digits.', 'Choose another PIN.');

/** Wrong PINs of one person since their last sign-in, on this computer. */
export type Attempts = { readonly failed: number; readonly lastAt: Instant };

/** [USR-4] After three wrong PINs each further try waits longer, up to five minutes. */
export const waitBeforeTryMs = (attempts: Attempts | undefined, now: Instant): number => {
  if (attempts === undefined || attempts.failed < 3) return 0;
  const pauseMs = Math.min(300_000, 5_000 * 2 ** (attempts.failed - 3));
  return Math.max(0, withinReach(asInstant(attempts.lastAt + pauseMs), now, pauseMs) - now);
};

/** [USR-1] Signs a person in, or says why not; either way it is on record. */
export const decideSignIn = (
  user: User,
  stretchedPin: string,
): { readonly signedIn: boolean; readonly events: readonly UserEvent[] } => {
  const signedIn = user.active && user.pinHash !== '' && sameHash(user.pinHash, stretchedPin);
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

/** [USR-3] Without a phone of their own, the pharmacy's (SCAL 1.2.5). */
export const withPhone = (actor: Actor, site: Pick<Site, 'phone'>): Actor =>
  actor.phone === '' ? { ...actor, phone: site.phone } : actor;

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

export const unknownPerson = (): Refusal =>
  refuse('PersonUnknown', 'USR-1', 'This person is not known here.', 'Choose a person from the list.');
