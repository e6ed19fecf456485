import { basename, join } from 'node:path';
import type { Disk } from '../journal/disk';
import type { Journal } from '../journal/journal';
import { listSegments, segmentName } from '../journal/segments';

type Ours = ReturnType<Journal['files']>['files'][number];

export type Bringing = {
  readonly disk: Disk;
  readonly files: readonly Ours[];
  /** The journal's folder in the copy. */
  readonly folder: string;
  /** Names of files that are in it to their end and grow no more; looked at no more, and added to. */
  readonly settled: Set<string>;
  readonly onBytes: (count: number) => void;
};

/** Records are chained, so where the end of a file is the same what stands before it is. */
const comparedBytes = 64 * 1024;
const pieceBytes = 1024 * 1024;

const sameEnd = async (disk: Disk, ours: string, theirs: string, length: number): Promise<boolean> => {
  const count = Math.min(length, comparedBytes);
  const at = length - count;
  // One after the other: a share that is gone may hold each call for half a minute, and the journal's come behind.
  const there = await disk.readAt(theirs, at, count);
  return there.equals(await disk.readAt(ours, at, count));
};

/** Adds to a copy of a file what it lacks of ours. */
const append = async (
  { disk, onBytes }: Bringing,
  ours: Ours,
  theirs: string,
  from: number,
): Promise<void> => {
  const file = await disk.openAppend(theirs);
  try {
    for (let at = from; at < ours.bytes; at += pieceBytes) {
      const piece = await disk.readAt(ours.path, at, Math.min(pieceBytes, ours.bytes - at));
      await file.write(piece, at);
      onBytes(piece.byteLength);
    }
    await file.sync();
  } finally {
    await file.close();
  }
};

/** False where what is there is no beginning of ours. */
const bringFile = async (bringing: Bringing, ours: Ours, isThere: boolean): Promise<boolean> => {
  const { disk, folder, onBytes } = bringing;
  const theirs = join(folder, basename(ours.path));
  let have = isThere ? await disk.size(theirs) : 0;
  if (have > ours.bytes) return false;
  if (isThere && !(await sameEnd(disk, ours.path, theirs, have))) return false;
  onBytes(have);
  if (have === 0) {
    // [JRN-4] A file is never there without its header.
    const head = await disk.readAt(ours.path, 0, Math.min(comparedBytes, ours.bytes));
    await disk.writeAll(theirs, head);
    have = head.byteLength;
    onBytes(have);
  }
  if (have < ours.bytes) await append(bringing, ours, theirs, have);
  return true;
};

/**
 * [CPY-2] [CPY-3] Brings a copy of a journal up to ours; nothing is written once it shows to be something else. False
 * where what lies there is not an earlier state of it. Throws what the disk throws.
 */
export const bringOn = async (bringing: Bringing): Promise<boolean> => {
  const { disk, files, folder, settled } = bringing;
  const there = new Set((await listSegments(disk, folder)).map(segmentName));
  const names = files.map(({ path }) => basename(path));
  const later = [...there].some((name) => !names.includes(name));
  // A file that another one stands behind is whole in a copy of ours.
  const gap = names.findIndex((name) => !there.has(name));
  if (later || (gap >= 0 && there.size > gap)) return false;
  for (const ours of files) {
    const name = basename(ours.path);
    if (settled.has(name)) continue;
    if (!(await bringFile(bringing, ours, there.has(name)))) return false;
    if (ours !== files.at(-1)) settled.add(name);
  }
  return true;
};
