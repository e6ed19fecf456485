import type { Actor } from '../kernel/context';
import { asUserId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import { locumOds } from '../settings/model';
import { actorOf } from './decide';
import type { UserEvent } from './events';
import type { Role, User } from './model';

/** A role of a smartcard, as CIS2 names it. */
export type CardRole = {
  readonly roleProfileId: string;
  readonly orgCode: string;
  readonly orgName: string;
  readonly jobRoleCode: string;
  readonly jobRoleName: string;
};

/** Who CIS2 says is there. */
export type Cardholder = {
  readonly sdsUserId: string;
  readonly name: string;
  readonly roles: readonly CardRole[];
};

/** [USR-8] The roles under which a smartcard may act here. */
export const rolesHere = (card: Cardholder, ods: string): readonly CardRole[] =>
  card.roles.filter(({ orgCode }) => orgCode === ods.toUpperCase() || orgCode === locumOds);

export const noRoleHere = (card: Cardholder, ods: string): Refusal =>
  refuse(
    'NoRoleHere',
    'USR-8',
    `The smartcard of ${card.name} has no role at ${ods}.`,
    'Ask the registration authority to add this pharmacy to the card, or sign in with your PIN for work on this computer.',
  );

/** The notice to a locum in the words that NHS prescribes (SCAL 1.1.3): no word of it is ours to change. */
export const locumNotice =
  'You are accountable to the pharmacy organisation in which you are currently working for all the actions you take on the system; you may not use the system to act in any other capacity';

export const isLocum = (role: CardRole): boolean => role.orgCode === locumOds;

/** Clinical Practitioner Access Role: the only one that says by itself that somebody is a pharmacist here. */
const pharmacistJob = 'R8000';
const roleOfJob = (jobRoleCode: string): Role =>
  jobRoleCode.endsWith(pharmacistJob) ? 'pharmacist' : 'dispenser';

type Decided = { readonly kind: 'decided'; readonly events: readonly UserEvent[]; readonly actor: Actor };

const personOf = (card: Cardholder, role: CardRole, users: readonly User[], newId: () => string): User => {
  const taken = users.some((user) => user.name.toLowerCase() === card.name.toLowerCase());
  return {
    userId: asUserId(newId()),
    name: taken ? `${card.name} (${card.sdsUserId})` : card.name,
    role: roleOfJob(role.jobRoleCode),
    sdsUserId: card.sdsUserId,
    roleProfileId: role.roleProfileId,
    jobRoleCode: role.jobRoleCode,
    phone: '',
    pinSalt: '',
    pinHash: '',
    active: true,
  };
};

/** [USR-8] Signs the holder of a smartcard in under one of its roles, adding who is not known yet. */
export const decideSmartcard = (
  users: readonly User[],
  card: Cardholder,
  role: CardRole,
  newId: () => string,
): Decided | Refusal => {
  const known = users.find((user) => user.sdsUserId === card.sdsUserId);
  if (known && !known.active)
    return refuse(
      'OffTheList',
      'USR-6',
      `${known.name} was taken off the list of this pharmacy.`,
      'Ask the manager or a pharmacist to put them back under Settings, People.',
    );
  const user = known ?? personOf(card, role, users, newId);
  const { roleProfileId, jobRoleCode, orgCode } = role;
  const signedIn: UserEvent = {
    type: 'user.signed-in',
    userId: user.userId,
    smartcard: { roleProfileId, jobRoleCode, orgCode },
  };
  return {
    kind: 'decided',
    events: known ? [signedIn] : [{ type: 'user.added', user }, signedIn],
    actor: { ...actorOf(user), roleProfileId, jobRoleCode },
  };
};
