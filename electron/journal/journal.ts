import type { JournalStatus } from '../contract/channels';
import type { AppendReply, JournalEntry, NewEntry, ReadRequest, Span } from '../contract/journal-entry';
import { decodeRecord, maxRecordBytes } from './format';
import { saveHead } from './head';
import type { Lock } from './lock';
import { Races, type Race } from './race';
import { readRange } from './read-range';
import { refusals } from './refusals';
import type { Segment } from './segments';
import { verifySegments, type Verified } from './verify';
import { Writer, type WriterParts } from './writer';

/** [JRN-7] Below this, downloads are refused: what is here must still be dispensable and recordable. */
const roomNeededBytes = 512 * 1024 * 1024;
/** At most this many appends share one sync. */
const maxGroup = 512;
const bodyLimit = maxRecordBytes - 1024 * 1024;

type Waiting = { readonly batch: readonly NewEntry[]; readonly done: (reply: AppendReply) => void };

/** An open journal. Every method may be called at any time; appends are written in the order of the calls. */
export class Journal {
  readonly #parts: WriterParts;
  readonly #lock: Lock;
  readonly #writer: Writer;
  readonly #unverified: readonly Segment[];
  readonly #races = new Races();
  /** Batches that were asked for and are not written yet. */
  #unanswered = 0;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #closed = false;

  constructor(parts: WriterParts, lock: Lock, unverified: readonly Segment[] = []) {
    this.#parts = parts;
    this.#unverified = unverified;
    this.#lock = lock;
    this.#writer = new Writer(parts);
  }

  /** [JRN-1] [JRN-15] Resolves when the batch is on the disk, or was refused whole. */
  append(batch: readonly NewEntry[], race?: Race): Promise<AppendReply> {
    if (this.#closed) return Promise.resolve(refusals.closed);
    if (batch.some((entry) => (entry.bytes?.byteLength ?? 0) > bodyLimit))
      return Promise.resolve(refusals.tooLarge);
    const now = { lastSeq: this.lastSeq, isAtRest: this.#unanswered === 0 };
    if (race && !this.#races.enter(race, now)) return Promise.resolve({ kind: 'overtaken' });
    return new Promise((resolve) => {
      this.#unanswered += 1;
      const done = (reply: AppendReply): void => {
        this.#unanswered -= 1;
        if (race && reply.kind !== 'appended') this.#races.leave(race);
        resolve(reply);
      };
      this.#waiting.push({ batch, done });
      // One turn later, so that appends made together share one sync.
      this.#writing ??= Promise.resolve().then(() => this.#writeAll());
    });
  }

  /** Entries from `from` on, in order, at least one unless the end is reached. */
  read(request: ReadRequest): Promise<readonly JournalEntry[]> {
    return this.#read(request, request.withBytes);
  }

  /** With a span, a copy of those of its bytes alone: a part of a pack is too much to hand over for one script. */
  async readOne(seq: number, span?: Span): Promise<JournalEntry | undefined> {
    const one = { from: seq, maxEntries: 1, maxBytes: 1, withBytes: true };
    return (await this.#read(one, span ?? true))[0];
  }

  async #read(request: ReadRequest, withBytes: boolean | Span): Promise<readonly JournalEntry[]> {
    const place = this.#writer.segmentOf(request.from);
    if (!place) return [];
    const records = await readRange(this.#parts.disk, place.segment, place.open, request);
    return records.map((record) => {
      const entry = decodeRecord(record, this.#parts.key, withBytes);
      if (!entry) throw new Error('the journal no longer reads as it was written');
      return entry;
    });
  }

  /** [JRN-3] Reads what the opening took on trust. To be called once somebody can work. */
  async verify(): Promise<Verified> {
    const { disk, key } = this.#parts;
    const verified = await verifySegments(disk, this.#unverified, key, () => this.#closed);
    if (verified.kind === 'whole') await this.keepHead().catch(() => undefined);
    return verified;
  }

  /** [JRN-12] Keeps how far it has come, beside it. Of a journal that is cut off later this tells. */
  async keepHead(): Promise<void> {
    const { disk, key, headFile } = this.#parts;
    if (headFile !== undefined) await saveHead(disk, headFile, this.#writer.head, key);
  }

  /** Its files, each up to the last whole entry of now, for a copy. */
  files(): { readonly files: readonly { path: string; bytes: number }[]; readonly lastSeq: number } {
    return { files: this.#writer.files, lastSeq: this.#writer.lastSeq };
  }

  get lastSeq(): number {
    return this.#writer.lastSeq;
  }

  async status(): Promise<JournalStatus> {
    const { lastSeq, head, bytes } = this.#writer;
    return { lastSeq, headHash: head.hash.toString('hex'), bytes, hasRoom: await this.hasRoom() };
  }

  async hasRoom(): Promise<boolean> {
    try {
      return (await this.#parts.disk.freeBytes(this.#parts.folder)) >= roomNeededBytes;
    } catch {
      // A file system that cannot tell is not a full one; a failing append still refuses.
      return true;
    }
  }

  /** Ends when all that was asked for is written. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writing;
    // A disk that is gone tells less at the next opening, and keeps nobody from leaving.
    await this.keepHead().catch(() => undefined);
    await this.#writer.close();
    await this.#lock.release();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.slice(0, maxGroup);
      this.#waiting = this.#waiting.slice(group.length);
      await this.#writeGroup(group);
    }
    this.#writing = undefined;
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    let first = this.#writer.lastSeq + 1;
    const refusal = await this.#writer.write(group.map(({ batch }) => batch));
    for (const { batch, done } of group) {
      done(refusal ?? { kind: 'appended', firstSeq: first, lastSeq: first + batch.length - 1 });
      first += batch.length;
    }
  }
}
