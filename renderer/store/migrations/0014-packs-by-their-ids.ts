import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/**
 * Why: a row of the desk knows the pack of its prescription by the pack's id (DSK-23), remembers more sources, and
 * shows a pack that came while it was queued (DSK-9); the journal knows, and the index is made anew from it.
 */
export const packsByTheirIds = (db: Dexie): void => {
  db.version(14).stores({}).upgrade(emptyIndex);
};
