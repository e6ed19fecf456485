import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/** Why: prints about no script are a list of their own; older ones are in the journal, so the index is made anew. */
export const printsTable = (db: Dexie): void => {
  db.version(10).stores({ prints: '&id, [tab+order+id], [order+id], *links' }).upgrade(emptyIndex);
};
