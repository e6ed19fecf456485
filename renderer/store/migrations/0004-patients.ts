import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/**
 * Why: what arrives is compared with what is here of the same patient, so scripts are found by patient, blind,
 * the newest first. The rows of before lack it, so the index is emptied and made anew from the journal.
 */
export const scriptsByPatient = (db: Dexie): void => {
  db.version(4)
    .stores({ scripts: '&id, [tab+order+id], [newest+id], short, claimDue, [patient+newest]' })
    .upgrade(emptyIndex);
};
