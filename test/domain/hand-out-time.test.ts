import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimDates } from '../../renderer/domain/claims/dates';
import { completedBy } from '../../renderer/domain/claims/decide';
import { asItemId } from '../../renderer/domain/kernel/ids';
import { asInstant, dayMs, hourMs } from '../../renderer/domain/kernel/instant';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { timeAlert, timeNext, timeWords } from '../../renderer/domain/prescriptions/time-alert';
import type { ClockFault } from '../../renderer/domain/kernel/clock-fault';
import {
  accepted,
  act,
  aContext,
  anActor,
  evolveAll,
  now,
  ready,
  refusalCode,
  refused,
} from '../support/builders';
import { claimSettled, sendClaim } from '../support/claims';
import { itemIdOf } from '../support/fhir';
import {
  ahead,
  correct,
  handOut,
  inFuture,
  last,
  later,
  truly,
  wasLater,
  withdrawn,
} from '../support/hand-out-time';

describe('the time of a hand-out, while the clock is known to be wrong', () => {
  it('[PRX-22] nobody has to say it: the clock’s is told, and what was wrong is kept with it', () => {
    const state = act(ready(), handOut(), aContext({ clock: ahead }));
    expect(last(state)).toMatchObject({ handedOverAt: now, clock: ahead });
    expect(last(state)?.said).toBeUndefined();
    expect(last(act(ready(), handOut()))?.clock).toBeUndefined();
    const none = { kind: 'RecordNotDispensed', reasonCode: '0010' } as const;
    expect(last(act(ready(), none, aContext({ clock: ahead })))?.clock).toEqual(ahead);
  });

  it('[PRX-22] whoever hands out says it, with or without a reason, and both times stay', () => {
    for (const role of ['pharmacist', 'technician', 'dispenser'] as const) {
      const context = aContext({ clock: ahead, user: anActor(role, 'Ann') });
      const decision = decidePrescription(ready(), handOut(truly), context);
      if (decision.kind === 'refused') throw new Error(decision.sentence);
      const [message] = decision.messages;
      expect(message?.kind === 'notification' && message.supply).toMatchObject({
        handedOverAt: truly,
        clock: ahead,
        said: { insteadOf: now, by: 'Ann', reason: '' },
      });
    }
  });

  it('[PRX-22] a clock that is behind: what is the future by it is told as the true time', () => {
    const behind: ClockFault = { kind: 'off', aheadMs: -3 * hourMs, whose: 'broker' };
    const at = asInstant(now + 3 * hourMs);
    expect(last(act(ready(), handOut(at), aContext({ clock: behind })))?.handedOverAt).toBe(at);
    expect(refusalCode(ready(), handOut(asInstant(at + hourMs)), aContext({ clock: behind }))).toBe(
      'TimeNotYet',
    );
    // Nobody outside says what time it is.
    const days = asInstant(now + 6 * dayMs);
    expect(last(act(ready(), handOut(days), aContext({ clock: wasLater })))?.handedOverAt).toBe(days);
  });

  it('[PRX-22] last days and windows count by the time that is said', () => {
    const years: ClockFault = { kind: 'off', aheadMs: 700 * dayMs, whose: 'broker' };
    const wrong = aContext({ now: asInstant(now + 700 * dayMs), clock: years });
    expect(refusalCode(ready(), handOut(), wrong)).toBe('NothingToSupply');
    expect(last(act(ready(), handOut(now), wrong))).toMatchObject({
      prescriptionStatus: '0006',
      handedOverAt: now,
    });
  });

  it('[PRX-9] [PRX-22] nobody says away a last day that is past by every clock', () => {
    const late = asInstant(now + 400 * dayMs);
    for (const clock of [ahead, { ...wasLater, shownAt: asInstant(late + dayMs) }])
      expect(refusalCode(ready(), handOut(now), aContext({ now: late, clock }))).toBe('NothingToSupply');
    const noCertificate = aContext({ now: late, clock: { kind: 'no-certificate' } });
    expect(refusalCode(ready(), handOut(now), noCertificate)).toBe('decided');
  });

  it('[PRX-22] a time that cannot be read, has not come, or is before the script is refused', () => {
    const context = aContext({ clock: ahead });
    expect(refusalCode(ready(), handOut(asInstant(NaN)), context)).toBe('TimeUnclear');
    expect(refusalCode(ready(), handOut(asInstant(Number.MAX_SAFE_INTEGER)), context)).toBe('TimeUnclear');
    expect(refusalCode(ready(), handOut(asInstant(now + hourMs)), context)).toBe('TimeNotYet');
    const { signedAt } = ready().prescription;
    if (signedAt === undefined) throw new Error('not signed');
    expect(refusalCode(ready(), handOut(asInstant(signedAt - 2 * dayMs)), context)).toBe('TimeTooEarly');
    expect(refusalCode(ready(), handOut(signedAt), context)).toBe('decided');
  });

  it('[PRX-22] while nothing is known to be wrong with it, a hand-out has the clock’s', () => {
    expect(refusalCode(ready(), handOut(truly, 'Earlier'))).toBe('ClockIsRight');
  });
});

