import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/**
 * Why: a row of the desk keeps what was said of the next issue (DSK-24) and bears the time of the hand-out (DSK-12);
 * the journal knows, and the index is made anew from it.
 */
export const wordsOfTheNext = (db: Dexie): void => {
  db.version(15).stores({}).upgrade(emptyIndex);
};
