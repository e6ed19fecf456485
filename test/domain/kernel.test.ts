import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCharacterOf,
  hasRightCheckCharacter,
  readTypedId,
} from '../../renderer/domain/kernel/check-character';
import {
  ageOn,
  asInstant,
  asLocalDate,
  formatFhirTime,
  formatShortClock,
  formatWait,
  isAfter,
  isWithin,
} from '../../renderer/domain/kernel/instant';
import { formatNhsNumber, isNhsNumber } from '../../renderer/domain/kernel/nhs-number';

/** Ids that NHS published, worked out by hand in the protocol digest, section 2.1. */
const worked = [
  '24F5DA-A83008-7EFE6Z',
  '1A7D94-0RRERP-549310',
  '4243A0-A99968-4E149+',
  '819851-A83008-2EFE34',
];

const idBody = fc.stringMatching(/^[A-F0-9]{6}[A-Z0-9]{6}[A-F0-9]{5}$/);

describe('prescription ids', () => {
  it('the worked examples are right, and a published wrong one is wrong', () => {
    for (const id of worked) expect(hasRightCheckCharacter(id), id).toBe(true);
    expect(hasRightCheckCharacter('269CA9-A99968-4577BP')).toBe(false);
  });

  it('any change of one character is noticed', () => {
    fc.assert(
      fc.property(idBody, fc.nat(16), fc.constantFrom(...'0123456789ABCDEF'), (body, at, char) => {
        const id = body + (checkCharacterOf(body) ?? '');
        const changed = `${id.slice(0, at)}${char}${id.slice(at + 1)}`;
        expect(hasRightCheckCharacter(changed)).toBe(changed === id);
      }),
    );
  });

  it('a typed id is read with or without hyphens, in any case, and must be right', () => {
    expect(readTypedId('24f5daa830087efe6z')).toEqual({ kind: 'ok', id: '24F5DA-A83008-7EFE6Z' });
    expect(readTypedId(' 4243A0-A99968-4E149+ ')).toEqual({ kind: 'ok', id: '4243A0-A99968-4E149+' });
    expect(readTypedId('24F5DA-A83008-7EFE6X').kind).toBe('wrong');
    fc.assert(fc.property(fc.string(), (typed) => ['ok', 'wrong'].includes(readTypedId(typed).kind)));
  });
});

describe('NHS numbers', () => {
  it('checks the digit by MOD 11', () => {
    for (const right of ['9449304130', '9449305552', '9449304106', '9453740519'])
      expect(isNhsNumber(right)).toBe(true);
    for (const wrong of ['9449304131', '944930413', '94493041300', 'abcdefghij', ''])
      expect(isNhsNumber(wrong)).toBe(false);
    expect(formatNhsNumber('9434765919')).toBe('943 476 5919');
  });
});

describe('times', () => {
  it('are written with England’s offset, summer and winter', () => {
    expect(formatFhirTime(asInstant(Date.UTC(2026, 10, 24, 9, 2, 31)))).toBe('2026-11-24T09:02:31+00:00');
    expect(formatFhirTime(asInstant(Date.UTC(2026, 5, 24, 9, 2, 31)))).toBe('2026-06-24T10:02:31+01:00');
  });

  it('any time written so is the same time when it is read', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2060, 0, 1) }), (ms) => {
        const second = Math.floor(ms / 1000) * 1000;
        expect(Date.parse(formatFhirTime(asInstant(ms)))).toBe(second);
      }),
    );
  });

  it('what a clock dated that has been put back since was before all that it dates now', () => {
    const [early, now, ahead, further] = [1, 2, 3, 4].map(asInstant);
    if (!early || !now || !ahead || !further) throw new Error('no times');
    const inOrder = [ahead, further, early, now];
    inOrder.forEach((one, i) =>
      inOrder.forEach((other, j) => expect(isAfter(one, other, now), `${one} ${other}`).toBe(i > j)),
    );
    expect([isWithin(5, early, now), isWithin(1, early, now), isWithin(5, ahead, now)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('a line with little room says the time, before it the day where that is another, and a year that is another', () => {
    const at = (time: string) => asInstant(Date.parse(time));
    const now = at('2026-11-28T10:00:00Z');
    const said = ['2026-11-28T09:02:00Z', '2026-11-27T23:30:00Z', '2025-12-31T09:02:00Z'].map((time) =>
      formatShortClock(at(time), now),
    );
    expect(said).toEqual(['09:02', '27-Nov 23:30', '31-Dec-2025 09:02']);
  });

  it('waits and ages are whole', () => {
    expect(formatWait(asInstant(0), asInstant(42 * 60_000))).toBe('0:42');
    expect(formatWait(asInstant(0), asInstant(3 * 86_400_000))).toBe('3d');
    expect(ageOn('1950-03-12', asLocalDate('2026-03-11'))).toBe(75);
    expect(ageOn('1950-03-12', asLocalDate('2026-03-12'))).toBe(76);
  });
});