describe('the time of a notification that EPS refused', () => {
  const bad = refused(inFuture());

  it('[PRX-22] a pharmacist says the true one, with a reason: a new message bears it, both times stay', () => {
    const decision = decidePrescription(bad, correct(truly), later());
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    const anew = evolveAll(bad, decision.events);
    expect(last(anew)).toMatchObject({
      handedOverAt: truly,
      said: { insteadOf: now + 3 * dayMs, by: 'Priya Shah', reason: 'Clock put right' },
      replaces: { messageId: last(bad)?.messageId, known: false },
    });
    expect(decision.messages).toHaveLength(1);
    expect(decision.messages[0]?.messageId).not.toBe(last(bad)?.messageId);
    expect(decision.events).toContainEqual(
      expect.objectContaining({ type: 'message.replaced', messageId: last(bad)?.messageId }),
    );
    expect(bad.supplies).toHaveLength(1);
    expect(anew.supplies.map(({ notification }) => notification)).toEqual(['replaced', 'waiting']);
  });

  it('[PRX-22] said twice, the first time of all is kept; not said, the one before stays', () => {
    const once = refused(act(bad, correct(truly), later()));
    const twice = act(once, correct(asInstant(truly - hourMs), 'Asked the patient'), later());
    expect(last(twice)?.said).toMatchObject({ insteadOf: now + 3 * dayMs, reason: 'Asked the patient' });
    const kept = act(once, correct(), later());
    expect([last(kept)?.handedOverAt, last(kept)?.said]).toEqual([truly, last(once)?.said]);
  });

  it('[PRX-22] without a reason, by another role, or in the future it is refused', () => {
    expect(refusalCode(bad, correct(truly, ' '), later())).toBe('ReasonMissing');
    expect(refusalCode(bad, correct(truly), later({ user: anActor('technician') }))).toBe('RoleMissing');
    expect(refusalCode(bad, correct(asInstant(now + dayMs)), later())).toBe('TimeNotYet');
  });

  it('[PRX-17] [PRX-22] while EPS may have accepted it, nothing is made anew', () => {
    const waits = inFuture();
    expect(refusalCode(waits, correct(truly), later())).toBe('NotAnswered');
    const { key } = waits.prescription;
    const messageId = last(waits)?.messageId;
    if (messageId === undefined) throw new Error('no message');
    const settled = { type: 'prescription.notification-settled', key, messageId } as const;
    for (const outcome of ['parked', 'waiting'] as const)
      expect(refusalCode(evolveAll(waits, [{ ...settled, outcome }]), correct(truly), later())).toBe(
        'NotAnswered',
      );
  });

  it('[PRX-22] what a wrong clock took for past its last day can be said to have left', () => {
    const items = [{}, { schedule: 'CD2' }];
    const both = {
      kind: 'SupplyItems',
      choices: [0, 1].map((n) => ({ kind: 'full', itemId: asItemId(itemIdOf(n)) }) as const),
    } as const;
    const wrong = act(ready({ items }), both, aContext({ now: asInstant(now + 60 * dayMs) }));
    expect(last(wrong)?.lines.map(({ status }) => status)).toEqual(['0001', '0002']);
    const right = act(
      refused(wrong),
      { ...both, kind: 'AmendSupply', time: { at: now, reason: 'Clock' } },
      later(),
    );
    expect(last(right)?.lines.map(({ status }) => status)).toEqual(['0001', '0001']);
  });

  it('[CLM-2] [PRX-22] the claim is due by the time that was said', () => {
    const done = accepted(act(bad, correct(truly), later()));
    const supply = completedBy(done);
    expect(supply && claimDates(supply.handedOverAt)).toEqual(claimDates(truly));
  });
});

