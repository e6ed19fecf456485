import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../renderer/domain/scanning/decode';
import { gs, readElementString, readGtin } from '../../../renderer/domain/scanning/gs1';
import { learnSeparator, learnWays, setUpPack, setUpText } from '../../../renderer/domain/scanning/learn';
import { ownCodeText, readOwnCode } from '../../../renderer/domain/scanning/own-codes';
import { readScan } from '../../../renderer/domain/scanning/read-scan';
import type { Keystroke } from '../../../renderer/domain/scanning/stroke';
import { unknownScanner } from '../../../renderer/domain/scanning/scanner';
import { press } from '../../support/keys';

const id = '24F5DA-A83008-7EFE6Z';
const tokens = (text: string) => [...text];

describe('what a scan says', () => {
  it('[SCN-5] reads an id with or without hyphens, and `+` as its last character', () => {
    for (const text of [id, id.toLowerCase(), id.replace(/-/g, ''), ` ${id}\t`, `]C1${id}`])
      expect(readScan(text), text).toEqual({ kind: 'prescription', id });
    expect(readScan('4243A0-A99968-4E149+')).toEqual({ kind: 'prescription', id: '4243A0-A99968-4E149+' });
  });

  it('[SCN-5] one wrong character makes it wrong and never another prescription', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 17 }),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+'),
        (at, char) => {
          const bare = id.replace(/-/g, '');
          fc.pre(bare[at] !== char);
          const wrong = bare.slice(0, at) + char + bare.slice(at + 1);
          const written = `${wrong.slice(0, 6)}-${wrong.slice(6, 12)}-${wrong.slice(12)}`;
          expect(['prescription-wrong', 'unknown']).toContain(readScan(written).kind);
        },
      ),
    );
    expect(readScan('24F5DA-A83008-7EFE6Y')).toMatchObject({ kind: 'prescription-wrong' });
  });

  it('[SCN-5] what is nothing we know is unknown, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(readScan(text).kind).not.toBe('prescription');
      }),
    );
    for (const text of ['', '943 476 5919', 'https://example.org', '0000000000000'])
      expect(readScan(text).kind, text).toBe('unknown');
  });

  it('[SCN-6] every form of a pack’s number becomes the same fourteen digits', () => {
    expect(readScan('5012345678900')).toEqual({ kind: 'product', gtin: '05012345678900' });
    expect(readScan('05012345678900')).toEqual({ kind: 'product', gtin: '05012345678900' });
    expect(readGtin('96385074')).toBe('00000096385074');
    expect(readGtin('036000291452')).toBe('00036000291452');
    expect(readGtin('5012345678901')).toBeUndefined();
    expect(readScan('0105012345678901')).toMatchObject({ kind: 'unknown' });
  });

  it('[SCN-7] reads batch, expiry and serial of a DataMatrix in any order', () => {
    const whole = {
      kind: 'product',
      gtin: '05012345678900',
      batch: 'AB-12',
      expiry: '2027-03-31',
      serial: 'S1',
    };
    expect(readScan(`]d20105012345678900172703311` + `0AB-12${gs}21S1`)).toEqual(whole);
    expect(readScan(`${gs}0105012345678900` + `21S1${gs}10AB-12${gs}17270300`)).toEqual(whole);
  });

  it('[SCN-7] leaves out what has no certain end, and knows it once the scanner is known', () => {
    const stripped = '01050123456789001727033110AB1221S1';
    expect(readScan(stripped)).toEqual({ kind: 'product', gtin: '05012345678900', expiry: '2027-03-31' });
    expect(readScan('01050123456789001727033110AB12', { sendsSeparators: true })).toMatchObject({
      batch: 'AB12',
    });
    expect(readElementString('01050123456789001713993110X', true)).toEqual({ gtin: '05012345678900' });
  });

  it('[SCN-4] [SCN-7] a US scanner on a UK layout sends @ for a quotation mark', () => {
    expect(readScan(`010501234567890010A@B${gs}21S`)).toMatchObject({ batch: 'A"B' });
  });

  it('[SCN-8] codes of ours are themselves only', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<'bag' | 'user-card'>('bag', 'user-card'),
        fc.string({
          unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'),
          minLength: 4,
          maxLength: 16,
        }),
        (kind, code) => {
          expect(readScan(ownCodeText({ kind, code }))).toEqual({ kind, code });
          expect(readScan(ownCodeText({ kind, code }).toLowerCase())).toEqual({ kind, code });
        },
      ),
    );
    expect(readOwnCode('HFB-AB12X')).toBeUndefined();
  });
});

