import type { Line, LineStatus, ScriptStatus } from './model';

/** Which line states may stand beside which prescription state (eps.md 3.3). */
const together: Partial<Record<ScriptStatus, readonly LineStatus[]>> = {
  '0002': ['0005', '0006', '0008'],
  '0003': ['0001', '0002', '0003', '0004', '0005', '0006', '0008'],
  '0006': ['0001', '0002', '0005', '0006'],
  '0007': ['0002', '0005', '0006'],
};

/** Where a line may go by a dispense notification (eps.md 3.4, the conservative rule). */
const next: Readonly<Record<LineStatus, readonly LineStatus[]>> = {
  '0001': ['0001'],
  '0002': ['0002'],
  '0003': ['0001', '0003'],
  '0004': ['0001', '0002', '0003', '0004'],
  '0005': ['0005'],
  '0006': ['0006'],
  '0007': [],
  '0008': ['0001', '0002', '0003', '0004'],
};

export const lineMayBecome = (from: LineStatus, to: string): to is LineStatus =>
  (next[from] as readonly string[]).includes(to);

export const linesFit = (status: ScriptStatus, lines: readonly Line[]): boolean =>
  lines.every((line) => together[status]?.includes(line.status) ?? false);

/** The prescription status that lines call for (eps.md 3.4). */
export const statusFor = (lines: readonly Line[]): '0003' | '0006' | '0007' => {
  if (lines.some((line) => line.status === '0003' || line.status === '0004')) return '0003';
  return lines.some((line) => line.status === '0001') ? '0006' : '0007';
};
