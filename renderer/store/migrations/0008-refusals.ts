import type Dexie from 'dexie';

/** Why: refused emergency supplies are a list of their own. No older program wrote any, so nothing is made anew. */
export const refusalsTable = (db: Dexie): void => {
  db.version(8).stores({ refusals: '&id, [tab+order+id], [order+id], *links' });
};
