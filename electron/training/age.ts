import type { Line, LineStatus, Script } from './model';
import { dayMs } from './spans';

/** Days after the last hand-over after which the Spine closes a script by itself (eps.md 5.1, 5.2). */
const closeDays = 180;

const openStatuses: readonly Script['status'][] = ['0000', '0001', '0002', '9000'];
const closed: Partial<Record<LineStatus, LineStatus>> = { '0003': '0001', '0004': '0002', '0008': '0006' };
const close = (line: Line): Line => ({ ...line, status: closed[line.status] ?? line.status });

/**
 * [TSP-17] A script with the passing of time applied: its life ends it; 180 days after the last hand-over a
 * part-supplied one is complete, and what nobody claimed counts as not claimed.
 */
export const aged = (script: Script, now: number): Script => {
  if (openStatuses.includes(script.status))
    return script.expiresAt < now ? { ...script, status: '0004' } : script;
  const silent = script.handedOverAt !== undefined && script.handedOverAt + closeDays * dayMs < now;
  if (!silent) return script;
  if (script.status === '0003') return { ...script, status: '0009', lines: script.lines.map(close) };
  return script.status === '0006' ? { ...script, status: '0009' } : script;
};
