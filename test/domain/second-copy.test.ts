import { describe, expect, it } from 'vitest';
import { asInstant, dayMs, minuteMs } from '../../renderer/domain/kernel/instant';
import { copyAlert, copyReach, type SecondCopy } from '../../renderer/domain/settings/second-copy';

const now = asInstant(Date.UTC(2026, 10, 28, 16, 0));
const kept = (changed: Partial<Extract<SecondCopy, { kind: 'kept' }>> = {}) => ({
  ...({ kind: 'kept', wholeAt: now - 61 * minuteMs, lastSeq: 100, waiting: 0, trouble: null } as const),
  ...changed,
});
const away = {
  kind: 'away',
  sentence: 'Its disk or folder is not there.',
  next: 'Connect it; the copy goes on by itself.',
} as const;

describe('second copy', () => {
  it('[CPY-4] is spoken of on every screen once an hour’s entries are on this computer only', () => {
    const waits = { waiting: 12, trouble: away };
    expect(copyAlert(kept(waits), 'live', now)).toEqual({
      sentence:
        'It has everything up to 14:59; 12 entries of the journal since then are on this computer only. Its disk or folder is not there.',
      next: 'Connect it; the copy goes on by itself.',
    });
    expect(copyAlert(kept({ ...waits, wholeAt: now - 59 * minuteMs }), 'live', now)).toBeUndefined();
    expect(copyAlert(kept({ trouble: away }), 'live', now)).toBeUndefined();
    // A disk that answers nothing at all has no words of its own.
    expect(copyAlert(kept({ waiting: 1 }), 'training', now)).toEqual({
      sentence: 'It has everything up to 14:59; 1 entry of the journal since then is on this computer only.',
      next: 'Check the disk or the network to it.',
    });
  });

  it('[CPY-3] what is no copy of this journal any more is spoken of at once', () => {
    const trouble = { kind: 'apart', sentence: 'It is something else.', next: 'Keep another.' } as const;
    expect(copyAlert(kept({ trouble, wholeAt: now }), 'training', now)).toEqual({
      sentence: 'It is something else.',
      next: 'Keep another.',
    });
  });

  it('[CPY-6] a day on one disk is said on every screen, of a companion a week, and not in training', () => {
    const since = (ms: number) => ({ kind: 'none', aloneSince: now - ms }) as const;
    expect(copyAlert(since(dayMs), 'live', now)).toEqual({
      sentence:
        'What came since 27-Nov-2026 16:00 is on this computer only: there is no backup since then, and no second copy.',
      next: 'Keep a second copy on another disk, or back up.',
    });
    expect(copyAlert(since(dayMs - minuteMs), 'live', now)).toBeUndefined();
    expect(copyAlert(since(7 * dayMs), 'companion', now)).toBeDefined();
    expect(copyAlert(since(7 * dayMs - minuteMs), 'companion', now)).toBeUndefined();
    expect(copyAlert(since(365 * dayMs), 'training', now)).toBeUndefined();
  });

  it('[CPY-4] how far it goes is a sentence', () => {
    expect(copyReach(kept(), now)).toBe('It has everything that is here.');
    expect(copyReach(kept({ lastSeq: 0, waiting: 90 }), now)).toBe('It is not whole yet.');
  });
});
