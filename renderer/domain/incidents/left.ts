import { missingOf, type Backlog } from '../backlog/model';
import type { Instant } from '../kernel/instant';
import type { Incident } from './model';

/** What an incident has left behind that somebody or something must still end. */
export type Left = { readonly what: string; readonly count: number };

/** Counted at the moment of closing; only what began before the incident was fixed belongs to it. */
export type Remaining = {
  readonly backlog: Backlog;
  /** Times of writing of messages that nobody knows the fate of or that wait. */
  readonly messagesWaitingFrom: readonly Instant[];
  readonly messagesUncertainFrom: readonly Instant[];
  readonly downloadsInDoubtFrom: readonly Instant[];
  /** Entries of the other registers that are open, by when they were made. */
  readonly registers: readonly { readonly what: string; readonly from: readonly Instant[] }[];
};

const within = (incident: Incident, times: readonly Instant[]): number =>
  times.filter((at) => at >= incident.detectedAt && at <= (incident.fixedAt ?? Infinity)).length;

/** [INC-8] All that is open of it, in words, the most pressing first; empty when it may be closed. */
export const leftOpen = (incident: Incident, remaining: Remaining): readonly Left[] => {
  const { backlog } = remaining;
  const left: Left[] = [
    { what: 'not fixed yet', count: incident.fixedAt === undefined ? 1 : 0 },
    { what: 'downloads in doubt', count: within(incident, remaining.downloadsInDoubtFrom) },
    { what: 'messages of unknown fate', count: within(incident, remaining.messagesUncertainFrom) },
    { what: 'messages waiting', count: within(incident, remaining.messagesWaitingFrom) },
    { what: 'scripts stuck at the Spine', count: backlog.in.stuck },
    { what: 'expected scripts not seen', count: missingOf(backlog) ?? 0 },
    ...remaining.registers.map(({ what, from }) => ({ what, count: within(incident, from) })),
    {
      what: 'root cause not written down',
      count: incident.explanation.rootCause.trim() === '' ? 1 : 0,
    },
  ];
  return left.filter(({ count }) => count > 0);
};

const leftWords = ({ what, count }: Left): string =>
  what.startsWith('not ') || what.startsWith('root ') ? what : `${count} ${what}`;

export const leftSentence = (left: readonly Left[]): string => left.map(leftWords).join(', ');
