import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/**
 * Why: packs are counted by supplier (PCK-12), so it must be known whose each key is that was ever accepted; the
 * journal knows, and the index is made anew from it.
 */
export const ownersOfKeys = (db: Dexie): void => {
  db.version(12).stores({}).upgrade(emptyIndex);
};
