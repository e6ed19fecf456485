import type { PrescriptionId } from '../domain/kernel/ids';
import type { InboxRunner } from '../sync/inbox-runner';
import type { SerialQueue } from '../sync/serial-queue';
import type { Command, CommandReply, DeskCommand } from '../usecases/commands';
import type { Deps } from '../usecases/deps';
import { actOnDesk } from '../usecases/desk';
import { requestById } from '../usecases/request-by-id';
import { scanPrescription } from '../usecases/scan-prescription';

type Parts = { readonly deps: Deps; readonly queue: SerialQueue; readonly inbox: InboxRunner };

const scan = async (deps: Deps, id: PrescriptionId): Promise<CommandReply> => {
  const scanned = await scanPrescription(deps, id);
  return 'kind' in scanned ? scanned : { kind: 'done', sentence: scanned.sentence, scanned };
};

type ForDesk = DeskCommand | Extract<Command, { kind: 'ScanPrescription' }>;
const names: readonly Command['kind'][] = ['ScanPrescription', 'AskForRows', 'DropRequest', 'RecordOutcome'];
export const isForDesk = (command: Command): command is ForDesk => names.includes(command.kind);

/** What is asked of the desk. Whatever is queued by it is asked of the Spine as soon as its turn comes. */
export const makeExecuteDesk = ({ deps, queue, inbox }: Parts) => ({
  askById: async (typed: string): Promise<CommandReply> => {
    const checked = await queue.run(() => requestById(deps, typed));
    if (checked.kind === 'refused') return checked;
    return { kind: 'done', sentence: await inbox.ask(checked.id) };
  },
  act: async (command: ForDesk): Promise<CommandReply> => {
    const reply = await queue.run(() =>
      command.kind === 'ScanPrescription' ? scan(deps, command.id) : actOnDesk(deps, command),
    );
    inbox.wake();
    return reply;
  },
});
