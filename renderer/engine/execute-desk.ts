import type { InboxRunner } from '../sync/inbox-runner';
import { runAnswering, type SerialQueue } from '../sync/serial-queue';
import type { CommandOf, CommandReply, DeskCommand, ReplyTo } from '../usecases/commands';
import type { Deps } from '../usecases/deps';
import { actOnDesk } from '../usecases/desk/desk';
import { requestById } from '../usecases/inbox/request-by-id';
import { scanPrescription, type ScanAnswer } from '../usecases/desk/scan-prescription';
import type { Handlers } from './handlers';

type Parts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly inbox: InboxRunner;
  /** Told of a failure that nobody waits for any more. */
  readonly failed: (failure: unknown) => void;
};

const replyOf = (answer: ScanAnswer): ReplyTo<'ScanPrescription'> => {
  switch (answer.kind) {
    case 'refused':
      return answer;
    case 'unknown':
      return { kind: 'done', sentence: '', found: undefined };
    case 'scanned': {
      const { kind: _kind, ...found } = answer;
      return { kind: 'done', sentence: found.scanned.sentence, found };
    }
  }
};

type ForDesk = DeskCommand['kind'] | 'ScanPrescription' | 'RequestById';

/** What is asked of the desk. Whatever is queued by it is asked of the Spine as soon as its turn comes. */
export const makeExecuteDesk = ({ deps, queue, inbox, failed }: Parts): Handlers<ForDesk> => {
  const act = async (command: DeskCommand): Promise<CommandReply> => {
    const reply = await queue.run(() => actOnDesk(deps, command));
    inbox.wake();
    return reply;
  };
  const scan = async (command: CommandOf<'ScanPrescription'>): Promise<ReplyTo<'ScanPrescription'>> => {
    const answer = await runAnswering<ScanAnswer>(
      queue,
      (say) => scanPrescription(deps, command, say),
      failed,
    );
    inbox.wake();
    return replyOf(answer);
  };
  const askById = async ({ typed }: CommandOf<'RequestById'>): Promise<CommandReply> => {
    const checked = await queue.run(() => requestById(deps, typed));
    if (checked.kind === 'refused') return checked;
    if (checked.kind === 'waits') return { kind: 'done', sentence: checked.sentence };
    return { kind: 'done', sentence: await inbox.ask(checked.id) };
  };
  return {
    ScanPrescription: scan,
    RequestById: askById,
    AskForRows: act,
    DropRequest: act,
    DropRequests: act,
    RecordOutcome: act,
  };
};
