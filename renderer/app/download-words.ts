import { unseenWords } from '../domain/inbox/unseen';
import { formatShortClock, type Instant } from '../domain/kernel/instant';
import type { DownloadStatus } from '../usecases/views';

/** [INB-2] [INB-20] How downloads stand: what may be unseen comes first, also while something is being downloaded. */
export const downloadWords = (
  { busy, received, inDoubt, lastAt, stuck }: DownloadStatus,
  now: Instant,
): { readonly text: string; readonly attention: boolean } => {
  const soFar = received === 0 ? '' : ` ${received} so far`;
  const [oldest] = inDoubt;
  if (oldest) {
    const how = inDoubt.every(({ lost }) => lost) ? 'unseen' : 'in doubt';
    return {
      text: `${unseenWords(inDoubt)} ${how} since ${formatShortClock(oldest.sinceAt, now)}${busy ? ` · downloading…${soFar}` : ''}`,
      attention: true,
    };
  }
  if (busy) return { text: `Downloading…${soFar}`, attention: false };
  if (stuck)
    return {
      text: lastAt === undefined ? 'No download goes' : `No download since ${formatShortClock(lastAt, now)}`,
      attention: true,
    };
  if (lastAt === undefined) return { text: 'No download yet', attention: false };
  return { text: `Last download ${formatShortClock(lastAt, now)}`, attention: false };
};
