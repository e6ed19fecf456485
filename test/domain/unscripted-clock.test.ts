import { describe, expect, it } from 'vitest';
import { askTime } from '../../renderer/domain/kernel/asked-time';
import type { ClockFault } from '../../renderer/domain/kernel/clock-fault';
import { asInstant, asLocalDate, dayMs, hourMs } from '../../renderer/domain/kernel/instant';
import { decideDates } from '../../renderer/domain/unscripted/decide';
import { recordPage } from '../../renderer/domain/unscripted/record';
import { decideRefusal, evolveRefusal, type RefusedSupply } from '../../renderer/domain/unscripted/refused';
import { refusedRows } from '../../renderer/domain/unscripted/refused-record';
import { askedTimeOf, commandOf, draftOf, whenOf } from '../../renderer/features/registers/supply-draft';
import { factsOf } from '../../renderer/features/registers/supply-facts';
import { aSite, now } from '../support/builders';
import { ahead, truly, wasLater } from '../support/hand-out-time';
import { code, context, entry, fold, patient, record } from '../support/supplies';

const year = 365 * dayMs;
/** This computer is a year ahead; it is 24 November 2026, 09:00. */
const farAhead: ClockFault = { kind: 'off', aheadMs: year, whose: 'broker' };
const late = { now: asInstant(now + year), clock: farAhead };
const refused: RefusedSupply = {
  ...{ route: 'patient', askedAt: now, askedBy: 'His sister', patient, items: entry.items },
  ...{ why: 'No need', advice: 'See the surgery' },
};

describe('a supply without the script, while the clock is known to be wrong', () => {
  it('[USC-2] the form asks as the hand-out does, with the other clock’s time, and holds nobody up', () => {
    const draft = draftOf(undefined, now);
    const asked = askedTimeOf(draft, undefined, ahead);
    const { words, hint, first } = askTime(ahead, now, 'The register keeps the time below');
    expect(asked).toEqual({ words, hint, typed: { when: first, why: '' } });
    const command = commandOf(draft, undefined, undefined, { now, clock: ahead });
    expect(command).toMatchObject({ kind: 'RecordSupply', entry: { suppliedAt: truly } });
    const typed = { ...draft, when: '2026-11-24T05:30' };
    expect(askedTimeOf(typed, undefined, ahead)?.typed.when).toBe('2026-11-24T05:30');
    expect(commandOf(typed, undefined, undefined, { now, clock: ahead })).toMatchObject({
      entry: { suppliedAt: truly - hourMs / 2 },
    });
  });

  it('[USC-2] where nobody knows by how much it is wrong the question begins with its own time, else none is asked', () => {
    const draft = draftOf(undefined, now);
    expect(askedTimeOf(draft, undefined, wasLater)?.typed.when).toBe('2026-11-24T09:00');
    expect(askedTimeOf(draft, undefined, undefined)).toBeUndefined();
    expect(whenOf(draft, undefined)).toBe('2026-11-24T09:00');
    // Learnt while the form was open: what stands there is the other clock's.
    expect(whenOf(draft, ahead)).toBe('2026-11-24T06:00');
    const correcting = { kind: 'supply', state: fold(undefined, record()) } as const;
    expect(askedTimeOf(draftOf(correcting, now), correcting, ahead)).toBeUndefined();
    const refusing = { ...draft, refusing: { askedBy: '', why: '', advice: '' } };
    expect(askedTimeOf(refusing, undefined, ahead)?.words).toContain('The record keeps the time below');
  });

  it('[USC-2] the true time is taken where only a clock known to be ahead calls it long ago', () => {
    expect(code(record({ ...entry, suppliedAt: now }, late))).toBe('decided');
    expect(code(record({ ...entry, suppliedAt: now }, { now: late.now }))).toBe('EntryIncomplete');
    expect(code(record({ ...entry, suppliedAt: asInstant(now - 61 * dayMs) }, late))).toBe('EntryIncomplete');
    expect(decideRefusal(refused, context(late)).kind).toBe('decided');
    expect(decideRefusal(refused, context({ now: late.now }))).toMatchObject({ code: 'RefusalIncomplete' });
  });

  it('[USC-12] a prescription is received no later than today by any clock that is known', () => {
    const state = fold(undefined, record());
    const dates = { writtenOn: asLocalDate('2026-11-24'), receivedOn: asLocalDate('2026-11-26'), note: '' };
    const told = (clock?: ClockFault) =>
      code(
        decideDates(
          state,
          { kind: 'RecordPrescriptionDates', id: state.id, ...dates },
          context(clock ? { clock } : {}),
        ),
      );
    expect(told()).toBe('DatesWrong');
    expect(told({ kind: 'off', aheadMs: -3 * dayMs, whose: 'broker' })).toBe('decided');
    expect(told(wasLater)).toBe('decided');
  });

  it('[USC-2] [USC-14] what was wrong stands on record beside the time of the entry', () => {
    const words = 'This computer’s clock was known to be wrong: 3 hours ahead of the broker’s.';
    const made = record(entry, { clock: ahead });
    const state = fold(undefined, made);
    expect(recordPage(state, aSite, false)).toContain(words);
    expect(new Map(factsOf(state)).get('Entered')).toContain(words);
    expect(new Map(factsOf(fold(undefined, record()))).get('Entered')).not.toContain('wrong');
    const refusal = decideRefusal(refused, context({ clock: ahead }));
    if (refusal.kind === 'refused') throw new Error(refusal.sentence);
    const place = { at: now, by: 'Priya Shah', seq: 1 };
    const onRecord = evolveRefusal(undefined, { ...refusal.events[0], ...place });
    expect(onRecord && new Map(refusedRows(onRecord)).get('Refused and entered')).toContain(words);
  });
});
