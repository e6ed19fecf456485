import { askFirst, refuseAsking } from '../../domain/desk/ask-by-id';
import { noBroker } from '../../domain/desk/decide-desk';
import { readTypedId } from '../../domain/kernel/check-character';
import type { PrescriptionId } from '../../domain/kernel/ids';
import { refuse, type Refusal } from '../../domain/kernel/refusal';
import { asFacts, commit } from '../commit';
import type { Deps } from '../deps';
import { signedOut } from '../signed-in';
import { lacksBroker } from '../speaking';

export type Requested =
  | { readonly kind: 'ask'; readonly id: PrescriptionId }
  /** [USR-9] [SET-6] In the queue, until a broker is set up and somebody is signed in who may speak to EPS. */
  | { readonly kind: 'waits'; readonly id: PrescriptionId; readonly sentence: string }
  | Refusal;

/** [PRX-13] [DSK-14] Puts a script at the head of the queue of those that are asked for by their id. */
export const requestById = async (deps: Deps, typed: string): Promise<Requested> => {
  if (deps.kind === 'companion') return noBroker();
  const user = deps.who.current();
  if (!user) return signedOut();
  const read = readTypedId(typed);
  if (read.kind === 'wrong') return refuse('IdWrong', 'PRX-13', read.sentence, 'Type or scan it again.');
  const { id } = read;
  const [row] = await deps.store.loadFromList('desk', [id]);
  const refusal =
    refuseAsking(id, await deps.store.findByShortId(id)) ??
    (await commit(deps, user.name, asFacts(askFirst(id, row))));
  if (refusal) return refusal;
  if (lacksBroker(deps))
    return {
      kind: 'waits',
      id,
      sentence: `${id} is queued. No broker is set up yet: Settings (F8), Connection. The request leaves when one is.`,
    };
  return deps.speaks()
    ? { kind: 'ask', id }
    : {
        kind: 'waits',
        id,
        sentence: `${id} is queued. The request leaves when somebody signs in with a smartcard.`,
      };
};
