import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacterOf } from '../../renderer/domain/kernel/check-character';
import { findIds, linePlaces } from '../../renderer/domain/recovery/find-ids';

const right = '24F5DA-A83008-7EFE6Z';
const bare = '24F5DAA830087EFE6Z';
const met = (text: string) => findIds(text, linePlaces(text));
const ids = (text: string): readonly string[] =>
  met(text).flatMap((one) => (one.kind === 'id' ? [one.shortId] : []));
const wrong = (text: string): readonly string[] =>
  met(text).flatMap((one) => (one.kind === 'malformed' ? [one.trouble.text] : []));
const around = (text: string): string => `Heading,of this file\n${text}\nrest of it\n`;

const groups = (between: string, other = between): string => `24F5DA${between}A83008${other}7EFE6Z`;

describe('layouts of an id', () => {
  it.each([
    ['over columns', groups(',')],
    ['over columns of a row', `SMITH,${groups(',')},A12345`],
    ['over columns by semicolon', groups(';')],
    ['over columns by tab', groups('\t')],
    ['over quoted columns', '"24F5DA","A83008", "7EFE6Z"'],
    ['over columns that are formulas', '="24F5DA",="A83008",="7EFE6Z"'],
    ['with a zero-width space', '24F5DA\u200B-A83008-7EFE\u200B6Z'],
    ['with a word joiner', '24F5DA\u2060-A83008\u2060-7EFE6Z'],
    ['with soft hyphens alone', groups('\u00AD')],
    ['with soft hyphens beside', groups('-\u00AD')],
    ['with marks of direction', '\u200E24F5DA-\u200EA83008-\u200F7EFE6Z\u200E'],
    ['with a byte order mark before', `\uFEFF${right}`],
    ['with non-breaking spaces', groups('\u00A0')],
    ['with narrow spaces', groups('\u202F')],
    ['over two lines at a hyphen', groups('-', '-\n')],
    ['over two lines before a hyphen', groups('\r\n-', '-')],
    ['over two lines at a blank', groups(' ', '\n')],
    ['over two lines within a group', '24F5DA-A83\n008-7EFE6Z'],
    ['over two lines without hyphens', '24F5DAA83\n0087EFE6Z'],
    ['over two lines of a quoted mail', groups('-', '-\n> ')],
    ['over two lines of an encoded mail', '24F5DA-A83008=\r\n-7EFE6Z'],
    ['with hyphens and spaces', groups(' - ')],
    ['with the second hyphen missing', groups('-', '')],
    ['with the first hyphen missing', groups('', '-')],
    ['with the hyphens misplaced', '24F5D-AA83008-7EFE6Z'],
    ['with a hyphen and a space', groups('-', ' ')],
    ['with non-breaking hyphens', groups('‑')],
    ['with en dashes', groups('–')],
    ['with em dashes', groups('—')],
    ['with minus signs', groups('−')],
    ['with wide hyphens', groups('－')],
    ['with what a scanner types on the wrong keyboard', groups('½')],
    ['with slashes', groups('/')],
    ['with stops', groups('.')],
    ['in fours', '24F5 DAA8 3008 7EFE 6Z'],
    ['with a blank within a group, as a PDF has it where its font changes', '24F5DA-A83 008-7EFE6Z'],
    ['with a blank before its check character', '24F5DA-A83008-7EFE6 Z'],
    ['behind an underscore', `rx_${right}`],
    ['before an underscore', `${right}_1`],
    ['behind a plus', `x+${right}`],
    ['with its issue number', `${right}-1`],
    ['without hyphens and with its issue number', `${bare}-12`],
    ['behind a number of its line', `1-${right}`],
    ['between others with hyphens', `RX-${right}-LEEDS`],
  ])('[LST-1] are read %s', (_how, text) => {
    expect(ids(around(text))).toEqual([right]);
    expect(wrong(around(text))).toEqual([]);
  });

  it('[LST-1] a + glued to what follows is the check character where it fits', () => {
    expect(ids('4243A0-A99968-4E149++24F5DA-A83008-7EFE6Z')).toEqual(['4243A0-A99968-4E149+', right]);
    expect(ids('4243A0,A99968,4E149+')).toEqual(['4243A0-A99968-4E149+']);
  });

  it.each([
    ['24F5DA A83008 7EFE6Y', 'last character'],
    ['24F5DA,A83008,7EFE6Y', 'last character'],
    ['24F5DA - A83008 - 7EFE6Y', 'last character'],
    ['24F5DA-A830087EFE6Y', 'last character'],
    ['24F5DA−A83008−7EFE6Y', 'last character'],
    ['24F5DA-A83008- 7EFE6Y', 'last character'],
    ['24F5DAA830087EFE6Y', 'last character'],
    ['24F5DA-A83008-7EFE6Y-1', 'last character'],
    ['24F5D-AA83008-7EFE6Y', 'last character'],
    ['24F5OAA830087EFE6Z', 'cannot have'],
    ['24F5DAA830087EFEGZ', 'cannot have'],
    ['24F5OA A83008 7EFE6Z', 'cannot have'],
    ['24F5DAA830087EFE6', '17 characters'],
    ['4F5DAA830087EFE6Z', '17 characters'],
    ['24F5DAA8300087EFE6Y', '19 characters'],
    ['24F5DA A83008 7EFE6', '17 characters'],
    ['24F5DA-A83 008-7EFE6Y', 'last character'],
    ['24F5DA,A8308,7EFE6Z', '17 characters'],
    ['24F5DA-A83008-7EFE6', '17 characters'],
    ['24F5DA-A830087EFE6', '17 characters'],
    ['24F5D-A83008-7EFE6Z-1', '17 characters'],
    ['24F5DA-A83008-7EFE6ZSMITH', 'right against it'],
    ['X24F5DAA830087EFE6Z', 'right against it'],
    [`${bare}${bare}`, 'right against it'],
  ])('[LST-2] %s is told, and is no id', (text, why) => {
    expect(ids(around(text))).toEqual([]);
    const [only, ...more] = met(around(text));
    expect(more).toEqual([]);
    const sentence: unknown = expect.stringContaining(why);
    expect(only).toMatchObject({ kind: 'malformed', trouble: { place: 'line 2, character 1', sentence } });
    expect(text).toContain(only?.kind === 'malformed' ? only.trouble.text : '?');
  });

  it('[LST-2] what is told stands in one line, without what nobody sees', () => {
    expect(wrong('24F5DA-A83\u200B008-\n7EFE6Y')).toEqual(['24F5DA-A83008- 7EFE6Y']);
  });

  it.each([
    'a1c4f0d2-7b44-4e11-9e0d-24f5daa83008',
    'a1c4f0d2-7b44-4e11-9e0d-24f5daa83008 7EFE6Z',
    'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    '39113611000001102,322236009,3911361100000118123',
    '943 476 5919',
    '9434765919,20261124',
    '12/03/1950 2026-11-24 20261124093000123',
    '01632 960100, 01632-960-100, +44 1632 960100',
    '013132 555666 777888',
    'A83008,9434765919,28',
    'A83008\nB81001\nC82003',
    'single-player-online twenty-twenty-twenty before facade decade',
    'GB29 NWBK 6016 1331 9268 19',
    '05012345678900 LS11 5AB',
    '01050123456789001726123110ABC123',
  ])('[LST-1] %j is neither an id nor nearly one', (text) => {
    expect(met(around(text))).toEqual([]);
  });

  it('[LST-1] a code of a medicine is no id, whatever its check character', () => {
    const codes = Array.from({ length: 1_000 }, (_, n) => `${20_000_000 + n}1000001${100 + (n % 900)}`);
    expect(met(codes.join('\n'))).toEqual([]);
  });
});

