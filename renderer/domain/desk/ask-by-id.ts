import type { PrescriptionId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import type { PrescriptionState } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import { nextIssueOn } from '../prescriptions/windows';
import type { DeskEvent } from './events';
import type { DeskRow } from './model';
import { meant, whatIsHere } from './what-is-here';

/** [PRX-13] A script that is here, or whose return has no answer, is not asked for again. `known`: all of this id. */
export const refuseAsking = (
  id: PrescriptionId,
  known: readonly PrescriptionState[],
): Refusal | undefined => {
  if (known.some(({ custody }) => custody.kind === 'returning'))
    return refuse(
      'ReturnUnanswered',
      'PRX-13',
      `The return of ${id} has no answer yet, so nobody knows who has it.`,
      'Wait for the answer of EPS in Messages, then ask for it.',
    );
  if (
    known.some(
      (state) =>
        ['ours', 'ours-unconfirmed'].includes(state.custody.kind) && standingSupplies(state).length === 0,
    )
  )
    return refuse('AlreadyHere', 'PRX-13', `${id} is here already.`, 'Search for it to open it.');
  // [DSK-24] Of a repeat whose issue was handed out the next one is asked for by the same id.
  const state = meant(known);
  return state && whatIsHere(state) && nextIssueOn(state.prescription) === undefined
    ? refuse(
        'HandedOutHere',
        'PRX-13',
        `${id} was handed out here already, and has no further issue.`,
        'Search for it to open it.',
      )
    : undefined;
};

/** [DSK-14] What puts an id at the head of the queue; nothing where it is asked for already. */
export const askFirst = (id: PrescriptionId, row: DeskRow | undefined): readonly DeskEvent[] => {
  if (row && ['queued', 'asked'].includes(row.custody.kind)) return [];
  const queued: DeskEvent = { type: 'desk.request-queued', id, first: true };
  const source = { kind: 'typed', name: 'Asked for by its id' } as const;
  return row ? [queued] : [{ type: 'desk.listed', id, source, place: '' }, queued];
};
