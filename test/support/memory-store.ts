import { readEvent } from '../../renderer/domain/read-event';
import { inOrder, type Message } from '../../renderer/domain/outbox/model';
import { everyLink } from '../../renderer/domain/patients/match';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { tabOf } from '../../renderer/domain/prescriptions/tab';
import { emptyBatch, type Batch } from '../../renderer/store/batch';
import { collections } from '../../renderer/store/collections';
import type { BatchView, Touching } from '../../renderer/store/collections/collection';
import { eachCollection } from '../../renderer/store/collections/fold-collections';
import { foldAttempt, foldEvent } from '../../renderer/store/fold';
import type { CollectionName, CollectionStates } from '../../renderer/usecases/collections';
import type { Entry, StorePort } from '../../renderer/usecases/ports';
import type { Counters } from '../../renderer/usecases/views';

const settled: readonly Message['progress']['kind'][] = ['accepted', 'replaced', 'closed', 'set-aside'];
const isOpenMessage = ({ progress }: Message): boolean => !settled.includes(progress.kind);

const lists = new Map(eachCollection(collections));
const placeOf = (table: CollectionName, state: unknown) =>
  lists.get(table)?.place(state) ?? { tab: '', order: 0 };

type ListReads = Pick<StorePort, 'surelyEmpty' | 'loadFromList' | 'loadTab' | 'findByLink'>;

/**
 * The index in memory, folded as the real one is, without sealing: for thousands of runs of what needs no database. It
 * outlives the worlds that are opened on it, as the real one does.
 */
export class MemoryStore {
  readonly #batch: Batch = emptyBatch();
  readonly #rows = new Map<CollectionName, Map<string, unknown>>();
  #lastSeq = 0;

  port(projected: () => void): StorePort {
    const { scripts, messages, releases, users } = this.#batch;
    return {
      ...this.#lists(),
      lastSeq: () => this.#lastSeq,
      project: async (entries) => {
        this.#fold(entries);
        projected();
      },
      loadPrescription: async (key) => scripts.get(key)?.state,
      loadPrescriptions: async (keys) => keys.map((key) => scripts.get(key)?.state),
      findByShortId: async (id) => this.#scripts().filter(({ prescription }) => prescription.shortId === id),
      findByPatients: async (links, since, limit) =>
        this.#scripts()
          .filter(({ receivedAt, prescription: { patient } }) => {
            return receivedAt >= since && everyLink(patient).some((link) => links.includes(link));
          })
          .sort((a, b) => b.receivedAt - a.receivedAt)
          .slice(0, limit),
      keysIn: async (tab) =>
        [...scripts].flatMap(([key, { state }]) => (state && tabOf(state) === tab ? [key] : [])),
      loadMessage: async (id) => messages.get(id),
      openMessages: async () => [...messages.values()].filter(isOpenMessage).sort(inOrder),
      messagesOf: async (key) => [...messages.values()].filter((one) => one.subject === key).sort(inOrder),
      openReleases: async () => [...releases.values()].filter((one) => one.progress.kind !== 'settled'),
      loadKept: async (keptId) =>
        this.#batch.quarantined.find(({ id }) => id === keptId && !this.#batch.closed.has(id)),
      loadUsers: async () => [...users.values()],
      // Nobody who runs on this one reads another number.
      counters: async () => ({ lists: {} }) as Counters,
      historyOf: async (key) => scripts.get(key)?.seqs ?? [],
    };
  }

  #scripts(): readonly PrescriptionState[] {
    return [...this.#batch.scripts.values()].flatMap(({ state }) => state ?? []);
  }

  /** A list only ever gives back the states that it was given. */
  #list<T extends CollectionName>(table: T): Map<string, CollectionStates[T]> {
    const rows = this.#rows.get(table) ?? new Map<string, unknown>();
    this.#rows.set(table, rows);
    return rows as Map<string, CollectionStates[T]>;
  }

  #lists(): ListReads {
    return {
      surelyEmpty: (table) => this.#list(table).size === 0,
      loadFromList: async (table, ids) => ids.map((id) => this.#list(table).get(id)),
      loadTab: async (table, tab, limit) =>
        [...this.#list(table).values()]
          .filter((state) => placeOf(table, state).tab === tab)
          .sort((a, b) => placeOf(table, a).order - placeOf(table, b).order)
          .slice(0, limit),
      findByLink: async (table, link) =>
        // In no order that anybody could know, as by blind ids.
        [...this.#list(table)]
          .filter(([, state]) => placeOf(table, state).links?.includes(link))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, state]) => state),
    };
  }

  #foldLists(event: Touching): void {
    const view: BatchView = {
      script: (key) => this.#batch.scripts.get(key)?.state,
      release: (requestId) => this.#batch.releases.get(requestId),
    };
    for (const [table, { idsOf, evolve }] of lists) {
      const rows: Map<string, unknown> = this.#list(table);
      for (const id of idsOf(event, view)) {
        const state = evolve(rows.get(id), event, id, view);
        if (state !== undefined) rows.set(id, state);
      }
    }
  }

  #fold(entries: readonly Entry[]): void {
    if (entries[0] && entries[0].seq !== this.#lastSeq + 1) throw new Error('a gap before the entries');
    for (const entry of entries) {
      const read = readEvent(entry);
      if (read.kind === 'unknown') throw new Error(read.name);
      if (read.kind === 'event') foldEvent(this.#batch, read.event);
      else foldAttempt(this.#batch, read.event);
      this.#foldLists(read.event);
      this.#lastSeq = entry.seq;
    }
  }
}
