import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Disk } from './disk';
import { recordHeaderBytes, prevHashOf, zeroHash } from './format';
import type { Segment } from './segments';

/** How far a journal had come, and by which way: the number of an entry, and its record's hash. */
export type Head = { readonly seq: number; readonly hash: Buffer };

const bodyBytes = 40;
const macOf = (body: Uint8Array, key: Uint8Array): Buffer =>
  createHmac('sha256', key).update('holdfast journal head 1').update(body).digest();

/** Version 1 of the file beside the journal's folder: number, hash, MAC. Stored: do not reorder. */
const encodeHead = ({ seq, hash }: Head, key: Uint8Array): Buffer => {
  const body = Buffer.alloc(bodyBytes);
  body.writeBigUInt64LE(BigInt(seq), 0);
  hash.copy(body, 8);
  return Buffer.concat([body, macOf(body, key)]);
};

/** Undefined where there is none, or where it is damaged or of other keys: it proves nothing then. */
export const readHead = async (disk: Disk, path: string, key: Uint8Array): Promise<Head | undefined> => {
  const bytes = await disk.readAll(path).catch(() => Buffer.alloc(0));
  if (bytes.length !== bodyBytes + 32) return undefined;
  const body = bytes.subarray(0, bodyBytes);
  if (!timingSafeEqual(macOf(body, key), bytes.subarray(bodyBytes))) return undefined;
  return { seq: Number(body.readBigUInt64LE(0)), hash: Buffer.from(body.subarray(8)) };
};

export const saveHead = (disk: Disk, path: string, head: Head, key: Uint8Array): Promise<void> =>
  disk.writeAll(path, encodeHead(head, key));

/** The hash of an entry's record, as the record after it says; undefined where there is no such entry. */
const hashOf = async (disk: Disk, segments: readonly Segment[], seq: number): Promise<Buffer | undefined> => {
  if (seq === 0) return zeroHash;
  const segment = segments.find((one) => seq >= one.firstSeq && seq < one.firstSeq + one.offsets.length);
  if (!segment) return undefined;
  const after = segment.offsets[seq - segment.firstSeq + 1];
  if (after === undefined) return segment.lastHash;
  return prevHashOf(await disk.readAt(segment.path, after, recordHeaderBytes));
};

/** [JRN-12] Whether a journal holds all that it held when the head was kept. */
export const holds = async (disk: Disk, segments: readonly Segment[], head: Head): Promise<boolean> =>
  (await hashOf(disk, segments, head.seq))?.equals(head.hash) ?? false;
