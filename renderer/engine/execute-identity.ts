import type { Actor } from '../domain/kernel/context';
import type { SerialQueue } from '../sync/serial-queue';
import type { CommandReply } from '../usecases/commands';
import type { Deps } from '../usecases/deps';
import type { IdentityCommand } from '../usecases/users/identity-commands';
import { changePeople, type PeopleCommand } from '../usecases/users/people';
import { keepSecondCopy, stopSecondCopy } from '../usecases/settings/second-copy';
import { changePassphrase, makeClientKey, setConnection, setSite } from '../usecases/settings/settings';
import { goOnAsKnown, makeSignIn } from '../usecases/users/sign-in';
import type { Smartcard } from '../usecases/users/smartcard';
import { needsBroker } from '../usecases/speaking';
import { refuse } from '../domain/kernel/refusal';
import type { Handlers } from './handlers';

type Parts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly smartcard: Smartcard;
  /** The settings have changed: take them up. */
  readonly settingsChanged: () => Promise<void>;
  /** Somebody may be there now for whom requests by id wait, with a PIN or with a smartcard. */
  readonly signedIn: () => void;
};

export type IdentityHandlers = Handlers<IdentityCommand['kind'] | 'SignIn'>;

const noSmartcards = (): CommandReply =>
  refuse(
    'NoSmartcards',
    'SET-4',
    'The training pharmacy knows no smartcards.',
    'Sign in with one of the PINs that stand on the sign-in screen.',
  );

/** A person under the role of their smartcard, where they have one in. */
const roleBy =
  (smartcard: Smartcard) =>
  (actor: Actor): Actor => {
    const role = smartcard.roleOf(actor.userId);
    return role ? { ...actor, roleProfileId: role.roleProfileId, jobRoleCode: role.jobRoleCode } : actor;
  };

/** Carries out what concerns people, the pharmacy and the smartcard. */
export const makeIdentityExecute = ({
  deps,
  queue,
  smartcard,
  settingsChanged,
  signedIn,
}: Parts): IdentityHandlers => {
  const signInWithPin = makeSignIn();

  const withSettings = async (change: () => Promise<CommandReply>): Promise<CommandReply> => {
    const reply = await queue.run(change);
    if (reply.kind === 'done') await settingsChanged();
    return reply;
  };

  const card = (act: () => Promise<CommandReply>): Promise<CommandReply> =>
    deps.kind === 'live' ? act() : Promise.resolve(needsBroker(deps) ?? noSmartcards());

  const underCard = roleBy(smartcard);

  const people = (command: PeopleCommand) => queue.run(() => changePeople(deps, command));

  return {
    /** [USR-9] Their smartcard's session goes on, if it is theirs; that of another ends. */
    SignIn: ({ userId, pin }) =>
      queue
        .run(() =>
          signInWithPin(deps, userId, pin, (actor) => {
            if (!smartcard.holds(userId)) void smartcard.end(deps);
            return underCard(actor);
          }),
        )
        .finally(signedIn),
    ChangePerson: (command) =>
      queue.run(async () => {
        const reply = await changePeople(deps, command);
        await goOnAsKnown(deps, command.userId, underCard);
        return reply;
      }),
    DeactivatePerson: people,
    ReactivatePerson: people,
    ChangePin: people,
    SetSite: ({ site }) => withSettings(() => setSite(deps, site)),
    SetConnection: ({ connection }) => withSettings(() => setConnection(deps, connection)),
    ChangePassphrase: ({ present, next }) => queue.run(() => changePassphrase(deps, { present, next })),
    KeepSecondCopy: ({ folder }) => queue.run(() => keepSecondCopy(deps, folder)),
    StopSecondCopy: () => queue.run(() => stopSecondCopy(deps)),
    MakeClientKey: ({ keyId }) => card(() => withSettings(() => makeClientKey(deps, keyId))),
    BeginSmartcard: () => card(() => smartcard.begin(deps, queue.run)).finally(signedIn),
    ChooseSmartcardRole: ({ roleProfileId }) =>
      card(() => queue.run(() => smartcard.choose(deps, roleProfileId))).finally(signedIn),
    CancelSmartcard: () => card(() => smartcard.cancel(deps)),
    EndSmartcard: () => card(() => smartcard.end(deps)),
  };
};
