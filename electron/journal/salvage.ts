import { join } from 'node:path';
import type { Disk } from './disk';
import { decodeRecord, readSegmentHeader } from './format';
import { scanSegment, type Scan } from './scan';
import { createSegment, expectedFirst, listSegments, segmentName } from './segments';

/** What was saved: so many entries, the last of them of that time; undefined where there is none. */
export type Saved = { readonly entries: number; readonly lastAt: number | undefined };

const timeOf = (bytes: Buffer, { offsets, end }: Scan, key: Uint8Array): number | undefined => {
  const last = offsets.at(-1);
  return last === undefined ? undefined : decodeRecord(bytes.subarray(last, end), key, false)?.at;
};

/** Copies every entry up to the first damage into a new folder. */
const copyWhole = async (disk: Disk, from: string, to: string, key: Uint8Array): Promise<Saved> => {
  await disk.prepare(to);
  let entries = 0;
  let lastAt: number | undefined;
  let expected = expectedFirst;
  for (const number of await listSegments(disk, from)) {
    const bytes = await disk.readAll(join(from, segmentName(number)));
    const read = readSegmentHeader(bytes, key);
    if (
      read.kind !== 'ok' ||
      number !== expected.number ||
      read.header.firstSeq !== expected.firstSeq ||
      !read.header.prevHash.equals(expected.prevHash)
    )
      break;
    const scan = scanSegment(bytes, read.header, key);
    await disk.writeAll(join(to, segmentName(number)), bytes.subarray(0, scan.end));
    entries += scan.offsets.length;
    lastAt = timeOf(bytes, scan, key) ?? lastAt;
    if (scan.problem.kind !== 'none') break;
    expected = { number: number + 1, firstSeq: scan.lastSeq + 1, prevHash: scan.lastHash };
  }
  if (entries === 0 && (await listSegments(disk, to)).length === 0)
    await createSegment(disk, to, expectedFirst, key, '');
  return { entries, lastAt };
};

/** Puts one folder in the place of another, which is kept; where that fails, all is as it was. */
const exchange = async (disk: Disk, folder: string, by: string, keepAs: string): Promise<void> => {
  await disk.move(folder, keepAs);
  try {
    await disk.move(by, folder);
  } catch (failure) {
    await disk.move(keepAs, folder);
    throw failure;
  }
};

/**
 * [JRN-10] Begins a new journal with every entry up to the first damage, and answers how many there are. The damaged
 * folder is moved aside whole, never deleted, and only once the new one is: else the next start would find a part of
 * the journal and take it for all of it. Asked for by a person who was told what may be missing. `mark` says in the
 * new folder, before it is in its place, that it is not all.
 */
export const salvageJournal = async (
  disk: Disk,
  folder: string,
  key: Uint8Array,
  keepAs: string,
  mark: (folder: string, saved: Saved) => Promise<void> = () => Promise.resolve(),
): Promise<number> => {
  const unfinished = `${keepAs}.unfinished`;
  try {
    const saved = await copyWhole(disk, folder, unfinished, key);
    await mark(unfinished, saved);
    await exchange(disk, folder, unfinished, keepAs);
    return saved.entries;
  } catch (failure) {
    // They may be what fills the disk.
    const names = await disk.list(unfinished).catch(() => []);
    for (const name of names) await disk.remove(join(unfinished, name)).catch(() => undefined);
    throw failure;
  }
};
