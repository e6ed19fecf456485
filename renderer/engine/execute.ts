import { assertNever } from '../domain/kernel/assert-never';
import type { InboxRunner } from '../sync/inbox-runner';
import type { SerialQueue } from '../sync/serial-queue';
import { actOnIncident, openIncidentByHand } from '../usecases/incidents/act-on-incident';
import { actOnPrescription } from '../usecases/prescriptions/act-on-prescription';
import { addPerson } from '../usecases/users/add-person';
import { closeRelease } from '../usecases/inbox/close-release';
import type { Command, CommandReply } from '../usecases/commands';
import type { Deps } from '../usecases/deps';
import { handOverMessage, hurryMessage, retryMessage } from '../usecases/outbox/deliver';
import { actInRegisters, isForRegisters } from '../usecases/registers/registers';
import { isIdentityCommand } from '../usecases/users/identity-commands';
import { isPatientCommand } from '../domain/patients/commands';
import { keepRecord } from '../usecases/patients/keep-record';
import { isUrgentCommand } from '../domain/triage/commands';
import { askToPrint, endPrint } from '../usecases/prints/print';
import { isPackCommand } from '../usecases/recovery/pack-commands';
import { signOut } from '../usecases/users/sign-in';
import { signedOut } from '../usecases/signed-in';
import { needsBroker } from '../usecases/speaking';
import { changeUrgent } from '../usecases/settings/urgent';
import { isForDesk, makeExecuteDesk } from './execute-desk';
import type { IdentityExecute } from './execute-identity';
import type { EnginePacks } from './packs';
import { isForScript, type ForScript } from './script-commands';

type Parts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly inbox: InboxRunner;
  readonly identity: IdentityExecute;
  readonly packs: EnginePacks;
  /** Told of a failure that nobody waits for any more. */
  readonly failed: (failure: unknown) => void;
};

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

const inOutbox = (deps: Deps, command: Of<'HandOver' | 'RetryMessage' | 'HurryMessage'>) => {
  if (command.kind === 'HandOver') return handOverMessage(deps, command);
  const act = command.kind === 'RetryMessage' ? retryMessage : hurryMessage;
  return act(deps, command.messageId);
};

const inIncident = (deps: Deps, command: Of<'OpenIncident' | 'ActOnIncident'>) =>
  command.kind === 'OpenIncident'
    ? openIncidentByHand(deps, command)
    : actOnIncident(deps, command.id, command.act);

const downloadOf =
  ({ deps, inbox }: Pick<Parts, 'deps' | 'inbox'>) =>
  (): Promise<CommandReply> => {
    const silent = needsBroker(deps);
    if (silent) return Promise.resolve(silent);
    if (!deps.who.current()) return Promise.resolve(signedOut());
    return inbox.download().then((sentence) => ({ kind: 'done', sentence }));
  };

/** Carries out commands, one at a time, through the engine's one queue. */
export const makeExecute = ({ deps, queue, inbox, identity, packs, failed }: Parts) => {
  const downloadNow = downloadOf({ deps, inbox });
  const desk = makeExecuteDesk({ deps, queue, inbox, failed });

  const onScript = ({ key, ...act }: ForScript): Promise<CommandReply> =>
    queue
      .run(() => actOnPrescription(deps, key, act))
      .finally(() => {
        if (act.kind === 'AskToConfirm') inbox.wake();
      });

  return (command: Command): Promise<CommandReply> => {
    if (isForRegisters(command)) return queue.run(() => actInRegisters(deps, command));
    if (isForDesk(command)) return desk.act(command);
    if (isForScript(command)) return onScript(command);
    if (isIdentityCommand(command)) return identity.execute(command);
    if (isPackCommand(command)) return packs.execute(command);
    if (isPatientCommand(command)) return queue.run(() => keepRecord(deps, command));
    if (isUrgentCommand(command)) return queue.run(() => changeUrgent(deps, command));
    switch (command.kind) {
      case 'SignIn':
        return identity.signIn(command.userId, command.pin).finally(() => {
          packs.finish().catch(failed);
        });
      case 'SignOut':
        return queue.run(() => signOut(deps, command.why));
      case 'AddPerson': {
        const { kind: _kind, pin, ...details } = command;
        return queue.run(() => addPerson(deps, details, pin));
      }
      case 'DownloadNow':
        return downloadNow();
      case 'RequestById':
        return desk.askById(command.typed);
      case 'AskToPrint':
        return queue.run(() => askToPrint(deps, command));
      case 'EndPrint':
        return queue.run(() => endPrint(deps, command));
      case 'CloseRelease':
        return queue.run(() => closeRelease(deps, command));
      case 'HandOver':
      case 'RetryMessage':
      case 'HurryMessage':
        return queue.run(() => inOutbox(deps, command));
      case 'OpenIncident':
      case 'ActOnIncident':
        return queue.run(() => inIncident(deps, command));
      default:
        return assertNever(command);
    }
  };
};