describe('the time of a notification that EPS accepted', () => {
  const told = accepted(inFuture());

  it('[PRX-17] [PRX-22] a correction keeps it, and says the way: withdrawn, then told anew', () => {
    expect(refusalCode(told, correct(truly), later())).toBe('TimeStands');
    const decision = decidePrescription(told, correct(truly), later());
    expect(decision.kind === 'refused' && decision.next).toContain('Withdraw the notification');
    expect(last(act(told, correct(), later()))?.handedOverAt).toBe(now + 3 * dayMs);
    const claimed = claimSettled(act(told, sendClaim(told)), 'accepted');
    const never = decidePrescription(claimed, correct(truly), later());
    expect(never.kind === 'refused' && never.next).toContain('write to the NHSBSA');
  });

  it('[PRX-15] [PRX-22] once it is withdrawn, a pharmacist hands out anew with the true time and a reason', () => {
    const back = withdrawn(told);
    const anew = act(back, handOut(truly, 'Clock was ahead'), later());
    expect(anew.supplies.map(({ notification, handedOverAt }) => [notification, handedOverAt])).toEqual([
      ['withdrawn', now + 3 * dayMs],
      ['waiting', truly],
    ]);
    expect(last(anew)?.said?.reason).toBe('Clock was ahead');
    expect(refusalCode(back, handOut(truly), later())).toBe('ReasonMissing');
    expect(refusalCode(back, handOut(truly, 'So'), later({ user: anActor('dispenser') }))).toBe(
      'RoleMissing',
    );
    expect(last(act(back, handOut(), later({ user: anActor('dispenser') })))?.handedOverAt).toBe(now);
  });

  it('[PRX-22] of what had not left nobody says when it was', () => {
    const none = accepted(act(ready(), { kind: 'RecordNotDispensed', reasonCode: '0010' }));
    expect(refusalCode(withdrawn(none), handOut(truly, 'So'), later())).toBe('ClockIsRight');
  });
});

describe('a hand-out time in doubt', () => {
  const alert = (state: PrescriptionState, at = now, fault?: ClockFault) => timeAlert(state, at, fault);

  it('[PRX-22] what was handed out a moment ago is in no doubt for a screen that is some seconds old', () => {
    const told = act(ready(), handOut());
    expect(timeAlert(told, asInstant(now - 15_000), undefined)).toBeUndefined();
    expect(timeAlert(told, asInstant(now - 3 * 60_000), undefined)).toContain('has not come yet');
  });

  it('[PRX-22] is said on the script with what can be done now', () => {
    expect(alert(inFuture())).toContain('has not come yet. The notification bears it. As long as');
    expect(alert(refused(inFuture()))).toContain('corrects the notification on its script (M)');
    const told = accepted(inFuture());
    expect(alert(told)).toContain('withdraws the notification (W)');
    expect(alert(claimSettled(act(told, sendClaim(told)), 'accepted'))).toContain('write to the NHSBSA');
    expect(alert(withdrawn(told))).toContain(
      '27-Nov-2026 09:00 by Priya Shah, and that notification was taken',
    );
    expect(alert(act(withdrawn(told), handOut(), later()))).toBeUndefined();
    expect(alert(accepted(act(ready(), handOut())))).toBeUndefined();
  });

  it('[PRX-22] also where only the clock was known to be wrong, until a person says the time', () => {
    const noted = accepted(act(ready(), handOut(), aContext({ clock: ahead })));
    expect(alert(noted)).toContain('known to be wrong then: 3 hours ahead of the broker’s.');
    const said = accepted(act(ready(), handOut(truly), aContext({ clock: ahead })));
    expect(alert(said)).toBeUndefined();
    // By a clock that is behind now, what is true lies in the future.
    const behind: ClockFault = { kind: 'off', aheadMs: -3 * dayMs, whose: 'broker' };
    expect(alert(inFuture(), now, behind)).toBeUndefined();
  });

  it('[PRX-22] the log has both times, who and why; a parked message what to do', () => {
    const said = act(refused(inFuture()), correct(truly), later()).supplies.at(-1);
    if (!said) throw new Error('no supply');
    expect(timeWords(said)).toBe(
      ' By Priya Shah it was at 24-Nov-2026 06:00, not at 27-Nov-2026 09:00: Clock put right.',
    );
    expect(timeNext(said, now, undefined)).toBeUndefined();
    const [future] = inFuture().supplies;
    expect(future && timeNext(future, now, undefined)).toContain('says the true time');
  });
});

describe('hand-out times, whatever happens', () => {
  const times = fc.integer({ min: -400, max: 400 }).map((hours) => asInstant(now + hours * hourMs));
  const faults = fc.constantFrom<(ClockFault | undefined)[]>(undefined, ahead, wasLater);

  it('[PRX-22] what is told is the clock’s time, or said by somebody who is named with the time before', () => {
    fc.assert(
      fc.property(times, fc.option(times, { nil: undefined }), faults, (at, said, clock) => {
        const context = later({ now: at, ...(clock ? { clock } : {}) });
        for (const [state, command] of [
          [ready(), handOut(said, 'So')],
          [refused(inFuture()), correct(said, 'So')],
          [withdrawn(accepted(inFuture())), handOut(said, 'So')],
        ] as const) {
          const decision = decidePrescription(state, command, context);
          if (decision.kind === 'refused') continue;
          const supply = last(evolveAll(state, decision.events));
          const before = command.kind === 'AmendSupply' ? now + 3 * dayMs : at;
          expect(supply?.handedOverAt).toBe(said ?? before);
          expect(supply?.said?.insteadOf).toBe(said === undefined ? undefined : before);
          if (said !== undefined && clock?.kind !== 'was-later')
            expect(said).toBeLessThanOrEqual(at + 120_000);
        }
      }),
    );
  });
});
