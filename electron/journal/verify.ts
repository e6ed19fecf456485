import { basename } from 'node:path';
import type { Disk } from './disk';
import { verifySegment, type Segment } from './segments';

export const damageAt = (file: string, why: string, at: number): string => `${file}, byte ${at}: ${why}`;

export type Verified =
  | { readonly kind: 'whole' }
  | { readonly kind: 'damaged'; readonly detail: string }
  /** The journal was closed meanwhile. */
  | { readonly kind: 'ended' };

/** A file that is gone, or that the disk does not give, is no less damaged than one that was changed. */
const notRead = (failure: unknown) => ({ why: `it cannot be read (${String(failure)})`, at: 0 });

/** [JRN-3] Reads the records of files that the opening took on trust, one file after the other. */
export const verifySegments = async (
  disk: Disk,
  segments: readonly Segment[],
  key: Uint8Array,
  ended: () => boolean,
): Promise<Verified> => {
  for (const segment of segments) {
    if (ended()) return { kind: 'ended' };
    const found = await verifySegment(disk, segment, key).catch(notRead);
    if (found) return { kind: 'damaged', detail: damageAt(basename(segment.path), found.why, found.at) };
  }
  return { kind: 'whole' };
};
