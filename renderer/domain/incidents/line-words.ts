import { formatShortClock, type Instant } from '../kernel/instant';
import type { Severity } from './model';

/** The incident in one line, for every screen. */
export const incidentLineWords = (
  line: {
    readonly title: string;
    readonly severity: Severity;
    readonly detectedAt: Instant;
    readonly fixedAt: Instant | undefined;
    readonly promisedAt: Instant | undefined;
    readonly slips: number;
  },
  now: Instant,
): string =>
  [
    line.title,
    `since ${formatShortClock(line.detectedAt, now)}`,
    `severity ${line.severity}`,
    ...(line.fixedAt === undefined
      ? []
      : [`fixed at ${formatShortClock(line.fixedAt, now)}, not closed yet`]),
    ...(line.promisedAt === undefined || line.fixedAt !== undefined
      ? []
      : [`promised clear by ${formatShortClock(line.promisedAt, now)}`]),
    ...(line.slips === 0 ? [] : [line.slips === 1 ? '1 promise slipped' : `${line.slips} promises slipped`]),
  ].join(' · ');
