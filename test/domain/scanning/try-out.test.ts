import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learn, setUpPackText, setUpText } from '../../../renderer/domain/scanning/learn';
import type { Keystroke } from '../../../renderer/domain/scanning/stroke';
import { unknownScanner } from '../../../renderer/domain/scanning/scanner';
import { readScan } from '../../../renderer/domain/scanning/read-scan';
import { sayHidTried, sayTried, sayWays, tryOut } from '../../../renderer/domain/scanning/try-out';
import { anId, press } from '../../support/keys';

const id = anId('24F5DAA830087EFE6');
const keysOf = (tokens: readonly string[], gapMs: number): readonly Keystroke[] =>
  tokens.map((token, i) => ({
    token,
    at: 5000 + i * gapMs,
    where: 'elsewhere',
    capsLock: false,
    human: false,
  }));
const say = (tokens: readonly string[], gapMs: number, ways = unknownScanner) =>
  sayTried(tryOut(keysOf(tokens, gapMs), ways), ways);

describe('the test area', () => {
  it('[SCN-10] takes for a scan what the recogniser takes for one', () => {
    const token = fc.constantFrom(...'0123456789ABCDEF-+xyz ', 'Enter', 'Tab', 'F8');
    const row = fc.oneof(fc.array(token, { minLength: 1, maxLength: 30 }), fc.constant([...id, 'Enter']));
    // At the very gap the clock and the key come at once, and either may be heard first.
    const gapsMs = fc.integer({ min: 1, max: 120 }).filter((gapMs) => gapMs !== unknownScanner.gapMs);
    fc.assert(
      fc.property(row, gapsMs, (tokens, gapMs) => {
        const shown = press(
          tokens.map((each) => ({ token: each, afterMs: gapMs })),
          'elsewhere',
        );
        const tried = tryOut(keysOf(tokens, gapMs), unknownScanner);
        expect(tried.as).toBe(shown.scans.length > 0 ? 'scan' : 'typing');
        if (tried.as === 'scan') expect(tried.scan).toEqual(shown.scans.at(-1));
      }),
      { numRuns: 300 },
    );
  });

  it('[SCN-10] says what was read and how fast', () => {
    expect(say([...id, 'Enter'], 7)).toMatchObject({
      look: 'done',
      title: 'A scan',
      sentence: `Prescription ${id}; its check character fits. 21 keys, never more than 7 ms apart.`,
    });
    const wrong = `${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`;
    expect(say([...wrong, 'Enter'], 7)).toMatchObject({ look: 'attention', title: 'A scan' });
    expect(say([...'5012345678900', 'Enter'], 7).sentence).toMatch(/^A pack: 05012345678900\./);
    expect(say([...'HELLO-WORLD', 'Enter'], 7)).toMatchObject({ look: 'attention', title: 'A scan' });
    expect(say(['a'], 7)).toMatchObject({ look: 'info', title: 'Typing', sentence: 'One key.' });
  });

  it('[SCN-10] a code that came too slowly is said to be one, with the way out', () => {
    const slow = say([...id, 'Enter'], 90);
    expect(slow).toMatchObject({ look: 'attention', title: 'Typing, because it came slowly' });
    expect(slow.sentence).toContain(id);
    expect(slow.next).toMatch(/set-up code/);
    const learned = learn(keysOf([...setUpText, 'Enter'], 90), unknownScanner);
    if (learned?.kind !== 'learned') throw new Error('not learned');
    expect(say([...id, 'Enter'], 90, learned.ways)).toMatchObject({ look: 'done', title: 'A scan' });
  });

  it('[SCN-10] says slow only of what was slow, and names a key that nobody has taught', () => {
    const beside = say([...id, 'Ctrl+j'], 5);
    expect(beside).toMatchObject({ look: 'attention', title: 'A scan, and a key beside it' });
    expect(beside.sentence).toMatch(/Ctrl\+j came with it/);
    expect(beside.next).toMatch(/set-up code/);
    const learned = learn(keysOf([...setUpText, 'Ctrl+j'], 5), unknownScanner);
    if (learned?.kind !== 'learned') throw new Error('not learned');
    expect(say([...id, 'Ctrl+j'], 5, learned.ways)).toMatchObject({ look: 'done', title: 'A scan' });
    for (const key of ['F4', 'Escape', 'Ctrl+j', 'ArrowDown'])
      for (let i = 0; i <= id.length; i += 1) {
        const { title } = say([...id.slice(0, i), key, ...id.slice(i)], 5);
        expect(title).not.toMatch(/slowly/);
      }
  });

  it('[SCN-10] Shift of a scanner is no key of its own', () => {
    const tokens = [...id].flatMap((char) => ['Shift', char]);
    expect(tryOut(keysOf(tokens, 3), unknownScanner)).toMatchObject({ as: 'scan', keys: id.length });
  });
});

