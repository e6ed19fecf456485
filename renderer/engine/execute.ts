import { refuse } from '../domain/kernel/refusal';
import type { UrgentCommand } from '../domain/triage/commands';
import type { InboxRunner } from '../sync/inbox-runner';
import type { SerialQueue } from '../sync/serial-queue';
import { actOnIncident, openIncidentByHand } from '../usecases/incidents/act-on-incident';
import { keepRecord } from '../usecases/patients/keep-record';
import { addPerson } from '../usecases/users/add-person';
import { closeRelease } from '../usecases/inbox/close-release';
import { closeUnusable } from '../usecases/inbox/close-unusable';
import type { CommandReply, Execute } from '../usecases/commands';
import type { Deps } from '../usecases/deps';
import { handOverMessage, hurryMessage, retryMessage } from '../usecases/outbox/deliver';
import { askToPrint, endPrint } from '../usecases/prints/print';
import { signOut } from '../usecases/users/sign-in';
import { signedOut } from '../usecases/signed-in';
import { needsBrokerNow } from '../usecases/speaking';
import { changeUrgent } from '../usecases/settings/urgent';
import { makeExecuteDesk } from './execute-desk';
import type { IdentityHandlers } from './execute-identity';
import { makeExecuteRegisters } from './execute-registers';
import { makeExecuteScripts } from './execute-scripts';
import { executeBy, type Handlers } from './handlers';
import type { EnginePacks } from './packs';

type Parts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly inbox: InboxRunner;
  readonly identity: IdentityHandlers;
  readonly packs: EnginePacks;
  /** Told of a failure that nobody waits for any more. */
  readonly failed: (failure: unknown) => void;
};

const downloadNow = async ({ deps, inbox }: Pick<Parts, 'deps' | 'inbox'>): Promise<CommandReply> => {
  const silent = needsBrokerNow(deps);
  if (silent) return silent;
  if (!deps.who.current()) return signedOut();
  const sentence = await inbox.download();
  if (inbox.status.stuck)
    return refuse('NotAsked', 'INB-20', sentence, 'Holdfast also tries again by itself.');
  return inbox.inDoubt
    ? refuse('NoAnswer', 'INB-2', sentence, 'Until then what it asked for may be with us and unseen.')
    : { kind: 'done', sentence };
};

/** Carries out commands, one at a time, through the engine's one queue. */
export const makeExecute = ({ deps, queue, inbox, identity, packs, failed }: Parts): Execute => {
  const { run } = queue;
  const urgent = (command: UrgentCommand) => run(() => changeUrgent(deps, command));
  const handlers: Handlers = {
    ...makeExecuteScripts({ deps, queue, inbox }),
    ...makeExecuteRegisters({ deps, queue }),
    ...makeExecuteDesk({ deps, queue, inbox, failed }),
    ...packs.handlers,
    ...identity,
    SignIn: (command) =>
      identity.SignIn(command).finally(() => {
        packs.finish().catch(failed);
      }),
    SignOut: ({ why }) => run(() => signOut(deps, why)),
    AddPerson: ({ kind: _kind, pin, ...details }) => run(() => addPerson(deps, details, pin)),
    DownloadNow: () => downloadNow({ deps, inbox }),
    CloseRelease: (command) => run(() => closeRelease(deps, command)),
    CloseUnusable: (command) => run(() => closeUnusable(deps, command)),
    HandOver: (command) => run(() => handOverMessage(deps, command)),
    RetryMessage: ({ messageId }) => run(() => retryMessage(deps, messageId)),
    HurryMessage: ({ messageId }) => run(() => hurryMessage(deps, messageId)),
    OpenIncident: (command) => run(() => openIncidentByHand(deps, command)),
    ActOnIncident: ({ id, act }) => run(() => actOnIncident(deps, id, act)),
    AskToPrint: (command) => run(() => askToPrint(deps, command)),
    EndPrint: (command) => run(() => endPrint(deps, command)),
    RecordAllergies: (command) => run(() => keepRecord(deps, command)),
    WritePatientNote: (command) => run(() => keepRecord(deps, command)),
    SayOnePerson: (command) => run(() => keepRecord(deps, command)),
    AddUrgentKind: urgent,
    ChangeUrgentKind: urgent,
    RemoveUrgentKind: urgent,
    MoveUrgentKind: urgent,
    RestoreUrgentList: urgent,
    UndoUrgentChange: urgent,
  };
  return executeBy(handlers);
};
