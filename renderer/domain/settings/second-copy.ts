import { counted } from '../kernel/counted';
import { asInstant, dayMs, formatClock, formatDateTime, hourMs, type Instant } from '../kernel/instant';
import type { ProfileKind } from './model';

/** How the second copy of a profile stands, as main tells it; times are ms since 1970. */
export type SecondCopy =
  | { readonly kind: 'none'; readonly aloneSince: number }
  | {
      readonly kind: 'kept';
      readonly wholeAt: number;
      readonly lastSeq: number;
      readonly waiting: number;
      readonly trouble: {
        readonly kind: 'away' | 'apart';
        readonly sentence: string;
        readonly next: string;
      } | null;
    };

export type CopyAlert = { readonly sentence: string; readonly next: string };

/** [CPY-6] So long what is here may be on one disk only before it is said. Nothing real is in training. */
export const aloneForMs: Readonly<Record<ProfileKind, number>> = {
  live: dayMs,
  companion: 7 * dayMs,
  training: Infinity,
};

const until = (wholeAt: number, now: Instant): string => formatClock(asInstant(wholeAt), now);

/** How far a second copy goes, in a sentence. */
export const copyReach = (copy: Extract<SecondCopy, { kind: 'kept' }>, now: Instant): string => {
  if (copy.lastSeq === 0) return 'It is not whole yet.';
  return copy.waiting === 0
    ? 'It has everything that is here.'
    : `It has everything up to ${until(copy.wholeAt, now)}; ${counted(copy.waiting, 'entry', 'entries')} of the journal since then ${copy.waiting === 1 ? 'is' : 'are'} on this computer only.`;
};

/** [CPY-4] [CPY-6] What every screen says of the second copy; undefined where there is nothing to say. */
export const copyAlert = (copy: SecondCopy, kind: ProfileKind, now: Instant): CopyAlert | undefined => {
  if (copy.kind === 'none')
    return now - copy.aloneSince < aloneForMs[kind]
      ? undefined
      : {
          sentence: `What came since ${formatDateTime(asInstant(copy.aloneSince))} is on this computer only: there is no backup since then, and no second copy.`,
          next: 'Keep a second copy on another disk, or back up.',
        };
  const { trouble } = copy;
  if (trouble?.kind === 'apart') return { sentence: trouble.sentence, next: trouble.next };
  if (copy.waiting === 0 || now - copy.wholeAt < hourMs) return undefined;
  return {
    sentence: [copyReach(copy, now), ...(trouble ? [trouble.sentence] : [])].join(' '),
    next: trouble?.next ?? 'Check the disk or the network to it.',
  };
};