describe('a scanner and a keyboard that differ', () => {
  it('[SCN-4] an id is put right through layouts, by its check character', () => {
    for (const [name, arrived] of [
      ['German', '24F5DAßA83008ß7EFE6Y'],
      ['French', 'é\'F(DQ)Q_"àà_)èEFE-W'],
      ['Shift Lock, UK', '"$F%DA_A*£))*_&EFE^Z'],
      ['Shift Lock, US', '@$F%DA_A*#))*_&EFE^Z'],
    ] as const)
      expect(decode(tokens(arrived), unknownScanner), name).toEqual({ kind: 'prescription', id });
    expect(decode(tokens('24F5DAßA83008ß7EFE6X'), unknownScanner).kind).not.toBe('prescription');
  });

  it('[SCN-4] a part of an id is no other id, its hyphens read as digits of another layout', () => {
    // With `6` for `-`, eighteen of the twenty characters that fit a check character by chance.
    for (const part of ['5F0E-9CHHPT-000008', '08B8E6-RRJW35-43F9'])
      expect(decode(tokens(part), unknownScanner), part).toMatchObject({ kind: 'unknown' });
  });

  it('[SCN-4] with Caps Lock on, letters of a batch are not believed, those of an id are', () => {
    const pack = tokens('010501234567890010ab1');
    const ways = { ...unknownScanner, separator: ['F8'] };
    expect(decode(pack, ways, false)).toMatchObject({ batch: 'ab1' });
    expect(decode(pack, ways, true)).toEqual({ kind: 'product', gtin: '05012345678900' });
    expect(decode(tokens(id.toLowerCase()), unknownScanner, true)).toEqual({ kind: 'prescription', id });
  });
});

const keysOf = (list: readonly string[], gapMs = 5): readonly Keystroke[] =>
  list.map((token, i) => ({ token, at: i * gapMs, where: 'elsewhere', capsLock: false, human: false }));

describe('the set-up code', () => {
  const german = (text: string) =>
    [...text].map((char) => ({ '-': 'ß', '+': '`', Y: 'Z', Z: 'Y' })[char] ?? char);

  it('[SCN-9] teaches prefix, suffix, layout and speed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('#', 'F9', '~', 'x'), { maxLength: 3 }),
        fc.constantFrom<readonly string[]>(['Enter'], ['Tab'], ['Enter', 'Ctrl+j'], [], ['$']),
        fc.integer({ min: 1, max: 40 }),
        (prefix, suffix, gapMs) => {
          const learned = learnWays(keysOf([...prefix, ...german(setUpText), ...suffix], gapMs));
          if (learned.kind !== 'learned') throw new Error(learned.sentence);
          expect(learned.ways).toMatchObject({ prefix, suffix, meant: { ß: '-', '`': '+', Y: 'Z', Z: 'Y' } });
          const scan = [...prefix, ...german(id), ...suffix].map((token) => ({ token, afterMs: gapMs }));
          for (const place of ['field', 'elsewhere'] as const)
            expect(press(scan, place, learned.ways)).toMatchObject({
              scans: [{ kind: 'prescription', id }],
              reached: '',
            });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[SCN-9] another code, signs left out and a slow scanner change nothing', () => {
    expect(learnWays(keysOf(tokens(id)))).toMatchObject({ code: 'NotTheSetUpCode' });
    expect(learnWays(keysOf(tokens(setUpText.replace(/-/g, ''))))).toMatchObject({ code: 'NotTheSetUpCode' });
    expect(learnWays(keysOf(tokens(setUpText), 200))).toMatchObject({ code: 'ScannerTooSlow' });
    expect(learnWays([])).toMatchObject({ kind: 'refused' });
  });

  it('[SCN-9] teaches what stands for the separator, or that nothing does', () => {
    const pack = (separator: readonly string[]) =>
      keysOf([...`${setUpPack.before}${setUpPack.batch}`, ...separator, ...setUpPack.after, 'Enter']);
    for (const separator of [['F8'], ['Alt+0', 'Alt+2', 'Alt+9'], ['Ctrl+]'], []])
      expect(learnSeparator(pack(separator), unknownScanner)).toMatchObject({ ways: { separator } });
    expect(learnSeparator(keysOf(tokens(id)), unknownScanner)).toMatchObject({ kind: 'refused' });
    const ways = { ...unknownScanner, separator: ['Alt+0', 'Alt+2', 'Alt+9'] };
    const keys = [...'010501234567890010B1', 'Alt+0', 'Alt+2', 'Alt+9', ...'21S1', 'Enter'];
    const scan = keys.map((token) => ({ token, afterMs: 3 }));
    expect(press(scan, 'field', ways)).toMatchObject({
      scans: [{ kind: 'product', gtin: '05012345678900', batch: 'B1', serial: 'S1' }],
    });
  });
});
