import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { JournalEntry, Span } from '../contract/journal-entry';

/** Format on disk, version 1 (SPEC.md). Stored: do not rename, do not reorder. */
const formatVersion = 1;
export const segmentHeaderBytes = 96;
export const recordHeaderBytes = 72;
export const tagBytes = 16;
/** One entry may carry a whole answer of the broker, and no more. */
export const maxRecordBytes = 48 * 1024 * 1024;

const segmentMagic = Buffer.from('HOLDFAST', 'latin1');
const recordMagic = 0x48465231;
export const zeroHash = Buffer.alloc(32);

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const checksum = (bytes: Uint8Array): Buffer => sha256(bytes).subarray(0, 8);

/** Tells a wrong key from a damaged file without giving the key away. */
const keyCheck = (key: Uint8Array): Buffer =>
  createHmac('sha256', key).update('holdfast journal key check 1').digest().subarray(0, 16);

/** `owner` says whose journal it is, in few letters; empty in a file of an older program. */
export type SegmentHeader = {
  readonly number: number;
  readonly firstSeq: number;
  readonly prevHash: Buffer;
  readonly owner: string;
};
const ownerBytes = 16;

export const encodeSegmentHeader = (header: SegmentHeader, key: Uint8Array): Buffer => {
  const out = Buffer.alloc(segmentHeaderBytes);
  segmentMagic.copy(out, 0);
  out.writeUInt32LE(formatVersion, 8);
  out.writeUInt32LE(header.number, 12);
  out.writeBigUInt64LE(BigInt(header.firstSeq), 16);
  header.prevHash.copy(out, 24);
  keyCheck(key).copy(out, 56);
  out.write(header.owner, 72, ownerBytes, 'latin1');
  checksum(out.subarray(0, 88)).copy(out, 88);
  return out;
};

export type ReadSegmentHeader =
  | { readonly kind: 'ok'; readonly header: SegmentHeader }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'wrong-key' }
  | { readonly kind: 'damaged' };

export const readSegmentHeader = (bytes: Buffer, key: Uint8Array): ReadSegmentHeader => {
  if (bytes.length < segmentHeaderBytes || !bytes.subarray(0, 8).equals(segmentMagic))
    return { kind: 'damaged' };
  const version = bytes.readUInt32LE(8);
  if (!checksum(bytes.subarray(0, 88)).equals(bytes.subarray(88, 96))) return { kind: 'damaged' };
  if (version > formatVersion) return { kind: 'newer', version };
  if (!keyCheck(key).equals(bytes.subarray(56, 72))) return { kind: 'wrong-key' };
  return {
    kind: 'ok',
    header: {
      number: bytes.readUInt32LE(12),
      firstSeq: Number(bytes.readBigUInt64LE(16)),
      prevHash: Buffer.from(bytes.subarray(24, 56)),
      owner: bytes.toString('latin1', 72, 72 + ownerBytes).replace(/\0+$/, ''),
    },
  };
};

export type RecordHeader = {
  readonly length: number;
  readonly seq: number;
  /** Whether a later record belongs to the same batch. */
  readonly more: boolean;
};

/** Header of a record, or undefined where its own checksum does not hold. */
export const readRecordHeader = (bytes: Buffer, at: number): RecordHeader | undefined => {
  const head = bytes.subarray(at, at + recordHeaderBytes);
  if (head.length < recordHeaderBytes || head.readUInt32LE(0) !== recordMagic) return undefined;
  if (!checksum(head.subarray(0, 64)).equals(head.subarray(64, 72))) return undefined;
  return {
    length: head.readUInt32LE(4),
    seq: Number(head.readBigUInt64LE(8)),
    more: head.readUInt32LE(16) === 1,
  };
};

/** Length of the JSON, the JSON, then the entry's bytes. */
const plaintextOf = (entry: Omit<JournalEntry, 'seq'>): readonly Uint8Array[] => {
  const { bytes, ...rest } = entry;
  const json = Buffer.from(JSON.stringify(rest), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return bytes ? [length, json, bytes] : [length, json];
};

const lengthOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, part) => sum + part.byteLength, 0);

/** The parts of a record in their order, so that an answer's bytes are copied once, into the file. */
export type EncodedRecord = {
  readonly parts: readonly Buffer[];
  readonly length: number;
  readonly hash: Buffer;
};

/** One record: header (checksummed), ciphertext, tag. Its hash chains the next one to it. */
export const encodeRecord = (
  entry: JournalEntry,
  more: boolean,
  prevHash: Uint8Array,
  key: Uint8Array,
): EncodedRecord => {
  const { seq, ...rest } = entry;
  const plain = plaintextOf(rest);
  const header = Buffer.alloc(recordHeaderBytes);
  header.writeUInt32LE(recordMagic, 0);
  header.writeUInt32LE(lengthOf(plain), 4);
  header.writeBigUInt64LE(BigInt(seq), 8);
  header.writeUInt32LE(more ? 1 : 0, 16);
  const nonce = randomBytes(12);
  nonce.copy(header, 20);
  header.set(prevHash, 32);
  checksum(header.subarray(0, 64)).copy(header, 64);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(header);
  const sealed = plain.map((part) => cipher.update(part));
  const parts = [header, ...sealed, cipher.final(), cipher.getAuthTag()];
  return { parts, length: lengthOf(parts), hash: sha256(...parts) };
};

/** Hash that a record says came before it. */
export const prevHashOf = (record: Buffer): Buffer => record.subarray(32, 64);

/** The plaintext of a whole record; undefined where its tag does not hold. */
const openRecord = (record: Buffer, key: Uint8Array): Buffer | undefined => {
  const decipher = createDecipheriv('aes-256-gcm', key, record.subarray(20, 32));
  decipher.setAAD(record.subarray(0, recordHeaderBytes));
  decipher.setAuthTag(record.subarray(record.length - tagBytes));
  try {
    const plain = decipher.update(record.subarray(recordHeaderBytes, record.length - tagBytes));
    // Checks the tag; this cipher holds nothing back until then.
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
};

/** Whether a record is as it was written; cheaper than reading what it says. */
export const recordIsWhole = (record: Buffer, key: Uint8Array): boolean =>
  openRecord(record, key) !== undefined;

/** Decrypts a whole record, with none, all or some of its bytes; undefined where its tag does not hold. */
export const decodeRecord = (
  record: Buffer,
  key: Uint8Array,
  withBytes: boolean | Span,
): JournalEntry | undefined => {
  const seq = Number(record.readBigUInt64LE(8));
  const plain = openRecord(record, key);
  if (!plain) return undefined;
  const jsonLength = plain.readUInt32LE(0);
  // Authentic plaintext was written by encodeRecord.
  const rest = JSON.parse(plain.toString('utf8', 4, 4 + jsonLength)) as Omit<JournalEntry, 'seq' | 'bytes'>;
  const bytes = plain.subarray(4 + jsonLength);
  if (bytes.length === 0 || withBytes === false) return { ...rest, seq };
  const { from, length } = withBytes === true ? { from: 0, length: bytes.length } : withBytes;
  return { ...rest, seq, bytes: new Uint8Array(bytes.subarray(from, from + length)) };
};
