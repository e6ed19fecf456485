import { missingOf, type Backlog } from '../backlog/model';
import type { Instant } from '../kernel/instant';
import type { Incident, Left } from './model';

/** Counted at the moment of closing, by what is open then. */
export type Remaining = {
  readonly backlog: Backlog;
  /** Messages that nobody knows the fate of. */
  readonly messagesUncertain: number;
  /** Those that EPS refused and nobody has settled. */
  readonly messagesRefused: number;
  /** Entries of the other registers that are open, by when they were made. */
  readonly registers: readonly { readonly what: string; readonly from: readonly Instant[] }[];
};

/** Lists, re-issues and supplies may be open for weeks; those made since it began are of it, also after the fix. */
const since = (incident: Incident, times: readonly Instant[]): number =>
  times.filter((at) => at >= incident.detectedAt).length;

/** What of the other registers is open since the incident began. */
export const openOf = (incident: Incident, registers: Remaining['registers']): readonly Left[] =>
  registers
    .map(({ what, from }) => ({ what, count: since(incident, from) }))
    .filter(({ count }) => count > 0);

/**
 * [INC-8] All that is open of it, in words, the most pressing first; empty when it may be closed. What is open on the
 * way to EPS counts whenever it began: what opened the incident began before its first failure was known.
 */
export const leftOpen = (incident: Incident, remaining: Remaining): readonly Left[] => {
  const { backlog } = remaining;
  const left: Left[] = [
    { what: 'not fixed yet', count: incident.fixedAt === undefined ? 1 : 0 },
    { what: 'downloads in doubt', count: backlog.in.inDoubt },
    { what: 'messages of unknown fate', count: remaining.messagesUncertain },
    { what: 'messages refused by EPS', count: remaining.messagesRefused },
    { what: 'messages waiting', count: backlog.out.waiting },
    { what: 'scripts stuck at the Spine', count: backlog.in.stuck },
    { what: 'expected scripts not seen', count: missingOf(backlog) ?? 0 },
    ...openOf(incident, remaining.registers),
    {
      what: 'root cause not written down',
      count: incident.explanation.rootCause.trim() === '' ? 1 : 0,
    },
  ];
  return left.filter(({ count }) => count > 0);
};

export const leftWords = ({ what, count }: Left): string =>
  what.startsWith('not ') || what.startsWith('root ') ? what : `${what}: ${count}`;

export const leftSentence = (left: readonly Left[]): string => left.map(leftWords).join(', ');
