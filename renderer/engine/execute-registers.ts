import type { SerialQueue } from '../sync/serial-queue';
import type { CommandReply, RegistersCommand } from '../usecases/commands';
import type { Deps } from '../usecases/deps';
import { actInRegisters } from '../usecases/registers/registers';
import { correctSupply, recordSupply } from '../usecases/registers/unscripted';
import type { Handlers } from './handlers';

type Parts = { readonly deps: Deps; readonly queue: SerialQueue };

/** What is done in the registers. */
export const makeExecuteRegisters = ({ deps, queue }: Parts): Handlers<RegistersCommand['kind']> => {
  const act = (command: RegistersCommand): Promise<CommandReply> =>
    queue.run(() => actInRegisters(deps, command));
  return {
    RegisterReissue: act,
    DecideReissue: act,
    DeclareDifferent: act,
    ConfirmProposal: act,
    RejectProposal: act,
    CallOffReissue: act,
    ReturnAgain: act,
    MarkReissue: act,
    CloseReissue: act,
    ReopenReissue: act,
    RecordSupply: (command) => queue.run(() => recordSupply(deps, command)),
    RecordRefusal: act,
    CorrectRefusal: act,
    NameSupplyScript: act,
    ConfirmSupplyMatch: act,
    RejectSupplyMatch: act,
    RecordPrescriptionDates: act,
    CloseSupply: act,
    ReopenSupply: act,
    CorrectSupply: (command) => queue.run(() => correctSupply(deps, command)),
  };
};
