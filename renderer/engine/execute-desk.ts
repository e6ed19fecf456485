import type { InboxRunner } from '../sync/inbox-runner';
import { runAnswering, type SerialQueue } from '../sync/serial-queue';
import type { Command, CommandReply, DeskCommand } from '../usecases/commands';
import type { Deps } from '../usecases/deps';
import { actOnDesk } from '../usecases/desk/desk';
import { requestById } from '../usecases/inbox/request-by-id';
import { scanPrescription, type ScanAnswer } from '../usecases/desk/scan-prescription';

type Parts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly inbox: InboxRunner;
  /** Told of a failure that nobody waits for any more. */
  readonly failed: (failure: unknown) => void;
};

const replyOf = (answer: ScanAnswer): CommandReply => {
  if (answer.kind === 'refused') return answer;
  if (answer.kind === 'unknown') return { kind: 'done', sentence: '' };
  const { scanned, view } = answer;
  return { kind: 'done', sentence: scanned.sentence, scanned, ...(view ? { view } : {}) };
};

type Scan = Extract<Command, { kind: 'ScanPrescription' }>;
type ForDesk = DeskCommand | Scan;
const names: readonly Command['kind'][] = [
  'ScanPrescription',
  'AskForRows',
  'DropRequest',
  'DropRequests',
  'RecordOutcome',
];
export const isForDesk = (command: Command): command is ForDesk => names.includes(command.kind);

/** What is asked of the desk. Whatever is queued by it is asked of the Spine as soon as its turn comes. */
export const makeExecuteDesk = ({ deps, queue, inbox, failed }: Parts) => ({
  askById: async (typed: string): Promise<CommandReply> => {
    const checked = await queue.run(() => requestById(deps, typed));
    if (checked.kind === 'refused') return checked;
    if (checked.kind === 'waits') return { kind: 'done', sentence: checked.sentence };
    return { kind: 'done', sentence: await inbox.ask(checked.id) };
  },
  act: async (command: ForDesk): Promise<CommandReply> => {
    const reply =
      command.kind === 'ScanPrescription'
        ? replyOf(
            await runAnswering<ScanAnswer>(queue, (say) => scanPrescription(deps, command, say), failed),
          )
        : await queue.run(() => actOnDesk(deps, command));
    inbox.wake();
    return reply;
  },
});
