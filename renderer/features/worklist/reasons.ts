import { asInstant, formatDate, readWall, type Instant } from '../../domain/kernel/instant';
import { shortWords } from '../../domain/prescriptions/bag';
import { cleanUpIsNear } from '../../domain/prescriptions/clean-up';
import type { NeedPlan } from '../../domain/triage/need';
import type { Reason } from '../../domain/triage/model';
import { holdWords, reasonWord } from '../../domain/triage/words';
import type { WorklistRow } from '../../usecases/views';
import { isWaitingTab } from '../../domain/prescriptions/tab';

export type ReasonShown = { readonly look: 'plain' | 'attention' | 'stop' | 'good'; readonly text: string };

/**
 * [WIN-4] When EPS stops waiting for the rest; until when that may be handed out is the item’s own last day, and where
 * that is near its word says all there is room for.
 */
const owedWords = (until: Instant, now: Instant, isNear: boolean): ReasonShown => {
  if (until < now) return { look: 'stop', text: 'EPS closed it' };
  const closes = `owed, EPS closes it ${formatDate(readWall(until).date)}`;
  return { look: cleanUpIsNear(until, now) ? 'attention' : 'plain', text: isNear ? 'owed' : closes };
};

const lookOf = (reason: Reason): ReasonShown['look'] =>
  reason.kind === 'expired' || (reason.kind === 'ends' && reason.days === 0) ? 'stop' : 'attention';

const isDay = ({ kind }: Reason): boolean => kind === 'ends' || kind === 'expired';

/** A day that is near stands before the word that something is owed: what does not fit on the row is cut. */
const nearDaysFirst = (reasons: readonly Reason[]): readonly Reason[] => [
  ...reasons.filter(isDay),
  ...reasons.filter((reason) => !isDay(reason)),
];

/** [TRI-1] Why it stands where it does. */
const needWords = (row: WorklistRow, plan: NeedPlan, now: Instant): readonly ReasonShown[] => {
  if (!isWaitingTab(row.tab)) return [];
  const reasons = nearDaysFirst(plan.reasonsOf(row));
  return reasons.flatMap((reason) => {
    if (reason.kind === 'owed')
      return row.owedUntil === undefined ? [] : [owedWords(row.owedUntil, now, reasons.some(isDay))];
    // The hold says so already.
    if (reason.kind === 'unsure' && row.hold === 'conflict') return [];
    return [{ look: lookOf(reason), text: reasonWord(reason) }];
  });
};

/** Why a row stands out, as words; the gravest first. */
export const reasonsOf = (row: WorklistRow, plan: NeedPlan, now: number): readonly ReasonShown[] => {
  const found: ReasonShown[] = [];
  if (row.hold !== 'none') found.push({ look: 'stop', text: holdWords[row.hold] });
  found.push(...needWords(row, plan, asInstant(now)));
  if (row.closed) found.push({ look: 'plain', text: 'closed by EPS' });
  if (row.short !== undefined) found.push({ look: 'attention', text: shortWords(row.short) });
  if (row.custody === 'ours-unconfirmed' && row.hold !== 'conflict')
    found.push({ look: 'attention', text: 'released offline' });
  if (row.custody === 'sealed') found.push({ look: 'plain', text: 'back in its pack' });
  if (row.custody === 'returning') found.push({ look: 'plain', text: 'return waits' });
  if (row.custody === 'returned' && row.hold === 'none') found.push({ look: 'plain', text: 'returned' });
  if (row.warnings > 0)
    found.push({ look: 'attention', text: row.warnings === 1 ? '1 warning' : `${row.warnings} warnings` });
  return found;
};
