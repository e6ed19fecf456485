import { followsForPair, hear } from '../../domain/desk/pair-hears';
import type { PrescriptionId } from '../../domain/kernel/ids';
import { idLink } from '../../domain/kernel/links';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal';
import type { PairDraft } from '../../domain/reissue/draft';
import type { ReissueState } from '../../domain/reissue/model';
import { openTabs } from '../collections';
import { commit } from '../commit';
import { draftAround, factsOf, pairsBy } from './compare-scripts';
import { programName, type Deps } from '../deps';

/** [RSU-22] Takes into a draft what the desk knows of the scripts of its pairs that are not here. */
export const hearDesk = async (
  deps: Deps,
  draft: PairDraft,
  pairs: readonly ReissueState[],
): Promise<void> => {
  const ids = pairs
    .flatMap(({ original, replacement }) => [original.shortId, replacement.shortId])
    .filter((id) => id !== undefined);
  const rows = (await deps.store.loadFromList('desk', [...new Set(ids)])).filter((row) => row !== undefined);
  const beside = pairs.some(({ end }) => end) ? await pairsBy(deps, ids.map(idLink)) : [];
  for (const pair of pairs)
    for (const event of hear(pair, rows, (key) => draft.script(key), deps.clock.now(), beside))
      draft.take(event);
};

/** [RSU-16] [RSU-22] Brings pairs to where they should be, by what is here and what the desk knows of the rest. */
const bringUp = async (
  deps: Deps,
  pairs: readonly ReissueState[],
): Promise<Refusal | readonly ReissueState[]> => {
  if (pairs.length === 0) return pairs;
  const draft = await draftAround(deps, pairs, [], programName);
  await hearDesk(deps, draft, pairs);
  draft.settleAll(pairs.map(({ id }) => id));
  const refusal = await commit(deps, programName, await factsOf(deps, draft));
  return refusal ?? pairs.map((pair) => draft.pair(pair.id) ?? pair);
};

/** Every open pair: what could not be returned earlier may be by now, and the desk may have heard something. */
export const settleOpenPairs = async (deps: Deps): Promise<void> => {
  if (deps.store.surelyEmpty('reissues')) return;
  const tabs = await Promise.all(openTabs.map((tab) => deps.store.loadTab('reissues', tab)));
  await bringUp(deps, tabs.flat());
};

/** [RSU-22] The desk heard something of an id: what it means for its pairs, in words for whoever said it. */
export const pairsHear = async (deps: Deps, id: PrescriptionId): Promise<string> => {
  if (deps.store.surelyEmpty('reissues')) return '';
  const before = await deps.store.findByLink('reissues', idLink(id));
  const after = await bringUp(deps, before);
  // Where it could not be written, the next sign-in does it.
  if (isRefusal(after)) return '';
  return (
    before.map((pair, i) => followsForPair(pair, after[i] ?? pair, id)).find((says) => says !== '') ?? ''
  );
};
