import { assertNever } from '../kernel/assert-never';
import type { Place } from '../broker-entries';
import type { PackEvent } from './pack-events';
import type { Pack, PackRecord, PackTrust } from './pack-model';

type At<T> = T & Place;
type TrustEvent = Extract<
  PackEvent,
  { type: 'pack.key-accepted' | 'pack.key-removed' | 'pack.key-promoted' | 'pack.folder-chosen' }
>;

const importedPack = (event: At<Extract<PackEvent, { type: 'pack.imported' }>>): Pack => {
  const { type: _type, seq: _seq, at, by, ...said } = event;
  return { ...said, kind: 'pack', importedAt: at, by, partsListed: 0 };
};

const evolveTrust = (trust: PackTrust, event: At<TrustEvent>): PackTrust => {
  switch (event.type) {
    case 'pack.key-accepted': {
      const { supplier, kid, x, fingerprint, at, by } = event;
      return {
        ...trust,
        [event.slot]: { supplier, kid, x, fingerprint, pinnedAt: at, by },
        owners: { ...trust.owners, [kid]: supplier },
      };
    }
    case 'pack.key-removed': {
      const { [event.slot]: _removed, ...rest } = trust;
      return { ...rest, kind: 'trust' };
    }
    case 'pack.key-promoted': {
      const { next, ...rest } = trust;
      return next ? { ...rest, current: next } : trust;
    }
    case 'pack.folder-chosen': {
      const { folder: _folder, ...rest } = trust;
      return event.folder === null ? rest : { ...rest, folder: event.folder };
    }
  }
};

/** Folds an event into a pack, a list or the trust in suppliers. */
export const evolvePack = (state: PackRecord | undefined, event: At<PackEvent>): PackRecord | undefined => {
  switch (event.type) {
    case 'pack.part-stored':
    case 'pack.refused':
      return state;
    case 'pack.imported':
      return state ?? importedPack(event);
    case 'pack.part-listed':
      return state?.kind === 'pack'
        ? { ...state, partsListed: Math.max(state.partsListed, event.part) }
        : state;
    case 'list.imported': {
      const { id, source, counts, at, by } = event;
      return { kind: 'list', id, source, counts, importedAt: at, by };
    }
    case 'pack.key-accepted':
    case 'pack.key-removed':
    case 'pack.key-promoted':
    case 'pack.folder-chosen':
      return evolveTrust(state?.kind === 'trust' ? state : { kind: 'trust' }, event);
    default:
      return assertNever(event);
  }
};
