import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/** Why: a patient's own emergency supply is no longer open (USC-11); so the index is made anew from the journal. */
export const patientsOwnIsWhole = (db: Dexie): void => {
  db.version(13).stores({}).upgrade(emptyIndex);
};
