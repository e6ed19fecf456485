import type { NewEntry } from '../contract/journal-entry';
import type { AppendFile, Disk } from './disk';
import { encodeRecord } from './format';
import type { Head } from './head';
import { refusalOf, refusals, type Refused } from './refusals';
import { createSegment, expectedAfter, saveIndex, type Segment } from './segments';

export type WriterParts = {
  readonly disk: Disk;
  readonly folder: string;
  readonly key: Uint8Array;
  readonly terminal: string;
  readonly owner: string;
  readonly full: readonly Segment[];
  readonly active: Segment;
  readonly file: AppendFile;
  readonly segmentBytes: number;
  readonly headFile: string | undefined;
};

type Encoded = {
  readonly bytes: readonly Buffer[];
  readonly starts: readonly number[];
  readonly hash: Buffer;
  readonly size: number;
};

/** Writes groups of batches behind one another; the caller sees to it that one group is written at a time. */
export class Writer {
  readonly #parts: WriterParts;
  readonly #full: Segment[];
  #active: Segment;
  #file: AppendFile;
  #offsets: number[];
  #end: number;
  #headHash: Buffer;
  /** Why nothing more is accepted. */
  #ended: Refused | undefined;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#full = [...parts.full];
    this.#active = parts.active;
    this.#file = parts.file;
    this.#offsets = Array.from(parts.active.offsets);
    this.#end = parts.active.end;
    this.#headHash = parts.active.lastHash;
  }

  get lastSeq(): number {
    return this.#active.firstSeq + this.#offsets.length - 1;
  }
  get head(): Head {
    return { seq: this.lastSeq, hash: this.#headHash };
  }
  get bytes(): number {
    return this.#full.reduce((sum, segment) => sum + segment.end, this.#end);
  }

  get files(): readonly { readonly path: string; readonly bytes: number }[] {
    return [...this.#full, this.#current()].map(({ path, end }) => ({ path, bytes: end }));
  }

  /** The segment that holds an entry, with its file where that is open. */
  segmentOf(seq: number): { readonly segment: Segment; readonly open: AppendFile | undefined } | undefined {
    if (seq > this.lastSeq) return undefined;
    if (seq >= this.#active.firstSeq) return { segment: this.#current(), open: this.#file };
    const segment = [...this.#full].reverse().find((one) => one.firstSeq <= seq);
    return segment && { segment, open: undefined };
  }

  /** Writes all batches with one sync; all of them or, with a refusal, none. */
  async write(batches: readonly (readonly NewEntry[])[]): Promise<Refused | undefined> {
    const refusal = this.#ended ?? (await this.#look());
    if (refusal) return refusal;
    try {
      if (this.#end >= this.#parts.segmentBytes) await this.#rotate();
      const encoded = this.#encode(batches);
      await this.#file.write(Buffer.concat(encoded.bytes, encoded.size), this.#end);
      await this.#file.sync();
      this.#offsets.push(...encoded.starts);
      this.#end += encoded.size;
      this.#headHash = encoded.hash;
      return undefined;
    } catch (failure) {
      return (await this.#undo()) ?? refusalOf(failure);
    }
  }

  close(): Promise<void> {
    this.#ended ??= refusals.closed;
    return this.#file.close();
  }

  /** [JRN-13] Over what somebody else has written, or into a file that is not in its place, nothing is written. */
  async #look(): Promise<Refused | undefined> {
    try {
      if ((await this.#file.lengthInPlace()) !== this.#end) this.#ended = refusals.taken;
      return this.#ended;
    } catch (failure) {
      return refusalOf(failure);
    }
  }

  #current(): Segment {
    return { ...this.#active, offsets: this.#offsets, end: this.#end, lastHash: this.#headHash };
  }

  #encode(batches: readonly (readonly NewEntry[])[]): Encoded {
    const { key, terminal } = this.#parts;
    const bytes: Buffer[] = [];
    const starts: number[] = [];
    let hash = this.#headHash;
    let size = 0;
    for (const batch of batches)
      for (const [i, entry] of batch.entries()) {
        const seq = this.lastSeq + starts.length + 1;
        const record = encodeRecord({ ...entry, seq, terminal }, i < batch.length - 1, hash, key);
        starts.push(this.#end + size);
        bytes.push(...record.parts);
        size += record.length;
        hash = record.hash;
      }
    return { bytes, starts, hash, size };
  }

  async #rotate(): Promise<void> {
    const { disk, folder, key, owner } = this.#parts;
    const sealed = { ...this.#current(), offsets: Uint32Array.from(this.#offsets) };
    const next = await createSegment(disk, folder, expectedAfter(sealed), key, owner);
    const file = await disk.openAppend(next.path);
    await this.#file.close();
    this.#full.push(sealed);
    this.#active = next;
    this.#file = file;
    this.#offsets = [];
    this.#end = next.end;
    // The index is a convenience: without it the next opening reads the file itself.
    await saveIndex(disk, sealed, key).catch(() => undefined);
  }

  /** [JRN-8] What could not be written is cut off again; if that fails too, nothing more is accepted. */
  async #undo(): Promise<Refused | undefined> {
    try {
      // Where not a byte of it came in, a file that is locked for a moment need not be cut.
      if ((await this.#file.lengthInPlace()) !== this.#end) await this.#file.cut(this.#end);
      return undefined;
    } catch {
      this.#ended = refusals.failed;
      return refusals.unsure;
    }
  }
}
