import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/**
 * Why: what arrives together is sealed together (ADR 0037), and only a script that changes has a row of its own in
 * `details`; so the index is made anew from the journal.
 */
export const arrivalsInPages = (db: Dexie): void => {
  db.version(9).stores({ pages: '&number' }).upgrade(emptyIndex);
};
