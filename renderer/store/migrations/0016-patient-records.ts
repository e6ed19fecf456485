import type Dexie from 'dexie';

/** Why: what is kept about a patient is a list of its own. No older program wrote any, so nothing is made anew. */
export const patientRecords = (db: Dexie): void => {
  db.version(16).stores({ patients: '&id, [tab+order+id], [order+id], *links' });
};
