import type { ReadRequest } from '../contract/journal-entry';
import type { AppendFile, Disk } from './disk';
import type { Segment } from './segments';

/** The raw records from `from` on that fit `maxEntries` and `maxBytes`, at least one, of one segment. */
export const readRange = async (
  disk: Disk,
  segment: Segment,
  open: AppendFile | undefined,
  { from, maxEntries, maxBytes }: ReadRequest,
): Promise<readonly Buffer[]> => {
  const first = from - segment.firstSeq;
  const startOf = (index: number): number => segment.offsets[index] ?? segment.end;
  const start = startOf(first);
  let last = first + 1;
  while (last < segment.offsets.length && last - first < maxEntries && startOf(last + 1) - start <= maxBytes)
    last += 1;
  const file = open ?? (await disk.openAppend(segment.path));
  try {
    const bytes = await file.read(start, startOf(last) - start);
    const records: Buffer[] = [];
    for (let i = first; i < last; i += 1)
      records.push(bytes.subarray(startOf(i) - start, startOf(i + 1) - start));
    return records;
  } finally {
    if (!open) await file.close();
  }
};
