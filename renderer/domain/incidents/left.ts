import { missingOf, type Backlog } from '../backlog/model';
import type { Instant } from '../kernel/instant';
import type { Incident } from './model';

/** What an incident has left behind that somebody or something must still end. */
export type Left = { readonly what: string; readonly count: number };

/** Counted at the moment of closing; of the messages and downloads only what began before it was fixed belongs to it. */
export type Remaining = {
  readonly backlog: Backlog;
  /** Times of writing of messages that nobody knows the fate of or that wait. */
  readonly messagesWaitingFrom: readonly Instant[];
  readonly messagesUncertainFrom: readonly Instant[];
  /** Of those that EPS refused and nobody has settled. */
  readonly messagesRefusedFrom: readonly Instant[];
  readonly downloadsInDoubtFrom: readonly Instant[];
  /** Entries of the other registers that are open, by when they were made. */
  readonly registers: readonly { readonly what: string; readonly from: readonly Instant[] }[];
};

/** Lists, re-issues and supplies go on being entered after the fix, because of it. */
const since = (incident: Incident, times: readonly Instant[]): number =>
  times.filter((at) => at >= incident.detectedAt).length;

const within = (incident: Incident, times: readonly Instant[]): number =>
  times.filter((at) => at >= incident.detectedAt && at <= (incident.fixedAt ?? Infinity)).length;

/** [INC-8] All that is open of it, in words, the most pressing first; empty when it may be closed. */
export const leftOpen = (incident: Incident, remaining: Remaining): readonly Left[] => {
  const { backlog } = remaining;
  const left: Left[] = [
    { what: 'not fixed yet', count: incident.fixedAt === undefined ? 1 : 0 },
    { what: 'downloads in doubt', count: within(incident, remaining.downloadsInDoubtFrom) },
    { what: 'messages of unknown fate', count: within(incident, remaining.messagesUncertainFrom) },
    { what: 'messages refused by EPS', count: within(incident, remaining.messagesRefusedFrom) },
    { what: 'messages waiting', count: within(incident, remaining.messagesWaitingFrom) },
    { what: 'scripts stuck at the Spine', count: backlog.in.stuck },
    { what: 'expected scripts not seen', count: missingOf(backlog) ?? 0 },
    ...remaining.registers.map(({ what, from }) => ({ what, count: since(incident, from) })),
    {
      what: 'root cause not written down',
      count: incident.explanation.rootCause.trim() === '' ? 1 : 0,
    },
  ];
  return left.filter(({ count }) => count > 0);
};

const leftWords = ({ what, count }: Left): string =>
  what.startsWith('not ') || what.startsWith('root ') ? what : `${what}: ${count}`;

export const leftSentence = (left: readonly Left[]): string => left.map(leftWords).join(', ');
