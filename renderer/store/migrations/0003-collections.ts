import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

const shape = '&id, [tab+order+id], [order+id], *links';

/**
 * Why: incidents, desk rows, packs and their like are lists of one shape. They are filled from entries that an
 * older index has passed already, so the index is emptied and made anew from the journal.
 */
export const collectionTables = (db: Dexie): void => {
  db.version(3)
    .stores({
      incidents: shape,
      watch: shape,
      reissues: shape,
      unscripted: shape,
      desk: shape,
      packs: shape,
      settings: shape,
    })
    .upgrade(emptyIndex);
};
