import { readEvent } from '../../renderer/domain/read-event';
import type { Message } from '../../renderer/domain/outbox/model';
import { emptyBatch, type Batch } from '../../renderer/store/batch';
import { foldAttempt, foldEvent } from '../../renderer/store/fold';
import type { Entry, StorePort } from '../../renderer/usecases/ports';
import type { Counters } from '../../renderer/usecases/views';

const settled: readonly Message['progress']['kind'][] = ['accepted', 'replaced', 'closed'];
const isOpenMessage = ({ progress }: Message): boolean => !settled.includes(progress.kind);

/**
 * The index in memory, folded as the real one is, without sealing and without lists: for thousands of runs of what
 * needs neither. It outlives the worlds that are opened on it, as the real one does.
 */
export class MemoryStore {
  readonly #batch: Batch = emptyBatch();
  #lastSeq = 0;

  port(projected: () => void): StorePort {
    const { scripts, messages, releases, users, quarantined } = this.#batch;
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
      openMessages: async () =>
        [...messages.values()].filter(isOpenMessage).sort((a, b) => a.bodySeq - b.bodySeq),
      messagesOf: async (key) => [...messages.values()].filter((one) => one.subject === key),
      openAsked: none,
      openReleases: async () => [...releases.values()].filter((one) => one.progress.kind !== 'settled'),
      loadUsers: async () => [...users.values()],
      loadQuarantined: async () => quarantined,
      loadFromList: async (_table, ids) => ids.map(() => undefined),
      loadTab: none,
      findByLink: none,
      findByPatients: none,
      // Nobody who runs on this one reads another number.
      counters: async () => ({ lists: {} }) as Counters,
      historyOf: async (key) => scripts.get(key)?.seqs ?? [],
    };
  }

  #fold(entries: readonly Entry[]): void {
    if (entries[0] && entries[0].seq !== this.#lastSeq + 1) throw new Error('a gap before the entries');
    for (const entry of entries) {
      const read = readEvent(entry);
      if (read.kind === 'unknown') throw new Error(read.name);
      if (read.kind === 'event') foldEvent(this.#batch, read.event);
      else foldAttempt(this.#batch, read.event);
      this.#lastSeq = entry.seq;
    }
  }
}
