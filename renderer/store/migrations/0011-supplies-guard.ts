import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/**
 * Why: a supply without a script remembers which scripts were proposed for it, and is found by them and by the NHS
 * number (USC-16); so the index is made anew from the journal.
 */
export const suppliesGuard = (db: Dexie): void => {
  db.version(11).stores({}).upgrade(emptyIndex);
};
