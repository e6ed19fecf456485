import {
  maxRecordBytes,
  prevHashOf,
  readRecordHeader,
  recordHeaderBytes,
  recordIsWhole,
  segmentHeaderBytes,
  sha256,
  tagBytes,
  type SegmentHeader,
} from './format';

/** What stands in one segment, verified record by record. */
export type Scan = {
  /** Where each record begins, first record first. */
  readonly offsets: readonly number[];
  /** End of the last whole batch. */
  readonly end: number;
  readonly lastSeq: number;
  readonly lastHash: Buffer;
  readonly problem:
    | { readonly kind: 'none' }
    /** The end of a write that never finished: nobody was told that it was kept. */
    | { readonly kind: 'unfinished'; readonly bytes: number }
    | { readonly kind: 'damaged'; readonly at: number; readonly why: string };
};

/** Where the zeros begin that a file ends with. */
const zerosFrom = (bytes: Buffer): number => {
  let from = bytes.length;
  while (from > 0 && bytes[from - 1] === 0) from -= 1;
  return from;
};

/** Whether what should stand before `end`, or its end at least, was never written. */
const endsInZeros = (bytes: Buffer, end: number): boolean => {
  const from = zerosFrom(bytes);
  return from < end && bytes.length - from >= tagBytes;
};

type Step =
  | { readonly kind: 'record'; readonly next: number; readonly seq: number; readonly more: boolean }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'damaged'; readonly why: string };

/**
 * [JRN-4] A record is unfinished when the file ends before it does, or when within it zeros begin that go on to the
 * end of the file (space that was reserved and never written): a tag's length of them at least, as fewer may be a
 * record's own. All else is damage.
 */
const readStep = (bytes: Buffer, at: number, seq: number, prevHash: Buffer, key: Uint8Array): Step => {
  const left = bytes.length - at;
  if (left < recordHeaderBytes) return { kind: 'unfinished' };
  const header = readRecordHeader(bytes, at);
  if (!header && endsInZeros(bytes, at + recordHeaderBytes)) return { kind: 'unfinished' };
  if (!header || header.length > maxRecordBytes)
    return { kind: 'damaged', why: 'a record header does not hold its checksum' };
  if (header.seq !== seq) return { kind: 'damaged', why: `entry ${seq} is missing` };
  const next = at + recordHeaderBytes + header.length + tagBytes;
  if (next > bytes.length) return { kind: 'unfinished' };
  const record = bytes.subarray(at, next);
  if (!prevHashOf(record).equals(prevHash))
    return { kind: 'damaged', why: `entry ${seq} does not follow the one before it` };
  if (!recordIsWhole(record, key))
    return endsInZeros(bytes, next)
      ? { kind: 'unfinished' }
      : { kind: 'damaged', why: `entry ${seq} is not as it was written` };
  return { kind: 'record', next, seq, more: header.more };
};

/** [JRN-2] [JRN-3] Walks a segment: numbers without a gap, each chained to the one before, each authentic. */
export const scanSegment = (bytes: Buffer, header: SegmentHeader, key: Uint8Array): Scan => {
  const offsets: number[] = [];
  let at = segmentHeaderBytes;
  let hash = header.prevHash;
  let whole = { count: 0, end: at, hash };
  let problem: Scan['problem'] = { kind: 'none' };
  while (at < bytes.length) {
    const step = readStep(bytes, at, header.firstSeq + offsets.length, hash, key);
    if (step.kind === 'damaged') {
      problem = { kind: 'damaged', at, why: step.why };
      break;
    }
    if (step.kind === 'unfinished') break;
    offsets.push(at);
    hash = sha256(bytes.subarray(at, step.next));
    at = step.next;
    // [JRN-5] A batch counts when its last record is whole.
    if (!step.more) whole = { count: offsets.length, end: at, hash };
  }
  if (problem.kind === 'none' && whole.end < bytes.length)
    problem = { kind: 'unfinished', bytes: bytes.length - whole.end };
  return {
    offsets: offsets.slice(0, whole.count),
    end: whole.end,
    lastSeq: header.firstSeq + whole.count - 1,
    lastHash: whole.hash,
    problem,
  };
};
