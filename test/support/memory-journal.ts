import type { Span } from '../../renderer/domain/prescriptions/model';
import { Races, type Race } from '../../electron/journal/race';
import type { Appended, Entry, EntryDraft, JournalPort, Recall } from '../../renderer/usecases/ports';

/** The journal's port in memory; it outlives the worlds that are opened on it. */
export class MemoryJournal implements JournalPort {
  readonly entries: Entry[] = [];
  #races = new Races();
  full = false;

  append(batch: readonly EntryDraft[], recall?: Recall): Promise<Appended> {
    return this.#append(batch, recall && { kind: 'recall', ...recall });
  }
  /** What main had in memory ends with it. */
  restart(): void {
    this.#races = new Races();
  }
  /** As main writes down that an attempt begins. */
  begin(intent: EntryDraft): Promise<Appended> {
    return this.#append([intent], { kind: 'attempt', subject: intent.subject });
  }
  async #append(batch: readonly EntryDraft[], race: Race | undefined): Promise<Appended> {
    const now = { lastSeq: this.entries.length, isAtRest: true };
    if (race && !this.#races.enter(race, now)) return { kind: 'overtaken' };
    const reply = this.#write(batch);
    if (race && reply.kind !== 'appended') this.#races.leave(race);
    return reply;
  }
  #write(batch: readonly EntryDraft[]): Appended {
    if (this.full)
      return {
        kind: 'refused',
        sentence: 'The disk is full, so this was not done.',
        next: 'Make room on the disk, then do it again.',
      };
    const firstSeq = this.entries.length + 1;
    // As over IPC and disk: what is kept is a copy.
    for (const draft of batch)
      this.entries.push({ ...structuredClone(draft), seq: this.entries.length + 1, terminal: 'T1' });
    return { kind: 'appended', firstSeq, lastSeq: this.entries.length };
  }
  async read(
    from: number,
    { withBytes, atMost = 5 }: { readonly withBytes: boolean; readonly atMost?: number },
  ): Promise<readonly Entry[]> {
    return this.entries.slice(from - 1, from - 1 + Math.min(5, atMost)).map((entry) => {
      const { bytes, ...rest } = entry;
      return bytes && withBytes ? { ...rest, bytes } : rest;
    });
  }
  async readOne(seq: number, span?: Span): Promise<Entry | undefined> {
    const entry = this.entries[seq - 1];
    if (!entry?.bytes || !span) return entry;
    return { ...entry, bytes: entry.bytes.slice(span.from, span.from + span.length) };
  }
  async status() {
    return { lastSeq: this.entries.length, headHash: '', hasRoom: !this.full };
  }
}
