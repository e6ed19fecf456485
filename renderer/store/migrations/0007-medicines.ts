import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/** Why: a row names what is still to be handed out, to be sorted by need, so each is made anew from the journal. */
export const medicinesAreKnown = (db: Dexie): void => {
  db.version(7).stores({}).upgrade(emptyIndex);
};
