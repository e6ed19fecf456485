import { readTypedId } from '../domain/kernel/check-character';
import type { PrescriptionId } from '../domain/kernel/ids';
import { standingSupplies } from '../domain/prescriptions/supplied';
import { refuse, type Refusal } from '../domain/kernel/refusal';
import type { Deps } from './deps';
import { needsSmartcard } from './speaking';

/** [PRX-13] An id that was typed or scanned must be right, and a script that is here is not asked for again. */
export const checkRequestById = async (
  deps: Deps,
  typed: string,
): Promise<{ readonly kind: 'ask'; readonly id: PrescriptionId } | Refusal> => {
  if (!deps.who.current())
    return refuse(
      'SignedOut',
      'USR-1',
      'Asking for a script by its id needs somebody signed in.',
      'Sign in first.',
    );
  if (!deps.speaks()) return needsSmartcard('Asking for a script by its id');
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
  const here = known.filter((state) => state.custody.kind === 'ours' && standingSupplies(state).length === 0);
  if (here.length > 0)
    return refuse('AlreadyHere', 'PRX-13', `${read.id} is here already.`, 'Search for it to open it.');
  return { kind: 'ask', id: read.id };
};
