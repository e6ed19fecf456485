import type Dexie from 'dexie';

/**
 * Why: the first shape. Only sort keys and blind look-ups can be read; all else is in `sealed`.
 * Stored: an index once released is changed by a new migration only.
 */
export const first = (db: Dexie): void => {
  db.version(1).stores({
    meta: '&name',
    scripts: '&id, [tab+order+id], [newest+id], short',
    details: '&id',
    messages: '&id, [state+seq], script',
    releases: '&id, open',
    users: '&id',
    quarantine: '&id, seq',
    counters: '&name',
  });
};
