import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

/**
 * Why: what is due to be claimed and what was asked for by its id need places of their own. The rows of
 * before lack them, so the index is emptied and made anew from the journal.
 */
export const claimsAndAsked = (db: Dexie): void => {
  db.version(2)
    .stores({
      scripts: '&id, [tab+order+id], [newest+id], short, claimDue',
      asked: '&id, [open+seq]',
    })
    .upgrade(emptyIndex);
};
