import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownScanner } from '../../../renderer/domain/scanning/scanner';
import { anId, press, presses, type Press } from '../../support/keys';

const runs = { numRuns: 400 };
const where = fc.constantFrom<'field' | 'elsewhere'>('field', 'elsewhere');
const hex = fc.constantFrom(...'0123456789ABCDEF');
const alphanumeric = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const text = (unit: fc.Arbitrary<string>, n: number) => fc.string({ unit, minLength: n, maxLength: n });
const id = fc.tuple(text(hex, 6), text(alphanumeric, 6), text(hex, 5)).map((parts) => anId(parts.join('')));

/** A scanner: quick, with its own jitter; hyphens and capitals or not, and some end or none. */
const scannedId = fc
  .record({
    id,
    gaps: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 20, maxLength: 20 }),
    hyphens: fc.boolean(),
    small: fc.boolean(),
    end: fc.constantFrom<readonly string[]>(['Enter'], ['Tab'], [], ['Enter', 'Enter']),
  })
  .map(({ id: whole, gaps, hyphens, small, end }) => {
    const bare = hyphens ? whole : whole.replace(/-/g, '');
    const written = small ? bare.toLowerCase() : bare;
    const keys: readonly Press[] = [...written, ...end].map((token, i) => ({ token, afterMs: gaps[i] ?? 5 }));
    return { id: whole, keys, end };
  });

const humanKey = fc.constantFrom(...'abcdefghijklmnoprstuvwxyz0123456789ACF-+. ');
/** A person: a word's keys may roll over each other, never eight in a row. */
const typing = fc
  .array(
    fc.tuple(
      humanKey,
      fc.integer({ min: 61, max: 400 }),
      fc.array(fc.tuple(humanKey, fc.integer({ min: 5, max: 60 })), { maxLength: 5 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((words): readonly Press[] =>
    words.flatMap(([first, pause, roll]) => [
      { token: first, afterMs: pause },
      ...roll.map(([token, afterMs]) => ({ token, afterMs })),
    ]),
  );
const written = (keys: readonly Press[]) => keys.map(({ token }) => token).join('');

describe('a keyboard scanner', () => {
  it('[SCN-2] [SCN-4] is recognised in any rhythm of a machine, in any case, with any end, anywhere', () => {
    fc.assert(
      fc.property(scannedId, where, fc.boolean(), (scan, place, capsLock) => {
        const shown = press(scan.keys, place, unknownScanner, capsLock);
        expect(shown.scans).toEqual([{ kind: 'prescription', id: scan.id }]);
        expect(shown.reached).toBe('');
      }),
      runs,
    );
  });

  it('[SCN-1] [SCN-3] whatever a person types reaches the page once and in order, and is no scan', () => {
    fc.assert(
      fc.property(typing, where, (keys, place) => {
        const shown = press(keys, place);
        expect(shown.scans).toEqual([]);
        expect(shown.reached).toBe(written(keys));
        expect(shown.longestWaitMs).toBeLessThanOrEqual(place === 'field' ? 0 : 6 * unknownScanner.gapMs);
      }),
      runs,
    );
  });

  it('[SCN-1] [SCN-2] a scan in the middle of typing is recognised, and the typing is whole', () => {
    const pause = fc.integer({ min: 61, max: 300 });
    fc.assert(
      fc.property(typing, scannedId, typing, where, pause, pause, (first, scan, then, place, p, q) => {
        const keys = [
          ...first,
          ...scan.keys.map((key, i) => (i === 0 ? { ...key, afterMs: p } : key)),
          ...then.map((key, i) => (i === 0 ? { ...key, afterMs: q } : key)),
        ];
        const shown = press(keys, place);
        expect(shown.scans).toEqual([{ kind: 'prescription', id: scan.id }]);
        expect(shown.reached).toBe(written(first) + written(then));
      }),
      runs,
    );
  });

  it('[SCN-1] [SCN-2] keys of a person directly before a scan stay the person’s', () => {
    const few = fc.array(fc.tuple(fc.constantFrom(...'ghjkz'), fc.integer({ min: 0, max: 60 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(few, scannedId, where, (keys, scan, place) => {
        const before = keys.map(([token, afterMs]) => ({ token, afterMs }));
        const shown = press([...before, ...scan.keys], place);
        expect(shown.scans).toEqual([{ kind: 'prescription', id: scan.id }]);
        expect(shown.reached).toBe(written(before));
      }),
      runs,
    );
  });

  it('[SCN-3] the keys of a scan are never commands, not even those that nobody can read', () => {
    fc.assert(
      fc.property(fc.string({ unit: alphanumeric, minLength: 8, maxLength: 40 }), (code) => {
        const shown = press([...presses(code, 8), { token: 'Enter', afterMs: 8 }], 'elsewhere');
        expect(shown.scans).toHaveLength(1);
        expect(shown.reached).toBe('');
      }),
      runs,
    );
  });

  it('[SCN-1] a field keeps what nobody can read, with its Enter', () => {
    const keys = [...presses('amoxicillin 500 mg', 4), { token: 'Enter', afterMs: 4 }];
    expect(press(keys, 'field')).toMatchObject({ scans: [], reached: 'amoxicillin 500 mgEnter' });
  });

  it('[SCN-3] a key held down, a composed character and a shortcut are a person’s', () => {
    const held = [
      ...presses('a', 100),
      ...presses('aaaaaaaaaaaa', 30).map((key) => ({ ...key, human: true })),
    ];
    expect(press(held, 'elsewhere')).toMatchObject({ scans: [], reached: 'a'.repeat(13) });
    expect(press([...presses('24F5', 5), { token: 'Ctrl+k', afterMs: 5 }], 'elsewhere')).toMatchObject({
      scans: [],
      reached: '24F5Ctrl+k',
    });
    const arrows = Array.from({ length: 20 }, () => ({ token: 'ArrowDown', afterMs: 10 }));
    expect(press(arrows, 'elsewhere').reached).toBe('ArrowDown'.repeat(20));
  });

  it('[SCN-3] the second end of a scanner that sends two is its own; a later Enter is a person’s', () => {
    const scan = presses(anId('24F5DAA830087EFE6'), 5);
    const enter = (afterMs: number) => ({ token: 'Enter', afterMs });
    expect(press([...scan, enter(5), enter(5), enter(300)], 'elsewhere')).toMatchObject({ reached: 'Enter' });
  });

  it('[SCN-3] numbers that a program fills into a field are no product, short codes elsewhere are', () => {
    expect(press(presses('96385074', 5), 'field')).toMatchObject({ scans: [], reached: '96385074' });
    expect(press(presses('96385074', 5), 'elsewhere').scans).toMatchObject([{ kind: 'product' }]);
    expect(press(presses('5012345678900', 5), 'field')).toMatchObject({
      scans: [{ kind: 'product', gtin: '05012345678900' }],
      reached: '',
    });
  });

  it('[SCN-1] a key that waits is given back though Shift is pressed after it', () => {
    const keys = [
      { token: 'a', afterMs: 100 },
      { token: 'Shift', afterMs: 20 },
    ];
    expect(press(keys, 'elsewhere')).toMatchObject({ scans: [], reached: 'Shifta' });
    const scan = [...anId('24F5DAA830087EFE6')].flatMap((token) => [
      { token: 'Shift', afterMs: 1 },
      { token, afterMs: 2 },
    ]);
    expect(press(scan, 'field').scans).toHaveLength(1);
  });

  it('[SCN-1] a row of keys without an end is bounded', () => {
    const many = presses('x'.repeat(2000), 1);
    expect(press(many, 'field').reached).toHaveLength(2000);
  });
});
