import type { Line, LineStatus, Script, ScriptStatus } from './model';
import { dayMs } from './spans';

/** Days after the last hand-over after which the Spine closes a script by itself (eps.md 5.1, 5.2). */
const closeDays = 180;
/** Days for which the Spine still knows a script that has ended (eps.md 5.1). */
const keptDays: Partial<Record<ScriptStatus, number>> = {
  '0004': 90,
  '0005': 180,
  '0007': 30,
  '0008': 36,
  '0009': closeDays + 36,
};

const openStatuses: readonly ScriptStatus[] = ['0000', '0001', '0002', '9000'];
const over: readonly ScriptStatus[] = ['0006', '0007', '0008', '0009'];
const closed: Partial<Record<LineStatus, LineStatus>> = { '0003': '0001', '0004': '0002', '0008': '0006' };
const close = (line: Line): Line => ({ ...line, status: closed[line.status] ?? line.status });
const expire = (line: Line): Line =>
  line.status === '0007' || line.status === '0008' ? { ...line, status: '0006' } : line;

const expired = (script: Script, expiresAt: number): Script => ({
  ...script,
  status: '0004',
  expiresAt,
  lines: script.lines.map(expire),
});

/** [TSP-27] An issue of repeat dispensing waits for the one before it, then for its day (eps.md 3.5). */
const whileOpen = (script: Script, now: number, before: Script | undefined): Script => {
  if (script.expiresAt < now) return expired(script, script.expiresAt);
  // The end of one issue is the end of all that follow.
  if (before?.status === '0004') return expired(script, before.expiresAt);
  const begins = script.status === '0000' || (before !== undefined && over.includes(before.status));
  if (script.status === '0002' || !begins) return script;
  return { ...script, status: script.downloadFrom <= now ? '0001' : '0000' };
};

/**
 * [TSP-17] A script with the passing of time applied: its life ends it; 180 days after the last hand-over a
 * part-supplied one is complete, and what nobody claimed counts as not claimed. `before`: the issue before, aged.
 */
export const aged = (script: Script, now: number, before?: Script): Script => {
  if (openStatuses.includes(script.status)) return whileOpen(script, now, before);
  const silent = script.handedOverAt !== undefined && script.handedOverAt + closeDays * dayMs < now;
  if (!silent) return script;
  if (script.status === '0003') return { ...script, status: '0009', lines: script.lines.map(close) };
  return script.status === '0006' ? { ...script, status: '0009' } : script;
};

const endedAt = ({ status, expiresAt, cancelledAt, claimedAt, handedOverAt }: Script): number | undefined =>
  status === '0004'
    ? expiresAt
    : status === '0005'
      ? cancelledAt
      : status === '0008'
        ? claimedAt
        : handedOverAt;

/** [TSP-28] Whether the Spine has deleted an aged script of which nothing is left to do (eps.md 5.1). */
export const isForgotten = (script: Script, now: number): boolean => {
  const days = keptDays[script.status];
  const at = endedAt(script);
  return days !== undefined && at !== undefined && at + days * dayMs < now;
};
