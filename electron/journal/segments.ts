import { join } from 'node:path';
import type { Disk } from './disk';
import {
  encodeSegmentHeader,
  readSegmentHeader,
  segmentHeaderBytes,
  zeroHash,
  type ReadSegmentHeader,
} from './format';
import { scanSegment } from './scan';
import { encodeIndex, readIndex, type SegmentIndex } from './segment-index';

/** One file of the journal. `offsets` are where its records begin, `end` where the last whole one ends. */
export type Segment = {
  readonly number: number;
  readonly firstSeq: number;
  readonly path: string;
  readonly offsets: { readonly length: number; readonly [index: number]: number };
  readonly end: number;
  readonly lastHash: Buffer;
  /** Whose journal its header says that it is. */
  readonly owner: string;
};

export const segmentName = (number: number): string => `${String(number).padStart(6, '0')}.journal`;
const indexPath = (path: string): string => path.replace(/\.journal$/, '.index');

export const listSegments = async (disk: Disk, folder: string): Promise<readonly number[]> =>
  (await disk.list(folder))
    .filter((name) => /^\d{6,}\.journal$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);

export type Loaded =
  | {
      readonly kind: 'ok';
      readonly segment: Segment;
      readonly cutBytes: number;
      /** Whether each of its records was read, rather than its index believed. */
      readonly verified: boolean;
    }
  | { readonly kind: 'damaged'; readonly file: string; readonly why: string; readonly at: number }
  | { readonly kind: 'wrong-key' }
  | { readonly kind: 'newer'; readonly version: number };

export type Expected = { readonly number: number; readonly firstSeq: number; readonly prevHash: Buffer };
export const expectedFirst: Expected = { number: 1, firstSeq: 1, prevHash: zeroHash };
export const expectedAfter = (segment: Segment): Expected => ({
  number: segment.number + 1,
  firstSeq: segment.firstSeq + segment.offsets.length,
  prevHash: segment.lastHash,
});

const problemOf = (read: ReadSegmentHeader, expected: Expected): string | undefined => {
  if (read.kind !== 'ok') return 'its beginning is not as it was written';
  if (read.header.number !== expected.number || read.header.firstSeq !== expected.firstSeq)
    return 'it is not the file that should stand here';
  if (!read.header.prevHash.equals(expected.prevHash)) return 'it does not follow the file before it';
  return undefined;
};

const loadIndex = async (disk: Disk, path: string, key: Uint8Array): Promise<SegmentIndex | undefined> => {
  try {
    return readIndex(await disk.readAll(indexPath(path)), key);
  } catch {
    return undefined;
  }
};

/** What is read of a full segment in the place of its records. */
export type Outline = {
  readonly head: Buffer;
  readonly size: number;
  readonly index: SegmentIndex | undefined;
};

/** Undefined where it cannot be read: whoever reads the whole file learns why. */
export const readOutline = async (
  disk: Disk,
  folder: string,
  number: number,
  key: Uint8Array,
): Promise<Outline | undefined> => {
  const path = join(folder, segmentName(number));
  try {
    const [head, size, index] = await Promise.all([
      disk.readAt(path, 0, segmentHeaderBytes),
      disk.size(path),
      loadIndex(disk, path, key),
    ]);
    return { head, size, index };
  } catch {
    return undefined;
  }
};

/** A full segment by its header, its size and its index; undefined unless all three agree. */
const fromOutline = (
  { head, size, index }: Outline,
  path: string,
  expected: Expected,
  key: Uint8Array,
): Segment | undefined => {
  const read = readSegmentHeader(head, key);
  if (read.kind !== 'ok' || problemOf(read, expected) !== undefined) return undefined;
  if (!index || index.number !== expected.number || index.bytes !== size) return undefined;
  const { number, firstSeq, offsets, bytes: end, lastHash } = index;
  return { number, firstSeq, path, offsets, end, lastHash, owner: read.header.owner };
};

type LoadOptions = { readonly last: boolean; readonly outline: Outline | undefined };

/** Loads a segment: by its outline where that holds, else record by record. */
export const loadSegment = async (
  disk: Disk,
  folder: string,
  expected: Expected,
  key: Uint8Array,
  { last, outline }: LoadOptions,
): Promise<Loaded> => {
  const file = segmentName(expected.number);
  const path = join(folder, file);
  const known = outline && fromOutline(outline, path, expected, key);
  if (known) return { kind: 'ok', segment: known, cutBytes: 0, verified: false };
  const bytes = await disk.readAll(path);
  const read = readSegmentHeader(bytes, key);
  if (read.kind === 'newer') return read;
  if (read.kind === 'wrong-key') return read;
  const problem = problemOf(read, expected);
  if (problem !== undefined || read.kind !== 'ok')
    return { kind: 'damaged', file, why: problem ?? '', at: 0 };
  const scan = scanSegment(bytes, read.header, key);
  if (scan.problem.kind === 'damaged')
    return { kind: 'damaged', file, why: scan.problem.why, at: scan.problem.at };
  if (scan.problem.kind === 'unfinished' && !last)
    return { kind: 'damaged', file, why: 'it ends too early', at: scan.end };
  const { number, firstSeq } = expected;
  const { offsets, end, lastHash } = scan;
  const segment = { number, firstSeq, path, offsets, end, lastHash, owner: read.header.owner };
  return {
    kind: 'ok',
    segment,
    cutBytes: scan.problem.kind === 'unfinished' ? scan.problem.bytes : 0,
    verified: true,
  };
};

/** Reads a full segment record by record; a sentence where it is not what its index says, or not authentic. */
export const verifySegment = async (
  disk: Disk,
  segment: Segment,
  key: Uint8Array,
): Promise<{ readonly why: string; readonly at: number } | undefined> => {
  const bytes = await disk.readAll(segment.path);
  const read = readSegmentHeader(bytes, key);
  if (read.kind !== 'ok') return { why: 'its beginning is not as it was written', at: 0 };
  const scan = scanSegment(bytes, read.header, key);
  if (scan.problem.kind === 'damaged') return scan.problem;
  const same = scan.end === segment.end && scan.lastHash.equals(segment.lastHash);
  return same ? undefined : { why: 'it is not as long as it was written', at: scan.end };
};

/** Writes the index of a full segment. It saves time at the next opening and may be lost. */
export const saveIndex = async (disk: Disk, segment: Segment, key: Uint8Array): Promise<void> => {
  const { number, firstSeq, end: bytes, lastHash, offsets } = segment;
  const index = { number, firstSeq, bytes, lastHash, offsets: Uint32Array.from(offsets) };
  await disk.writeAll(indexPath(segment.path), encodeIndex(index, key));
};

/** Creates the next file, on the disk when it resolves. */
export const createSegment = async (
  disk: Disk,
  folder: string,
  expected: Expected,
  key: Uint8Array,
  owner: string,
): Promise<Segment> => {
  const path = join(folder, segmentName(expected.number));
  await disk.writeAll(path, encodeSegmentHeader({ ...expected, owner }, key));
  return {
    number: expected.number,
    firstSeq: expected.firstSeq,
    path,
    offsets: [],
    end: segmentHeaderBytes,
    lastHash: expected.prevHash,
    owner,
  };
};
