import type { Instant } from '../kernel/instant';
import type { ScriptEnd } from '../prescriptions/ended';
import type { DeskEvent } from './events';
import type { DeskCustody, DeskRow, Packed } from './model';

/** [DSK-18] How what lies in packs has ended by a time. Of several issues one that can still come out is enough. */
export const endInPacks = (
  packed: readonly Packed[],
  now: Instant,
): { readonly end: ScriptEnd; readonly pack: string } | undefined => {
  const [first] = packed;
  const ended = packed.every(({ ends }) => ends !== undefined && ends.at <= now);
  return ended && first?.ends ? { end: first.ends.how, pack: first.pack } : undefined;
};

/** [DSK-18] Where a script is that lies in packs: to scan, or ended as what lies there says. */
export const inPacks = (packed: readonly Packed[], now: Instant): DeskCustody => {
  const ended = endInPacks(packed, now);
  return ended ? { kind: 'ended-in-pack', ...ended } : { kind: 'sealed' };
};

/** [DSK-18] What has ended while it lay in its pack, and was not scanned since. */
export const endedSince = (rows: readonly DeskRow[], now: Instant): readonly DeskEvent[] =>
  rows.flatMap(({ id, custody, packed }): DeskEvent[] => {
    const ended = custody.kind === 'sealed' ? endInPacks(packed, now) : undefined;
    return ended ? [{ type: 'desk.ended-in-pack', id, ...ended }] : [];
  });
