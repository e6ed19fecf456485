import { join } from 'node:path';
import type { Disk } from './disk';
import { readSegmentHeader } from './format';
import { scanSegment } from './scan';
import { createSegment, expectedFirst, listSegments, segmentName } from './segments';

/**
 * [JRN-10] Begins a new journal with every entry up to the first damage, and answers how many there are. The damaged
 * folder is moved aside whole, never deleted. Asked for by a person who was told what may be missing.
 */
export const salvageJournal = async (
  disk: Disk,
  folder: string,
  key: Uint8Array,
  keepAs: string,
): Promise<number> => {
  await disk.move(folder, keepAs);
  await disk.prepare(folder);
  let entries = 0;
  let expected = expectedFirst;
  for (const number of await listSegments(disk, keepAs)) {
    const bytes = await disk.readAll(join(keepAs, segmentName(number)));
    const read = readSegmentHeader(bytes, key);
    if (
      read.kind !== 'ok' ||
      number !== expected.number ||
      read.header.firstSeq !== expected.firstSeq ||
      !read.header.prevHash.equals(expected.prevHash)
    )
      break;
    const scan = scanSegment(bytes, read.header, key);
    await disk.writeAll(join(folder, segmentName(number)), bytes.subarray(0, scan.end));
    entries += scan.offsets.length;
    if (scan.problem.kind !== 'none') break;
    expected = { number: number + 1, firstSeq: scan.lastSeq + 1, prevHash: scan.lastHash };
  }
  if (entries === 0 && (await listSegments(disk, folder)).length === 0)
    await createSegment(disk, folder, expectedFirst, key);
  return entries;
};
