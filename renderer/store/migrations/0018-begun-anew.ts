import type Dexie from 'dexie';
import { emptyIndex } from './empty-index';

const list = '&id, [tab+order+id], [order+id], *links';

/**
 * Why: a script, and a pair of them, is found by the patient's NHS number too (PAT-4), which no older row has, nor how it
 * names its patient (PAT-6); and rows were kept as an older program had folded them until their script changed (PRX-17,
 * WIN-4). They are made anew from the journal. A shape that empties all before it stands for them too: each version that Dexie is told of costs every start
 * a millisecond or two.
 * Stored: an index once released is changed by a new migration only.
 */
export const begunAnew = (db: Dexie): void => {
  db.version(18)
    .stores({
      meta: '&name',
      scripts: '&id, [tab+order+id], [newest+id], short, claimDue, [patient+newest], [number+newest]',
      details: '&id',
      pages: '&number',
      messages: '&id, [state+seq], script',
      releases: '&id, open',
      users: '&id',
      quarantine: '&id, seq',
      counters: '&name',
      incidents: list,
      watch: list,
      reissues: list,
      unscripted: list,
      desk: list,
      packs: list,
      settings: list,
      refusals: list,
      prints: list,
      patients: list,
    })
    .upgrade(emptyIndex);
};
