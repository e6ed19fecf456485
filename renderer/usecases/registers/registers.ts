import type { Command, CommandReply, RegistersCommand } from '../commands';
import type { Deps } from '../deps';
import { actOnSupply, correctRefusal, recordRefusal, recordSupply } from './unscripted';
import { actOnReissue, registerReissue } from './reissue';

const kinds: Readonly<Record<RegistersCommand['kind'], true>> = {
  RegisterReissue: true,
  DecideReissue: true,
  DeclareDifferent: true,
  ConfirmProposal: true,
  RejectProposal: true,
  CallOffReissue: true,
  ReturnAgain: true,
  MarkReissue: true,
  CloseReissue: true,
  RecordSupply: true,
  RecordRefusal: true,
  CorrectRefusal: true,
  NameSupplyScript: true,
  ConfirmSupplyMatch: true,
  RejectSupplyMatch: true,
  RecordPrescriptionDates: true,
  CloseSupply: true,
  ReopenSupply: true,
  CorrectSupply: true,
};

export const isForRegisters = (command: Command): command is RegistersCommand =>
  Object.hasOwn(kinds, command.kind);

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
    case 'CorrectSupply':
      return actOnSupply(deps, command);
    default:
      return actOnReissue(deps, command);
  }
};
