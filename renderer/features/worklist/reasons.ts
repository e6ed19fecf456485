import { asInstant, formatDate, readWall, type Instant } from '../../domain/kernel/instant';
import { shortWords } from '../../domain/prescriptions/bag';
import { cleanUpIsNear } from '../../domain/prescriptions/clean-up';
import type { NeedPlan } from '../../domain/triage/need';
import type { Reason } from '../../domain/triage/model';
import { holdWords, reasonWord } from '../../domain/triage/words';
import type { WorklistRow } from '../../usecases/views';
import { isWaitingTab } from '../../domain/prescriptions/tab';

export type ReasonShown = { readonly look: 'plain' | 'attention' | 'stop' | 'good'; readonly text: string };

/** [WIN-4] Until when the rest may be handed out. */
const owedWords = (until: Instant, now: Instant): ReasonShown => ({
  look: until < now ? 'stop' : cleanUpIsNear(until, now) ? 'attention' : 'plain',
  text: until < now ? 'EPS closed it' : `owed until ${formatDate(readWall(until).date)}`,
});

const lookOf = (reason: Reason): ReasonShown['look'] =>
  reason.kind === 'expired' || (reason.kind === 'ends' && reason.days === 0) ? 'stop' : 'attention';

/** [TRI-1] Why it stands where it does, the first reason first. */
const needWords = (row: WorklistRow, plan: NeedPlan, now: Instant): readonly ReasonShown[] => {
  if (!isWaitingTab(row.tab)) return [];
  return plan.reasonsOf(row).flatMap((reason) => {
    if (reason.kind === 'owed') return row.owedUntil === undefined ? [] : [owedWords(row.owedUntil, now)];
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
