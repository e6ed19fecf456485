import { assertNever } from '../../domain/kernel/assert-never';
import type { CommandReply, RegistersCommand } from '../commands';
import type { Deps } from '../deps';
import { actOnSupply, correctRefusal, correctSupply, recordRefusal, recordSupply } from './unscripted';
import { actOnReissue, registerReissue } from './reissue';

/** What a person does in the registers: pairs of scripts and supplies without one. */
export const actInRegisters = (deps: Deps, command: RegistersCommand): Promise<CommandReply> => {
  switch (command.kind) {
    case 'RegisterReissue':
      return registerReissue(deps, command);
    case 'RecordRefusal':
      return recordRefusal(deps, command);
    case 'CorrectRefusal':
      return correctRefusal(deps, command);
    case 'RecordSupply':
      return recordSupply(deps, command);
    case 'NameSupplyScript':
    case 'ConfirmSupplyMatch':
    case 'RejectSupplyMatch':
    case 'RecordPrescriptionDates':
    case 'CloseSupply':
    case 'ReopenSupply':
      return actOnSupply(deps, command);
    case 'CorrectSupply':
      return correctSupply(deps, command);
    case 'DecideReissue':
    case 'DeclareDifferent':
    case 'ConfirmProposal':
    case 'RejectProposal':
    case 'CallOffReissue':
    case 'ReturnAgain':
    case 'MarkReissue':
    case 'CloseReissue':
    case 'ReopenReissue':
      return actOnReissue(deps, command);
    default:
      return assertNever(command);
  }
};
