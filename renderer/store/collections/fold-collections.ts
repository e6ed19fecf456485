import type { CollectionName } from '../../usecases/collections';
import type { Batch } from '../batch';
import type { Known } from '../known-ids';
import type { Database } from '../schema';
import { collectionId, unseal, type StoreKeys } from '../sealing';
import type { BatchView, Collection, Collections, Touching } from './collection';

type Erased = Collection<unknown>;

/** The lists by name. A list is only ever given back the states that it made itself, so their type may be dropped. */
export const eachCollection = (collections: Collections): readonly (readonly [CollectionName, Erased])[] =>
  Object.entries(collections) as unknown as readonly (readonly [CollectionName, Erased])[];

/** The index and what is needed to write it. */
export type Index = {
  readonly db: Database;
  readonly keys: StoreKeys;
  readonly collections: Collections;
  readonly known: Known;
};

/** Folds entries into the sealed lists, opening what stands in the index when it is first touched. */
export class CollectionFold {
  readonly #lists: ReturnType<typeof eachCollection>;
  readonly #view: BatchView;

  constructor(
    private readonly index: Index,
    private readonly batch: Batch,
  ) {
    this.#lists = eachCollection(index.collections);
    this.#view = {
      script: (key) => batch.scripts.get(key)?.state,
      release: (requestId) => batch.releases.get(requestId),
    };
  }

  /** Opens at once what a whole batch will touch, as far as it can be told beforehand. */
  async prefetch(events: readonly Touching[]): Promise<void> {
    for (const [table, list] of this.#lists)
      await this.#open(
        table,
        events.flatMap((event) => list.idsOf(event, this.#view)),
      );
  }

  /** Folds one event, after the scripts and messages of the batch have taken it in. */
  async fold(event: Touching): Promise<void> {
    for (const [table, list] of this.#lists) {
      const ids = list.idsOf(event, this.#view);
      if (ids.length === 0) continue;
      await this.#open(table, ids);
      const states = this.#statesOf(table);
      for (const id of ids) {
        const held = states.get(id);
        const next = list.evolve(held?.state, event, id, this.#view);
        if (next !== undefined && next !== held?.state) states.set(id, { state: next, touched: true });
      }
    }
  }

  #statesOf(table: CollectionName) {
    const states = this.batch.lists.get(table) ?? new Map<string, never>();
    this.batch.lists.set(table, states);
    return states;
  }

  async #open(table: CollectionName, ids: readonly string[]): Promise<void> {
    const states = this.#statesOf(table);
    const missing = [...new Set(ids)].filter((id) => !states.has(id));
    if (missing.length === 0 || this.index.known.emptyLists.has(table)) return;
    const { db, keys } = this.index;
    const rowIds = await Promise.all(missing.map((id) => collectionId(keys, table, id)));
    const rows = await db.listRows(table).bulkGet(rowIds);
    await Promise.all(
      rows.map(async (row, i) => {
        const state = row && (await unseal<unknown>(keys, table, row.id, row.sealed));
        states.set(missing[i] ?? '', { state, touched: false });
      }),
    );
  }
}
