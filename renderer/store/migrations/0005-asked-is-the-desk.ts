import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/**
 * Why: scripts that were asked for by their id are rows of the desk now, so their own table goes, and the
 * index is made anew from the journal.
 */
export const askedIsTheDesk = (db: Dexie): void => {
  db.version(5).stores({ asked: null }).upgrade(emptyIndex);
};
