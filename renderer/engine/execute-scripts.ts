import type { IssueKey } from '../domain/kernel/ids';
import type { PrescriptionCommand } from '../domain/prescriptions/commands';
import type { InboxRunner } from '../sync/inbox-runner';
import type { SerialQueue } from '../sync/serial-queue';
import type { ScriptReply } from '../usecases/commands';
import type { Deps } from '../usecases/deps';
import { actOnPrescription } from '../usecases/prescriptions/act-on-prescription';
import { putTimeRight } from '../usecases/prescriptions/put-time-right';
import type { Handlers } from './handlers';

type Parts = { readonly deps: Deps; readonly queue: SerialQueue; readonly inbox: InboxRunner };
type OnScript = PrescriptionCommand & { readonly key: IssueKey };

/** What is done to one script. */
export const makeExecuteScripts = ({
  deps,
  queue,
  inbox,
}: Parts): Handlers<PrescriptionCommand['kind'] | 'PutTimeRight'> => {
  const act = ({ key, ...command }: OnScript): Promise<ScriptReply> =>
    queue.run(() => actOnPrescription(deps, key, command));
  return {
    CheckPrescription: act,
    AssemblePrescription: act,
    AccuracyCheckPrescription: act,
    StepBackPrescription: act,
    HoldPrescription: act,
    LiftHold: act,
    SayHandedOutSince: act,
    NoteClosedByEps: act,
    SupplyInFull: act,
    RecordNotDispensed: act,
    SupplyItems: act,
    AmendSupply: act,
    PrepareClaim: act,
    SendClaim: act,
    WithdrawSupply: act,
    ReturnPrescription: act,
    UndoRelease: act,
    // The Spine is asked as soon as its turn comes.
    AskToConfirm: (command) => act(command).finally(() => inbox.wake()),
    SettleConflict: act,
    PutTimeRight: ({ key, ...command }) => queue.run(() => putTimeRight(deps, key, command)),
  };
};