describe('a HID scanner in the test area', () => {
  it('[SCN-27] is told what it scanned, and that it needs no set-up code', () => {
    expect(sayHidTried(readScan(id))).toMatchObject({
      look: 'done',
      sentence: expect.stringContaining(id) as string,
    });
    expect(sayHidTried(readScan(setUpText))).toMatchObject({
      look: 'done',
      sentence: expect.stringContaining('needs no setting up') as string,
    });
    for (const text of [`${id.slice(0, -1)}A`, 'LOYALTY-CARD'])
      expect(sayHidTried(readScan(text))).toMatchObject({
        look: 'attention',
        next: expect.stringMatching(/again/) as string,
      });
  });
});

describe('either set-up code', () => {
  it('[SCN-9] teaches what it can, and nothing else teaches anything', () => {
    const first = learn(keysOf(['F9', ...setUpText, 'Tab'], 5), unknownScanner);
    expect(first).toMatchObject({ kind: 'learned', ways: { prefix: ['F9'], suffix: ['Tab'] } });
    if (first?.kind !== 'learned') throw new Error('not learned');
    const pack = [...setUpPackText].map((char) => (char === '\u001d' ? 'F8' : char));
    expect(learn(keysOf(['F9', ...pack, 'Tab'], 5), first.ways)).toMatchObject({
      ways: { prefix: ['F9'], suffix: ['Tab'], separator: ['F8'] },
    });
    expect(learn(keysOf([...id, 'Enter'], 5), first.ways)).toBeUndefined();
    expect(learn(keysOf([...setUpText], 200), unknownScanner)).toMatchObject({ code: 'ScannerTooSlow' });
  });

  it('[SCN-9] makes recognition no worse: never quicker than without it, and a second scanner widens it', () => {
    const learnt = (keys: readonly Keystroke[], before = unknownScanner) => {
      const learned = learn(keys, before);
      if (learned?.kind !== 'learned') throw new Error('not learned');
      return learned.ways;
    };
    const quick = learnt(keysOf([...setUpText, 'Enter'], 2));
    expect(quick.gapMs).toBe(unknownScanner.gapMs);
    const slow = learnt(keysOf(['~', ...setUpText, 'F9'], 50), quick);
    expect(slow).toMatchObject({ prefix: ['~'], suffix: ['F9'], gapMs: 100 });
    const both = learnt(keysOf([...setUpText, 'Enter'], 2), slow);
    expect(both).toMatchObject({ prefix: ['~'], suffix: ['F9'], gapMs: 100 });
    for (const [row, gapMs] of [
      [['~', ...id, 'F9'], 90],
      [[...id, 'Enter'], 2],
      [[...id, 'Tab'], 2],
    ] as const)
      expect(
        press(
          row.map((token) => ({ token, afterMs: gapMs })),
          'elsewhere',
          both,
        ),
      ).toMatchObject({ scans: [{ kind: 'prescription', id }], reached: '' });
  });

  it('[SCN-9] keys of a person around it are no prefix: so many belong to no scanner', () => {
    expect(learn(keysOf([...'thirteen keys', ...setUpText], 5), unknownScanner)).toBeUndefined();
  });

  it('[SCN-9] what was learned is said line by line', () => {
    const ways = { ...unknownScanner, prefix: ['F9'], suffix: ['Enter'], meant: { ß: '-', Z: 'Y', z: 'y' } };
    expect(Object.fromEntries(sayWays(ways))).toMatchObject({
      'Before a code': 'F9',
      'After a code': 'Enter',
      'Characters put right': 'ß → -, Z → Y',
    });
    expect(Object.fromEntries(sayWays({ ...ways, separator: ['Alt+0', 'Alt+2', 'Alt+9'] }))).toMatchObject({
      'Between the fields of a pack': 'Alt+0 Alt+2 Alt+9',
    });
  });
});
