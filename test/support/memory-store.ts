import { readEvent } from '../../renderer/domain/read-event';
import { inOrder, type Message } from '../../renderer/domain/outbox/model';
import { emptyBatch, type Batch } from '../../renderer/store/batch';
import type { BatchView, Touching } from '../../renderer/store/collections/collection';
import { desk } from '../../renderer/store/collections/desk';
import { foldAttempt, foldEvent } from '../../renderer/store/fold';
import type { DeskRow } from '../../renderer/domain/desk/model';
import type { CollectionName, CollectionStates } from '../../renderer/usecases/collections';
import type { Entry, StorePort } from '../../renderer/usecases/ports';
import type { Counters } from '../../renderer/usecases/views';

const settled: readonly Message['progress']['kind'][] = ['accepted', 'replaced', 'closed', 'set-aside'];
const isOpenMessage = ({ progress }: Message): boolean => !settled.includes(progress.kind);

/**
 * The index in memory, folded as the real one is, without sealing and of the lists with the desk alone: for thousands of runs of what
 * needs neither. It outlives the worlds that are opened on it, as the real one does.
 */
export class MemoryStore {
  readonly #batch: Batch = emptyBatch();
  readonly #desk = new Map<string, DeskRow>();
  #lastSeq = 0;

  port(projected: () => void): StorePort {
    const { scripts, messages, releases, users } = this.#batch;
    const none = async () => [];
    return {
      lastSeq: () => this.#lastSeq,
      project: async (entries) => {
        this.#fold(entries);
        projected();
      },
      loadPrescription: async (key) => scripts.get(key)?.state,
      loadPrescriptions: async (keys) => keys.map((key) => scripts.get(key)?.state),
      findByShortId: async (id) =>
        [...scripts.values()].flatMap((one) => (one.state?.prescription.shortId === id ? [one.state] : [])),
      lockedKeys: async () =>
        [...scripts].flatMap(([key, one]) => (one.state?.work === 'locked' ? [key] : [])),
      loadMessage: async (id) => messages.get(id),
      openMessages: async () => [...messages.values()].filter(isOpenMessage).sort(inOrder),
      messagesOf: async (key) => [...messages.values()].filter((one) => one.subject === key).sort(inOrder),
      openReleases: async () => [...releases.values()].filter((one) => one.progress.kind !== 'settled'),
      loadUsers: async () => [...users.values()],
      loadFromList: async <T extends CollectionName>(table: T, ids: readonly string[]) =>
        ids.map((id) => this.#listOf(table).get(id)),
      loadTab: async <T extends CollectionName>(table: T, tab: string, limit?: number) =>
        [...(this.#listOf(table) as ReadonlyMap<string, DeskRow>).values()] // the desk is the one list kept
          .filter((row) => desk.place(row).tab === tab)
          .sort((a, b) => desk.place(a).order - desk.place(b).order)
          .slice(0, limit) as unknown as readonly CollectionStates[T][],
      surelyEmpty: (table) => this.#listOf(table).size === 0,
      findByLink: none,
      findByPatients: none,
      // Nobody who runs on this one reads another number.
      counters: async () => ({ lists: {} }) as Counters,
      historyOf: async (key) => scripts.get(key)?.seqs ?? [],
    };
  }

  #listOf<T extends CollectionName>(table: T): ReadonlyMap<string, CollectionStates[T]> {
    const lists: { readonly [N in CollectionName]?: ReadonlyMap<string, CollectionStates[N]> } = {
      desk: this.#desk,
    };
    return lists[table] ?? new Map<string, CollectionStates[T]>();
  }

  #foldDesk(event: Touching): void {
    const view: BatchView = {
      script: (key) => this.#batch.scripts.get(key)?.state,
      release: (requestId) => this.#batch.releases.get(requestId),
    };
    for (const id of desk.idsOf(event, view)) {
      const row = desk.evolve(this.#desk.get(id), event, id, view);
      if (row) this.#desk.set(id, row);
    }
  }

  #fold(entries: readonly Entry[]): void {
    if (entries[0] && entries[0].seq !== this.#lastSeq + 1) throw new Error('a gap before the entries');
    for (const entry of entries) {
      const read = readEvent(entry);
      if (read.kind === 'unknown') throw new Error(read.name);
      if (read.kind === 'event') foldEvent(this.#batch, read.event);
      else foldAttempt(this.#batch, read.event);
      this.#foldDesk(read.event);
      this.#lastSeq = entry.seq;
    }
  }
}
