import { describe, expect, it } from 'vitest';
import { dayMs, hourMs } from '../../renderer/domain/kernel/instant';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { Seat } from '../../renderer/features/prescription/actions';
import { saidTime } from '../../renderer/features/prescription/said-time';
import type { TypedTime } from '../../renderer/ui';
import { accepted, anActor, aSite, now, ready, refused } from '../support/builders';
import { ahead, inFuture, truly, wasLater, withdrawn } from '../support/hand-out-time';

describe('what the screen asks about the time', () => {
  const seat = { person: anActor(), site: aSite };
  const asks = (
    state: PrescriptionState,
    { amending = false, typed, ...change }: Partial<Seat> & { amending?: boolean; typed?: TypedTime } = {},
  ) => saidTime(state, { ...seat, ...change }, amending, now, typed);

  it('[PRX-22] with a wrong clock it begins with the other clock’s time, where there is one', () => {
    expect(asks(ready(), { clock: ahead })).toMatchObject({
      said: { at: truly },
      asked: { typed: { when: '2026-11-24T06:00' }, asksWhy: false },
    });
    const alone = asks(ready(), { clock: wasLater });
    expect([alone.said, alone.asked?.typed.when]).toEqual([undefined, '2026-11-24T09:00']);
    const typed = asks(ready(), { clock: wasLater, typed: { when: '2026-11-29T10:00', why: '' } });
    expect(typed.said?.at).toBe(now + 5 * dayMs + hourMs);
    const unclear = asks(ready(), { clock: wasLater, typed: { when: '', why: '' } });
    expect([unclear.said?.at, unclear.counted]).toEqual([NaN, now]);
    expect(asks(ready()).asked).toBeUndefined();
  });

  it('[PRX-22] for what is told anew the field is empty, for what was refused it holds what was told', () => {
    const back = withdrawn(accepted(inFuture()));
    expect(asks(back)).toMatchObject({ said: undefined, asked: { typed: { when: '' } } });
    expect(asks(back, { person: anActor('dispenser') }).asked).toBeUndefined();
    const bad = refused(inFuture());
    const same = { when: '2026-11-27T09:00', why: '' };
    expect(asks(bad, { amending: true })).toMatchObject({ said: undefined, asked: { typed: same } });
    expect(asks(bad, { amending: true, typed: same }).said).toBeUndefined();
    const other = asks(bad, { amending: true, typed: { when: '2026-11-24T06:00', why: 'So' } });
    expect([other.said, other.counted, other.asked?.asksWhy]).toEqual([
      { at: truly, reason: 'So' },
      truly,
      true,
    ]);
    expect(asks(accepted(inFuture()), { amending: true }).asked).toBeUndefined();
  });
});
