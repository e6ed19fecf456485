import { evolveWatchRow, watchRowsOf, type WatchRow } from '../../domain/watch/rows';
import type { Collection, Touching } from './collection';

type Known = Exclude<Touching, { readonly type: `broker.${string}` }>;
const isKnown = (event: Touching): event is Known => !event.type.startsWith('broker.');

/** What our own looks saw, and what came and went each hour; the newest hour first. */
export const watch: Collection<WatchRow> = {
  idsOf: (event) => (isKnown(event) ? watchRowsOf(event) : []),
  evolve: (state, event, id) => (isKnown(event) ? evolveWatchRow(state, event, id) : state),
  place: (state) =>
    state.kind === 'part' ? { tab: 'parts', order: 0 } : { tab: 'hours', order: 0 - state.hourAt },
};
