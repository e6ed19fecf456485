import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/** Why: a row says until when what is owed may be handed out, so each is made anew from the journal. */
export const owedUntilIsKnown = (db: Dexie): void => {
  db.version(6).stores({}).upgrade(emptyIndex);
};
