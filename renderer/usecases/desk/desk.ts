import {
  decideAskFor,
  decideDropAll,
  decideDropRequest,
  decideOutcome,
  type DeskDecision,
} from '../../domain/desk/decide-desk';
import { outcomeForPairs } from '../../domain/desk/beside-pair';
import type { DeskEvent } from '../../domain/desk/events';
import type { DeskRow } from '../../domain/desk/model';
import type { PrescriptionId } from '../../domain/kernel/ids';
import { refuse, type Refusal } from '../../domain/kernel/refusal';
import { assertNever } from '../../domain/kernel/assert-never';
import type { ReissueEvent } from '../../domain/reissue/events';
import { carryOut } from '../carry-out';
import type { CommandReply, DeskCommand } from '../commands';
import { commitMany } from '../commit';
import type { Deps } from '../deps';
import { pairsHear } from '../registers/pairs-hear';
import { pairsOfId } from './pairs-of-id';
import { signedOut } from '../signed-in';

const unknown = (): Refusal =>
  refuse('RowUnknown', 'DSK-1', 'The desk does not know this id.', 'Scan it, or type it in.');

const loadRows = async (deps: Deps, ids: readonly PrescriptionId[]): Promise<readonly DeskRow[]> =>
  (await deps.store.loadFromList('desk', ids)).filter((row) => row !== undefined);

/** What is said of a row may be said of a pair as well. */
type Decision =
  | DeskDecision
  | {
      readonly kind: 'decided';
      readonly events: readonly (DeskEvent | ReissueEvent)[];
      readonly sentence: string;
    };

/** [RSU-14] What a person says of a script holds for its pair too, in the same write. */
const recordOutcome = async (
  deps: Deps,
  row: DeskRow,
  { outcome, note }: Extract<DeskCommand, { kind: 'RecordOutcome' }>,
): Promise<Decision> => {
  const decided = decideOutcome(row, outcome, note, deps.kind === 'companion');
  if (decided.kind === 'refused') return decided;
  const { pairs, around } = await pairsOfId(deps, row.id);
  const ofPair = outcomeForPairs(pairs, row.id, outcome, around);
  if (ofPair.kind === 'refused') return ofPair;
  return {
    kind: 'decided',
    events: [...decided.events, ...ofPair.events],
    sentence: `${decided.sentence}${ofPair.sentence}`,
  };
};

const decide = async (deps: Deps, command: DeskCommand): Promise<Decision> => {
  switch (command.kind) {
    case 'AskForRows': {
      const { ids } = command;
      if (typeof ids === 'string')
        return decideAskFor(await deps.store.loadTab('desk', ids), false, deps.kind === 'companion');
      return decideAskFor(await loadRows(deps, ids), true, deps.kind === 'companion');
    }
    case 'DropRequest': {
      const [row] = await loadRows(deps, [command.id]);
      return row ? decideDropRequest(row) : unknown();
    }
    case 'DropRequests':
      return decideDropAll(await deps.store.loadTab('desk', 'waiting'));
    case 'RecordOutcome': {
      const [row] = await loadRows(deps, [command.id]);
      return row ? recordOutcome(deps, row, command) : unknown();
    }
    default:
      return assertNever(command);
  }
};

/** What a person does at the desk; a whole group of rows is written in several appends. */
export const actOnDesk = async (deps: Deps, command: DeskCommand): Promise<CommandReply> => {
  const user = deps.who.current();
  if (!user) return signedOut();
  const reply = await carryOut(deps, user, await decide(deps, command), commitMany);
  if (reply.kind === 'refused' || command.kind !== 'RecordOutcome') return reply;
  return { ...reply, sentence: `${reply.sentence}${await pairsHear(deps, command.id)}` };
};
