import { describe, expect, it } from 'vitest';
import type { ClockFault } from '../../renderer/domain/kernel/clock-fault';
import { asInstant, asLocalDate } from '../../renderer/domain/kernel/instant';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import { decideDates } from '../../renderer/domain/unscripted/decide';
import { decideMatch } from '../../renderer/domain/unscripted/decide-match';
import { decideCloseSupply, decideReopenSupply } from '../../renderer/domain/unscripted/decide-close';
import { earlierSupplyRefusal, isToPropose } from '../../renderer/domain/unscripted/match';
import { dueBy, isOpen } from '../../renderer/domain/unscripted/model';
import { recordPage } from '../../renderer/domain/unscripted/record';
import { supplyReason } from '../../renderer/features/registers/words';
import { anActor, aSite, now, received } from '../support/builders';
import { aPrescription } from '../support/fhir';
import { aScript } from '../support/pairs';
import { SupplyDesk } from '../support/supply-desk';
import { hour, entry, byPatient, context, code, record, fold, proposedFor, held } from '../support/supplies';

describe('supplies without the script: until their script is here', () => {
  it('[USC-2] by a clock that is known to be behind, the true time is not refused as one that is yet to come', () => {
    const at = (hours: number) => ({ ...entry, suppliedAt: asInstant(now + hours * hour) });
    const told = (hours: number, clock?: ClockFault) => code(record(at(hours), clock ? { clock } : {}));
    const behind: ClockFault = { kind: 'off', aheadMs: -3 * hour, whose: 'broker' };
    expect([told(3), told(3, behind), told(4, behind)]).toEqual([
      'EntryIncomplete',
      'decided',
      'EntryIncomplete',
    ]);
    const alone: ClockFault = { kind: 'was-later', shownAt: asInstant(now + hour) };
    expect(told(48, alone)).toBe('decided');
    const unread = { ...entry, suppliedAt: asInstant(Number.MAX_SAFE_INTEGER) };
    expect(code(record(unread, { clock: alone }))).toBe('EntryIncomplete');
  });

  it('[USC-11] stays open, and a prescriber has 72 hours', () => {
    const state = fold(undefined, record());
    expect(isOpen(state)).toBe(true);
    expect(dueBy(state)).toBe(entry.suppliedAt + 72 * hour);
    expect(dueBy(fold(undefined, record(byPatient)))).toBeUndefined();
  });

  it('[USC-11] a patient’s own waits for no script, and is asked about where one lands all the same', () => {
    const own = fold(undefined, record(byPatient));
    expect(isOpen(own)).toBe(false);
    expect(supplyReason(own, now).text).toBe('complete');
    const ramipril = { items: [{ name: 'Ramipril 5mg capsules', quantity: 28 }] };
    expect(isToPropose(received(ramipril), own)).toBe(true);
    expect(isOpen(proposedFor(own, received(ramipril)))).toBe(true);
    expect(code(decideCloseSupply(own, 'None comes', context()))).toBe('EntryClosed');
    const dates = { writtenOn: asLocalDate('2026-11-24'), receivedOn: asLocalDate('2026-11-24'), note: '' };
    expect(code(decideDates(own, { kind: 'RecordPrescriptionDates', id: own.id, ...dates }, context()))).toBe(
      'EntryClosed',
    );
  });

  it('[USC-18] no script will come: a pharmacist says why, takes it back, and one that comes is asked about', () => {
    const state = fold(undefined, record());
    for (const role of ['technician', 'dispenser', 'manager'] as const)
      expect(code(decideCloseSupply(state, 'The surgery lost it', context({ user: anActor(role) })))).toBe(
        'RoleMissing',
      );
    expect(code(decideCloseSupply(state, ' ', context()))).toBe('ReasonMissing');
    expect(code(decideCloseSupply(proposedFor(state, received()), 'x', context()))).toBe('ScriptProposed');
    expect(code(decideReopenSupply(state, 'x', context()))).toBe('NotClosed');
    const closed = fold(state, decideCloseSupply(state, ' The surgery has closed for good ', context()));
    expect(isOpen(closed)).toBe(false);
    expect(closed.closed).toEqual({ reason: 'The surgery has closed for good', at: now, by: 'Priya Shah' });
    expect(supplyReason(closed, now).text).toBe('no script will come');
    expect(recordPage(closed, aSite, false)).toContain('by Priya Shah: The surgery has closed for good');
    expect(code(decideCloseSupply(closed, 'again', context()))).toBe('EntryClosed');
    // It still guards, and a script that is the one opens and ends it.
    expect(isToPropose(received(), closed)).toBe(true);
    expect(earlierSupplyRefusal(received(), [closed])?.rule).toBe('USC-7');
    const asked = proposedFor(closed, received());
    expect(isOpen(asked)).toBe(true);
    expect(code(decideReopenSupply(asked, 'x', context({ user: anActor('technician') })))).toBe(
      'RoleMissing',
    );
    expect(fold(asked, decideMatch(asked, held(closed), 'notified', context())).closed).toBeUndefined();
    expect(isOpen(fold(asked, decideMatch(asked, held(closed), 'another', context())))).toBe(false);
    expect(code(decideReopenSupply(closed, ' ', context()))).toBe('ReasonMissing');
    const again = fold(closed, decideReopenSupply(closed, 'They sent it after all', context()));
    expect(again.closed).toBeUndefined();
    expect(isOpen(again)).toBe(true);
  });

  it('[USC-12] the dates of a prescription that came by another way complete it', () => {
    const state = fold(undefined, record());
    const { id } = state;
    const days = (one: string, two: string) => ({
      writtenOn: asLocalDate(one),
      receivedOn: asLocalDate(two),
    });
    const dates = (writtenOn: string, receivedOn: string, one = state) =>
      decideDates(
        one,
        { kind: 'RecordPrescriptionDates', id, ...days(writtenOn, receivedOn), note: '' },
        context(),
      );
    expect(code(dates('2026-11-24', '2026-11-23'))).toBe('DatesWrong');
    for (const [one, two] of [
      ['2026-11-24', '2026-11-25'],
      ['2027-11-24', '2031-11-24'],
    ] as const)
      expect(dates(one, two)).toMatchObject({
        code: 'DatesWrong',
        sentence: 'A prescription that is here was not received later than today.',
      });
    expect(code(dates('2026-11-23', '2026-11-24', proposedFor(state, received())))).toBe('EntryClosed');
    const done = fold(state, dates('2026-11-23', '2026-11-24'));
    expect(isOpen(done)).toBe(false);
    expect(code(dates('2026-11-23', '2026-11-24', done))).toBe('EntryClosed');
  });

  it('[USC-10] [PRX-3] [PRX-10] one that EPS would not take back while another ended the supply says its way out, and goes back', () => {
    const both = [aPrescription(aScript(1)), aPrescription(aScript(2))];
    const all = new SupplyDesk(both);
    all.enter({ ...entry, route: 'paper', writtenOn: asLocalDate('2026-11-24') });
    all.comes(0);
    expect(all.say('returned')).toBe('decided');
    all.comes(1);
    const [key] = both.map((one) => one.key);
    all.write([{ type: 'prescription.return-refused', key, sentence: 'EPS said no.' } as never]); // narrowed by its name
    expect(all.say('notified')).toBe('decided');
    expect(isOpen(all.entry())).toBe(false);
    const script = all.script(0);
    if (!script) throw new Error('no script');
    const refusal = decidePrescription(script, { kind: 'SupplyInFull' }, context());
    if (refusal.kind !== 'refused') throw new Error(refusal.kind);
    expect([refusal.code, refusal.next].join(': ')).toMatch(/^OnHold: .*it goes back to the Spine\.$/);
    const back = decidePrescription(script, { kind: 'ReturnPrescription', reasonCode: '0003' }, context());
    expect(back.kind).toBe('decided');
  });
});
