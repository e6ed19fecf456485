import { noBroker } from '../../domain/desk/decide-desk';
import type { DeskEvent } from '../../domain/desk/events';
import { meant, whatIsHere } from '../../domain/desk/what-is-here';
import { readTypedId } from '../../domain/kernel/check-character';
import type { PrescriptionId } from '../../domain/kernel/ids';
import { standingSupplies } from '../../domain/prescriptions/supplied';
import { nextIssueOn } from '../../domain/prescriptions/windows';
import { refuse, type Refusal } from '../../domain/kernel/refusal';
import { asFacts, commit } from '../commit';
import type { Deps } from '../deps';
import { signedOut } from '../signed-in';

/** [PRX-13] An id that was typed or scanned must be right, and a script that is here is not asked for again. */
const checkRequest = async (
  deps: Deps,
  typed: string,
): Promise<{ readonly kind: 'ask'; readonly id: PrescriptionId } | Refusal> => {
  const read = readTypedId(typed);
  if (read.kind === 'wrong') return refuse('IdWrong', 'PRX-13', read.sentence, 'Type or scan it again.');
  const known = await deps.store.findByShortId(read.id);
  if (known.some((state) => state.custody.kind === 'returning'))
    return refuse(
      'ReturnUnanswered',
      'PRX-13',
      `The return of ${read.id} has no answer yet, so nobody knows who has it.`,
      'Wait for the answer of EPS in Messages, then ask for it.',
    );
  const here = known.filter(
    (state) =>
      ['ours', 'ours-unconfirmed'].includes(state.custody.kind) && standingSupplies(state).length === 0,
  );
  if (here.length > 0)
    return refuse('AlreadyHere', 'PRX-13', `${read.id} is here already.`, 'Search for it to open it.');
  // [DSK-24] Of a repeat whose issue was handed out the next one is asked for by the same id.
  const state = meant(known);
  if (state && whatIsHere(state) && nextIssueOn(state.prescription) === undefined)
    return refuse(
      'HandedOutHere',
      'PRX-13',
      `${read.id} was handed out here already, and has no further issue.`,
      'Search for it to open it.',
    );
  return { kind: 'ask', id: read.id };
};

export type Requested =
  | { readonly kind: 'ask'; readonly id: PrescriptionId }
  /** [USR-9] In the queue, until somebody is signed in who may speak to EPS. */
  | { readonly kind: 'waits'; readonly id: PrescriptionId; readonly sentence: string }
  | Refusal;

/** [PRX-13] [DSK-14] Puts a script at the head of the queue of those that are asked for by their id. */
export const requestById = async (deps: Deps, typed: string): Promise<Requested> => {
  if (deps.kind === 'companion') return noBroker();
  const user = deps.who.current();
  if (!user) return signedOut();
  const checked = await checkRequest(deps, typed);
  if (checked.kind === 'refused') return checked;
  const { id } = checked;
  const listed: DeskEvent = {
    type: 'desk.listed',
    id,
    source: { kind: 'typed', name: 'Asked for by its id' },
    place: '',
  };
  const [row] = await deps.store.loadFromList('desk', [id]);
  const underWay = row !== undefined && ['queued', 'asked'].includes(row.custody.kind);
  const events: readonly DeskEvent[] = [
    ...(row ? [] : [listed]),
    ...(underWay ? [] : [{ type: 'desk.request-queued', id, first: true } as const]),
  ];
  const refusal = await commit(deps, user.name, asFacts(events));
  if (refusal || deps.speaks()) return refusal ?? checked;
  return {
    kind: 'waits',
    id,
    sentence: `${id} is queued. The request leaves when somebody signs in with a smartcard.`,
  };
};
