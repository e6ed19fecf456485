import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownScanner } from '../../../renderer/domain/scanning/scanner';
import { anId, press, presses, type Press } from '../../support/keys';
import { alphanumeric, id, scannedId, scansOf, stalled, where } from '../../support/scans';

const runs = { numRuns: 400 };
const written = (keys: readonly Press[]) => keys.map(({ token }) => token).join('');
const at = fc.double({ min: 0, max: 1, noNaN: true });
const between = fc.integer({ min: 0, max: 20 });
/** A key among those of a scan: nowhere before `least`, anywhere behind. */
const amid = (keys: readonly Press[], key: Press, where01: number, least = 0): readonly Press[] => {
  const i = least + Math.round(where01 * (keys.length - least));
  return [...keys.slice(0, i), key, ...keys.slice(i)];
};
const code = anId('C4F5DAA830087EFE6');
const enter: Press = { token: 'Enter', afterMs: 5 };

describe('no key of a scan is a command', () => {
  const foreign = fc.oneof(
    fc
      .constantFrom(
        ...['Ctrl+j', 'Ctrl+m', 'Ctrl+c', 'ArrowDown', 'Escape', 'End', 'F4', 'F5', 'Backspace', 'Ctrl+k'],
      )
      .map((token) => ({ token, human: false })),
    fc.constantFrom('Dead', 'Process', 'ArrowUp').map((token) => ({ token, human: true })),
  );

  it('[SCN-1] [SCN-3] with a key that is no character anywhere in it or behind it: that key alone goes through', () => {
    fc.assert(
      fc.property(scannedId, foreign, at, between, where, (scan, key, place01, afterMs, place) => {
        const keys = amid(scan.keys, { ...key, afterMs }, place01);
        const shown = press(keys, place);
        const isTaken = place === 'elsewhere' || shown.scans.length > 0;
        expect(shown.scans).toEqual(isTaken ? [{ kind: 'prescription', id: scan.id }] : []);
        expect(shown.reached).toBe(isTaken ? key.token : written(keys));
      }),
      runs,
    );
  });

  it('[SCN-3] with any of its keys marked as held down, or one doubled so', () => {
    fc.assert(
      fc.property(scannedId, at, fc.boolean(), where, (scan, place01, doubled, place) => {
        const i = 1 + Math.floor(place01 * (scan.keys.length - 1.01));
        const keys = scan.keys.flatMap((key, n) => {
          if (n !== i) return [key];
          return doubled ? [key, { ...key, afterMs: 3, human: true }] : [{ ...key, human: true }];
        });
        const shown = press(keys, place);
        if (place === 'field' && shown.scans.length === 0) {
          expect(shown.reached).toBe(written(keys));
          return;
        }
        expect(shown.scans).toEqual([{ kind: 'prescription', id: scan.id }]);
        if (place === 'elsewhere') expect(shown.reached).toBe('');
      }),
      runs,
    );
  });

  it('[SCN-1] [SCN-3] with a letter of a hand among them: that letter alone may go through, and a field keeps all', () => {
    const letter = fc.constantFrom(...'acehuz');
    fc.assert(
      fc.property(scannedId, letter, at, between, where, (scan, token, place01, afterMs, place) => {
        const keys = amid(
          scan.keys.map((key) => (key.token.length === 1 ? { ...key, token: key.token.toUpperCase() } : key)),
          { token, afterMs },
          place01,
        );
        const { scans, reached } = press(keys, place);
        expect(scans.length).toBeLessThanOrEqual(1);
        // The second end of a scanner is a field's own where a hand's letter is between.
        if (place === 'elsewhere') expect(['', token]).toContain(reached);
        else if (scans.length > 0) expect(['', token]).toContain(reached.replace(/(?<=.)Enter$/, ''));
        else expect(reached).toBe(written(keys));
      }),
      runs,
    );
    const keys = [
      ...presses(code.slice(0, 12), 8),
      { token: 'u', afterMs: 4 },
      ...presses(code.slice(12), 8),
    ];
    expect(press(keys, 'elsewhere')).toMatchObject({
      scans: [{ kind: 'prescription', id: code }],
      reached: 'u',
    });
  });

  it('[SCN-2] [SCN-3] when a scanner stalls in the middle it is recognised; a field keeps what is not', () => {
    fc.assert(
      fc.property(stalled, where, (scan, place) => {
        const { scans, reached } = press(scan.keys, place);
        if (place === 'field' && scans.length === 0) {
          expect(reached).toBe(written(scan.keys));
          return;
        }
        expect(scans).toEqual([{ kind: 'prescription', id: scan.id }]);
        expect(reached).toBe('');
      }),
      runs,
    );
  });

  it('[SCN-3] when a slow one stalls twice, or for longer, one key at most goes through', () => {
    const place01 = fc.tuple(at, at);
    const stalls = fc.oneof(
      fc.tuple(fc.integer({ min: 61, max: 149 }), fc.integer({ min: 61, max: 149 })),
      fc.tuple(fc.integer({ min: 61, max: 190 }), fc.constant(5)),
    );
    fc.assert(
      fc.property(scansOf(59), place01, stalls, (scan, places, stallsMs) => {
        const [first, second] = places.map((each) => 4 + Math.floor(each * 14));
        const [firstMs, secondMs] = stallsMs;
        const keys = scan.keys.map((key, i) =>
          i === first ? { ...key, afterMs: firstMs } : i === second ? { ...key, afterMs: secondMs } : key,
        );
        const { reached } = press(keys, 'elsewhere');
        expect(reached.length).toBeLessThanOrEqual(firstMs < 150 ? 0 : 1);
      }),
      runs,
    );
  });

  it('[SCN-3] four keys or more in a scanner’s rhythm, whatever they are and whatever follows', () => {
    const burst = fc.array(fc.tuple(alphanumeric, fc.integer({ min: 0, max: 59 })), { minLength: 4 });
    fc.assert(
      fc.property(burst, fc.constantFrom('Enter', 'Escape', ''), (keys, end) => {
        const burstKeys = keys.map(([token, afterMs]) => ({ token, afterMs }));
        const shown = press([...burstKeys, ...(end === '' ? [] : [{ ...enter, token: end }])], 'elsewhere');
        expect(shown.reached).toBe(end === 'Escape' ? end : '');
        expect(shown.scans.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  it('[SCN-3] the lines of another paper’s square code are one unreadable scan', () => {
    const line = fc.string({ unit: fc.constantFrom(...'ACHachNF:9 /?-.'), maxLength: 12 });
    const gaps = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), gaps, (lines, pace) => {
        const text = ['BEGIN:VCARD', ...lines, ''].join('\n');
        const keys = [...text].map((char, i) => ({
          token: char === '\n' ? 'Enter' : char,
          afterMs: pace[i % pace.length] ?? 0,
        }));
        expect(press(keys, 'elsewhere')).toMatchObject({ scans: [{ kind: 'unknown' }], reached: '' });
      }),
      runs,
    );
  });

  it('[SCN-3] an unreadable scan soon after a good one is said, its rest is not', () => {
    const next = (text: string) =>
      presses(text, 5).map((key, i) => (i === 0 ? { ...key, afterMs: 90 } : key));
    const scans = (text: string) =>
      press([...presses(code, 5), enter, ...next(text), enter], 'elsewhere').scans;
    expect(scans('SUPKSUPKXX')).toMatchObject([{ kind: 'prescription' }, { kind: 'unknown' }]);
    expect(scans('SUPK')).toMatchObject([{ kind: 'prescription' }]);
  });

  it('[SCN-1] [SCN-3] without an end they are bounded, and still no commands', () => {
    expect(press(presses('c'.repeat(2000), 1), 'elsewhere')).toMatchObject({
      scans: [{ kind: 'unknown' }],
      reached: '',
    });
  });

  it('[SCN-2] a letter that names the kind of code is the scanner’s; before a clear pause it is a hand’s', () => {
    for (const letter of 'DjAC') {
      const scan = (afterMs: number): readonly Press[] => [
        { token: letter, afterMs: 500 },
        ...presses(code, 5).map((key, i) => (i === 0 ? { ...key, afterMs } : key)),
        enter,
      ];
      const wrong = presses(`${letter}24F5DA-A83008-7EFE6A`, 5);
      expect(press(wrong, 'elsewhere')).toMatchObject({
        scans: [{ kind: 'prescription-wrong' }],
        reached: '',
      });
      expect(press(scan(5), 'elsewhere')).toMatchObject({
        scans: [{ kind: 'prescription', id: code }],
        reached: '',
      });
      for (const place of ['field', 'elsewhere'] as const)
        expect(press(scan(40), place)).toMatchObject({
          scans: [{ kind: 'prescription', id: code }],
          reached: letter,
        });
    }
  });

  it('[SCN-2] several ids in one breath are taken one by one, and not where one of them is wrong', () => {
    fc.assert(
      fc.property(
        fc.array(id, { minLength: 2, maxLength: 4 }),
        fc.boolean(),
        where,
        (ids, hyphens, place) => {
          const whole = ids.join('');
          const keys = presses(hyphens ? whole : whole.replace(/-/g, ''), 5);
          expect(press(keys, place)).toMatchObject({
            scans: ids.map((each) => ({ kind: 'prescription', id: each })),
            reached: '',
          });
        },
      ),
      runs,
    );
    const wrong = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`;
    expect(press(presses(`${code}${wrong}`, 5), 'elsewhere').scans).toMatchObject([{ kind: 'unknown' }]);
  });
});

describe('a hand’s commands', () => {
  it('[SCN-1] quickly one after another are all given back, also soon after a scan', () => {
    const quick = [
      { token: 'c', afterMs: 80 },
      { token: 'a', afterMs: 80 },
    ];
    const rolled = presses('cah', 50);
    expect(press(quick, 'elsewhere').reached).toBe('ca');
    expect(press(rolled, 'elsewhere').reached).toBe('cah');
    expect(press([...presses(code, 5), enter, ...quick], 'elsewhere').reached).toBe('ca');
    expect(press([...presses(code, 5), enter, { token: 'u', afterMs: 9 }], 'elsewhere').reached).toBe('u');
    const slow = { ...unknownScanner, gapMs: 150 };
    expect(press(rolled, 'elsewhere', slow)).toMatchObject({ reached: 'cah', scans: [] });
  });

  it('[SCN-1] before anybody is signed in the digits of a name and a PIN are given back, not behind a scan', () => {
    const pin = [...presses('21111', 5), enter];
    const signingIn = (keys: readonly Press[]) => keys.map((key) => ({ ...key, signingIn: true }));
    expect(press(signingIn(pin), 'elsewhere')).toMatchObject({ scans: [], reached: '21111Enter' });
    for (const keys of [pin, signingIn([...presses(code, 5), enter, ...pin]), signingIn(presses('C4F5', 5))])
      expect(press(keys, 'elsewhere')).toMatchObject({ reached: '' });
  });

  it('[SCN-1] keep their order with the keys around them', () => {
    const keys = ['ArrowDown', 'c', 'ArrowDown', 'F4'].map((token) => ({ token, afterMs: 50 }));
    expect(press(keys, 'elsewhere')).toMatchObject({ scans: [], reached: 'ArrowDowncArrowDownF4' });
  });
});
