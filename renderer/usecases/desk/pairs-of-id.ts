import type { AroundPair } from '../../domain/desk/beside-pair';
import type { PrescriptionId } from '../../domain/kernel/ids';
import { idLink } from '../../domain/kernel/links';
import type { ReissueState } from '../../domain/reissue/model';
import { hasLeft } from '../../domain/reissue/rule';
import type { Deps } from '../deps';

/** Pairs that name an id, and of which of their scripts something was handed out; most ids have none. */
export const pairsOfId = async (
  deps: Deps,
  id: PrescriptionId,
): Promise<{ readonly pairs: readonly ReissueState[]; readonly around: AroundPair }> => {
  const pairs = await deps.store.findByLink('reissues', idLink(id));
  const keys = pairs
    .flatMap(({ original, replacement }) => [original.key, replacement.key])
    .filter((key) => key !== undefined);
  const scripts = keys.length === 0 ? [] : await deps.store.loadPrescriptions(keys);
  const left = new Set(scripts.flatMap((one) => (one && hasLeft(one) ? [one.prescription.key] : [])));
  return { pairs, around: { companion: deps.kind === 'companion', hasLeft: (key) => left.has(key) } };
};