const hex = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789ABCDEF'), { minLength: length, maxLength: length });
/** Any right id of a prescriber whose code has a letter, as all but a few private ones have. */
const anyId = fc
  .tuple(hex(6), fc.stringMatching(/^[A-Z][0-9]{5}$|^0[A-Z0-9]{4}[A-Z]$/), hex(5))
  .map(([one, two, three]) => {
    const body = `${one.join('')}${two}${three.join('')}`;
    return `${body.slice(0, 6)}-${two}-${body.slice(12)}${checkCharacterOf(body) ?? ''}`;
  });
const dashes = fc.constantFrom('-', '‐', '‑', '‒', '–', '—', '−', '－', '½', ' - ', ' – ', '-\n', '\r\n-');
const sameTwice = fc.constantFrom(
  ' ',
  '  ',
  '\u00A0',
  '\u202F',
  ',',
  ';',
  '\t',
  '","',
  ' ; ',
  '.',
  '/',
  '_',
  ':',
);
const between = fc.oneof(
  fc.tuple(fc.constantFrom('-', '–', ' - '), dashes),
  fc.tuple(dashes, fc.constantFrom('-', '', ' ')).filter(([one]) => !one.includes('\n')),
  sameTwice.map((one): [string, string] => [one, one]),
  fc.constant<[string, string]>(['', '']),
  fc.constant<[string, string]>([' ', '\n']),
);
const unseen = fc.constantFrom('', '', '\u200B', '\u00AD', '\u200E', '\uFEFF', '\u2060');
/** A layout of an id, with signs that nobody sees within it. */
const laidOut = fc
  .tuple(anyId, between, unseen, fc.nat(17), fc.boolean())
  .map(([id, [one, other], sign, at, lower]) => {
    const plain = lower ? id.toLowerCase() : id;
    const [a = '', b = '', c = ''] = plain.split('-');
    const text = `${a}${one}${b}${other}${c}`;
    return { id, text: `${text.slice(0, at)}${sign}${text.slice(at)}` };
  });
/** Text without digits holds no other id and nothing that is nearly one. */
const words = fc.stringMatching(/^[ A-Za-zéß£€().:;,'"\n-]{0,60}$/);
const edge = fc.constantFrom(' (', '\n', '"', ' ; ', '. ', '| ', '_', '#');

describe('any id in any layout', () => {
  it('[LST-1] is found exactly once among any words', () => {
    fc.assert(
      fc.property(words, edge, laidOut, edge, words, (before, from, { id, text }, to, behind) => {
        expect(met(`${before}${from}${text}${to}${behind}`)).toMatchObject([{ kind: 'id', shortId: id }]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('[LST-1] each of many is found, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(laidOut, words), { maxLength: 12 }), (rows) => {
        const text = rows.map(([one, after]) => `(${one.text}) ${after}`).join('\n| ');
        expect(ids(text)).toEqual(rows.map(([{ id }]) => id));
      }),
      { numRuns: 300 },
    );
  });

  it('[LST-2] text of any kind is no throw, and no id comes of it that is not right', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc.stringMatching(/^[0-9A-F +,;\-\n]{0,400}$/),
        ),
        fc.nat(400),
        fc.nat(18),
        (noise, at, cut) => {
          for (const id of ids(noise.slice(0, at) + bare.slice(cut) + noise.slice(at)))
            expect(checkCharacterOf(id.replace(/-/g, '').slice(0, 17))).toBe(id.at(-1));
        },
      ),
      { numRuns: 500 },
    );
  });
});
