import { checkPin } from '../../domain/users/decide';
import {
  decideChangePerson,
  decideChangePin,
  decideDeactivate,
  decideReactivate,
} from '../../domain/users/decide-people';
import type { UserEvent } from '../../domain/users/events';
import type { Refusal } from '../../domain/kernel/refusal';
import { assertNever } from '../../domain/kernel/assert-never';
import type { CommandReply } from '../commands';
import { carryOut } from '../carry-out';
import type { Deps } from '../deps';
import type { IdentityCommand } from './identity-commands';

export type PeopleCommand = Extract<
  IdentityCommand,
  { kind: 'ChangePerson' | 'DeactivatePerson' | 'ReactivatePerson' | 'ChangePin' }
>;
type Decision =
  { readonly kind: 'decided'; readonly events: readonly UserEvent[]; readonly sentence: string } | Refusal;

const changePin = async (
  deps: Deps,
  { userId, pin, present }: Extract<PeopleCommand, { kind: 'ChangePin' }>,
): Promise<Decision> => {
  const unfit = checkPin(pin, 'USR-6');
  if (unfit) return unfit;
  const users = await deps.store.loadUsers();
  const salt = deps.ids.newId();
  const user = users.find((one) => one.userId === userId);
  const typed = user && present !== '' ? await deps.pins.stretch(present, user.pinSalt) : undefined;
  const secret = { salt, hash: await deps.pins.stretch(pin, salt), present: typed };
  return decideChangePin(users, userId, secret, deps.who.current());
};

const decide = async (deps: Deps, command: PeopleCommand): Promise<Decision> => {
  const by = deps.who.current();
  const users = await deps.store.loadUsers();
  switch (command.kind) {
    case 'ChangePerson':
      return decideChangePerson(users, command.userId, command.details, deps.kind !== 'companion', by);
    case 'DeactivatePerson':
      return decideDeactivate(users, command.userId, by);
    case 'ReactivatePerson':
      return decideReactivate(users, command.userId, by);
    case 'ChangePin':
      return changePin(deps, command);
    default:
      return assertNever(command);
  }
};

/** [USR-6] Changes what is known of a person, or whether they may sign in. */
export const changePeople = async (deps: Deps, command: PeopleCommand): Promise<CommandReply> => {
  const decision = await decide(deps, command);
  return carryOut(deps, deps.who.current(), decision);
};
