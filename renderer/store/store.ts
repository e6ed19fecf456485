import { inOrder } from '../domain/outbox/model';
import type { CollectionName } from '../usecases/collections';
import type { StorePort } from '../usecases/ports';
import { collections as allCollections } from './collections';
import type { Collections } from './collections/collection';
import { eachCollection } from './collections/fold-collections';
import { knowNothingIsHere, learnAll, nothingKnown, type Known } from './known-ids';
import { makeLoads, type LoadParts, type Loads } from './loads';
import { OpenWork } from './open-work';
import { projectEntries, type Projected } from './projection';
import type { Database } from './schema';
import { releaseIsOpen, stateOf } from './whether-open';

type Parts = LoadParts & {
  readonly lastSeq: number;
  readonly onProjected: (projected: Projected) => void;
  /** The sealed lists to keep; all of them unless a test says otherwise. */
  readonly collections?: Collections;
};

const namesOf = (collections: Collections): readonly CollectionName[] =>
  eachCollection(collections).map(([name]) => name);

/** [STO-12] Nobody waits for it, and it keeps the disk busy: to be begun once the first screen is there. */
export const learnWhatIsHere = (db: Database, known: Known, collections = allCollections): Promise<void> =>
  learnAll(db, known, namesOf(collections));

/** [STO-17] What waits and what was asked for, opened once. */
const openWorkOf = (loads: Loads) => ({
  messages: new OpenWork({
    load: loads.openMessages,
    idOf: ({ messageId }) => messageId,
    isOpen: (message) => stateOf(message) !== 'accepted',
    inOrder,
  }),
  releases: new OpenWork({
    load: loads.openReleases,
    idOf: ({ requestId }) => requestId,
    isOpen: releaseIsOpen,
    inOrder: (a, b) => (a.requestId < b.requestId ? -1 : 1),
  }),
});

/** The index as use cases know it. */
export const makeStore = ({
  lastSeq: first,
  onProjected,
  known = nothingKnown(),
  collections = allCollections,
  ...parts
}: Parts): StorePort => {
  const { db, keys } = parts;
  let lastSeq = first;
  if (first === 0) knowNothingIsHere(known, namesOf(collections));
  const loads = makeLoads({ ...parts, known });
  const open = openWorkOf(loads);
  return {
    ...loads,
    openMessages: () => open.messages.all(),
    openReleases: () => open.releases.all(),
    lastSeq: () => lastSeq,
    project: async (entries) => {
      const last = entries.at(-1);
      if (!last) return;
      if (entries[0]?.seq !== lastSeq + 1) throw new Error('entries must follow the index without a gap');
      const projected = await projectEntries({ db, keys, collections, known }, entries, last);
      lastSeq = last.seq;
      open.messages.take(projected.messages);
      open.releases.take(projected.releases);
      onProjected(projected);
    },
  };
};
