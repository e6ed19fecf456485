import { evolvePack } from '../../domain/recovery/evolve-pack';
import type { PackEvent } from '../../domain/recovery/pack-events';
import type { PackRecord } from '../../domain/recovery/pack-model';
import type { Place } from '../../domain/broker-entries';
import type { Collection, Touching } from './collection';

const isPackEvent = (event: Touching): event is PackEvent & Place =>
  event.type.startsWith('pack.') || event.type.startsWith('list.');

/** Stored parts and refused files are in the journal alone. */
const silent: readonly string[] = ['pack.part-stored', 'pack.refused'] satisfies readonly PackEvent['type'][];

/** Packs and lists that were taken in, and whose packs are believed. */
export const packs: Collection<PackRecord> = {
  idsOf: (event) => (isPackEvent(event) && !silent.includes(event.type) ? [event.id] : []),
  evolve: (state, event) => (isPackEvent(event) ? evolvePack(state, event) : state),
  place: (state) => {
    switch (state.kind) {
      case 'trust':
        return { tab: 'trust', order: 0 };
      case 'list':
        return { tab: 'list', order: 0 - state.importedAt };
      case 'pack':
        return {
          tab: state.partsListed < state.partSeqs.length ? 'unfinished' : 'finished',
          order: 0 - state.importedAt,
        };
    }
  },
};
