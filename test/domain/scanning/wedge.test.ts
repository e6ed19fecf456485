import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownScanner } from '../../../renderer/domain/scanning/scanner';
import { anId, press, presses, type Press } from '../../support/keys';
import { alphanumeric, id, scannedId, where } from '../../support/scans';

const runs = { numRuns: 400 };
const humanKey = fc.constantFrom(...'abcdefghijklmnoprstuvwxyz0123456789ACF-+. ');
/** A person: a word's keys may roll over each other, in a field any number of them, of commands three. */
const typed = (roll: number) =>
  fc
    .array(
      fc.tuple(
        humanKey,
        fc.integer({ min: 61, max: 400 }),
        fc.array(fc.tuple(humanKey, fc.integer({ min: 5, max: 60 })), { maxLength: roll }),
      ),
      { maxLength: 12 },
    )
    .map((words): readonly Press[] =>
      words.flatMap(([first, pause, keys]) => [
        { token: first, afterMs: pause },
        ...keys.map(([token, afterMs]) => ({ token, afterMs })),
      ]),
    );
type Placed = readonly [place: 'field' | 'elsewhere', first: readonly Press[], then: readonly Press[]];
const typing: fc.Arbitrary<Placed> = fc.oneof(
  fc.tuple(fc.constant('field' as const), typed(9), typed(9)),
  fc.tuple(fc.constant('elsewhere' as const), typed(2), typed(2)),
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
      fc.property(typing, ([place, keys]) => {
        const shown = press(keys, place);
        expect(shown.scans).toEqual([]);
        expect(shown.reached).toBe(written(keys));
        expect(shown.longestWaitMs).toBeLessThanOrEqual(place === 'field' ? 0 : 400);
      }),
      runs,
    );
  });

  it('[SCN-1] [SCN-2] a scan in the middle of typing is recognised, and the typing is whole', () => {
    const pause = fc.integer({ min: 61, max: 300 });
    fc.assert(
      fc.property(typing, scannedId, pause, pause, ([place, first, then], scan, p, after) => {
        // Directly behind a scan single keys are a hand's, and not what comes in a scanner's rhythm.
        const q = place === 'field' ? after : after + 190;
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
    const pause = fc.integer({ min: 51, max: 60 });
    fc.assert(
      fc.property(few, scannedId, where, pause, (keys, scan, place, afterMs) => {
        const before = keys.map(([token, gap]) => ({ token, afterMs: gap }));
        const code = scan.keys.map((key, i) => (i === 0 ? { ...key, afterMs } : key));
        const shown = press([...before, ...code], place);
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

  const word = fc.oneof(
    fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäé0123456789-+.,:;()ABCXYZ'),
      minLength: 1,
    }),
    // What looks like a code and has a wrong check character, and numbers whose check digit may be right.
    id.map((whole) => `${whole.slice(0, -1)}${whole.endsWith('7') ? '8' : '7'}`),
    fc.constantFrom('5012345678900', '96385074', '07700900123', '01050123456789001799123110T1', '~24F5'),
  );
  const suffix = fc.constantFrom<readonly string[]>(
    [],
    ['Enter'],
    ['Tab', 'Enter'],
    ['Enter', 'Enter'],
    ['F8'],
  );
  /** A text expander: as quick as a scanner, any text, lines and fields of a form among it. */
  const expanded = fc
    .record({
      lines: fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      between: fc.constantFrom('Enter', 'Tab', 'Ctrl+v', 'Backspace', 'ArrowLeft'),
      gaps: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 9 }),
    })
    .map(({ lines, between, gaps }): readonly Press[] =>
      lines
        // A line's last word is none of the numbers, for a code with an end behind it is what a scanner sends.
        .flatMap((words, i) => [...(i === 0 ? [] : [between]), ...words.join(' '), ...' is all.'])
        .map((token, i) => ({ token, afterMs: gaps[i % gaps.length] ?? 0 })),
    );

  it('[SCN-1] [SCN-26] whatever a text expander types into a field stays there, and every end is the field’s own', () => {
    fc.assert(
      fc.property(expanded, suffix, fc.boolean(), (keys, learned, capsLock) => {
        const shown = press(keys, 'field', { ...unknownScanner, suffix: learned }, capsLock);
        expect(shown).toMatchObject({ scans: [], reached: written(keys), givenBack: '' });
      }),
      runs,
    );
  });

  it('[SCN-1] [SCN-26] what only looks like a code stays in a field without a scanner’s end, and is told with one', () => {
    const wrongId = '24F5DA-A83008-7EFE6A';
    for (const text of [wrongId, '5012345678900', '01050123456789001799123110T1']) {
      const end = { token: 'Enter', afterMs: 5 };
      expect(press(presses(text, 5), 'field'), text).toMatchObject({ scans: [], reached: text });
      expect(press([...presses(text, 5), end], 'field'), text).toMatchObject({ reached: '' });
      expect(press(presses(text, 5), 'elsewhere').scans, text).toHaveLength(1);
      const learned = { ...unknownScanner, prefix: ['~'], suffix: ['F8'] };
      const framed = [...presses(`~${text}`, 5), { token: 'F8', afterMs: 5 }];
      expect(press(framed, 'field', learned), text).toMatchObject({ reached: '' });
      expect(press(presses(`~${text}`, 5), 'field', learned).scans, text).toHaveLength(1);
    }
  });

  it('[SCN-1] [SCN-2] [SCN-26] the first of two learned ends is the scanner’s behind a code alone', () => {
    const ways = { ...unknownScanner, suffix: ['Tab', 'Enter'] };
    const ends = ['Tab', 'Enter'].map((token) => ({ token, afterMs: 5 }));
    for (const place of ['field', 'elsewhere'] as const)
      expect(press([...presses(anId('24F5DAA830087EFE6'), 5), ...ends], place, ways)).toMatchObject({
        scans: [{ kind: 'prescription' }],
        reached: '',
      });
    expect(press([...presses('Take one daily', 5), ...ends], 'field', ways)).toMatchObject({
      scans: [],
      reached: 'Take one dailyTabEnter',
      givenBack: '',
    });
    expect(press([...presses('XXXXXXXXXXXX', 5), ...ends], 'elsewhere', ways)).toMatchObject({
      scans: [{ kind: 'unknown' }],
      reached: '',
    });
  });

  it('[SCN-3] a key held down, a composed character and a shortcut are a person’s', () => {
    const held = [
      ...presses('a', 100),
      ...presses('aaaaaaaaaaaa', 30).map((key) => ({ ...key, human: true })),
    ];
    expect(press(held, 'elsewhere')).toMatchObject({ scans: [], reached: 'a'.repeat(13) });
    expect(press([...presses('24F', 5), { token: 'Ctrl+k', afterMs: 5 }], 'elsewhere')).toMatchObject({
      scans: [],
      reached: '24FCtrl+k',
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
    expect(press([...presses('5012345678900', 5), { token: 'Enter', afterMs: 5 }], 'field')).toMatchObject({
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
