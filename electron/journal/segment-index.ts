import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where the records of a full segment begin, and how its chain ends; authenticated, and rebuilt when lost. */
export type SegmentIndex = {
  readonly number: number;
  readonly firstSeq: number;
  readonly bytes: number;
  readonly lastHash: Buffer;
  readonly offsets: Uint32Array;
};

const fixedBytes = 64;
const macOf = (body: Uint8Array, key: Uint8Array): Buffer =>
  createHmac('sha256', key).update('holdfast segment index 1').update(body).digest();

export const encodeIndex = (index: SegmentIndex, key: Uint8Array): Buffer => {
  const head = Buffer.alloc(fixedBytes);
  head.writeUInt32LE(index.number, 0);
  head.writeUInt32LE(index.offsets.length, 4);
  head.writeBigUInt64LE(BigInt(index.firstSeq), 8);
  head.writeBigUInt64LE(BigInt(index.bytes), 16);
  index.lastHash.copy(head, 32);
  const offsets = Buffer.from(index.offsets.buffer, index.offsets.byteOffset, index.offsets.byteLength);
  const body = Buffer.concat([head, offsets]);
  return Buffer.concat([body, macOf(body, key)]);
};

/** The index, or undefined where it is cut, altered or of another key: then the segment is read instead. */
export const readIndex = (bytes: Buffer, key: Uint8Array): SegmentIndex | undefined => {
  if (bytes.length < fixedBytes + 32) return undefined;
  const body = bytes.subarray(0, bytes.length - 32);
  if (!timingSafeEqual(macOf(body, key), bytes.subarray(bytes.length - 32))) return undefined;
  const count = body.readUInt32LE(4);
  if (body.length !== fixedBytes + 4 * count) return undefined;
  const offsets = new Uint32Array(count);
  // As they were written: each computer that Electron runs on begins with the low byte.
  new Uint8Array(offsets.buffer).set(body.subarray(fixedBytes));
  return {
    number: body.readUInt32LE(0),
    firstSeq: Number(body.readBigUInt64LE(8)),
    bytes: Number(body.readBigUInt64LE(16)),
    lastHash: Buffer.from(body.subarray(32, 64)),
    offsets,
  };
};
