import type { Entry } from '../usecases/ports';

/** Entries that main handed over as it wrote them, kept until the index asks for what follows them. */
export type WrittenEntries = {
  readonly add: (entries: readonly Entry[]) => void;
  /** What is known from `from` on without a gap, at most so many; the entries before it are dropped. */
  readonly from: (from: number, atMost: number) => readonly Entry[];
};

export const makeWrittenEntries = (): WrittenEntries => {
  const bySeq = new Map<number, Entry>();
  return {
    add: (entries) => {
      for (const entry of entries) bySeq.set(entry.seq, entry);
    },
    from: (from, atMost) => {
      for (const seq of bySeq.keys()) if (seq < from) bySeq.delete(seq);
      const found: Entry[] = [];
      for (let next = bySeq.get(from); next && found.length < atMost; next = bySeq.get(next.seq + 1))
        found.push(next);
      return found;
    },
  };
};
