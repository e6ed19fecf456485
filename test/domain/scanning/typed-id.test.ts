import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sayTypedId, writeId, type Edit, type Written } from '../../../renderer/domain/scanning/typed-id';
import { anId } from '../../support/keys';

const empty: Written = { text: '', caret: 0 };

/** What a browser's field does before anybody looks at it. */
const put = ({ text, caret }: Written, more: string, edit: Edit = 'typed'): Written =>
  writeId(text, { text: text.slice(0, caret) + more + text.slice(caret), caret: caret + more.length }, edit);
const back = ({ text, caret }: Written): Written =>
  caret === 0
    ? { text, caret }
    : writeId(text, { text: text.slice(0, caret - 1) + text.slice(caret), caret: caret - 1 }, 'back');
const forward = ({ text, caret }: Written): Written =>
  caret === text.length
    ? { text, caret }
    : writeId(text, { text: text.slice(0, caret) + text.slice(caret + 1), caret }, 'forward');
const type = (text: string, from = empty): Written => [...text].reduce((now, char) => put(now, char), from);

const hex = fc.constantFrom(...'0123456789ABCDEF');
const alphanumeric = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const text = (unit: fc.Arbitrary<string>, n: number) => fc.string({ unit, minLength: n, maxLength: n });
const id = fc.tuple(text(hex, 6), text(alphanumeric, 6), text(hex, 5)).map((parts) => anId(parts.join('')));
const bare = (written: string) => written.replace(/-/g, '');
/** Characters of the id before the caret. */
const countOf = ({ text: whole, caret }: Written) => bare(whole.slice(0, caret)).length;
const places = fc.integer({ min: 0, max: 20 });

describe('an id as it is typed', () => {
  it('[SCN-11] hyphens put themselves in, typed or not, in any case, and the caret stays at the end', () => {
    fc.assert(
      fc.property(id, fc.boolean(), fc.boolean(), (whole, hyphens, small) => {
        const keys = hyphens ? whole : bare(whole);
        const typed = type(small ? keys.toLowerCase() : keys);
        expect(typed).toEqual({ text: whole, caret: whole.length });
        expect(sayTypedId(typed.text).look).toBe('right');
      }),
    );
    expect(type('24F5DA').text).toBe('24F5DA-');
    expect(type('24F5DA-').text).toBe('24F5DA-');
    expect(type('24F5DAA83008')).toEqual({ text: '24F5DA-A83008-', caret: 14 });
  });

  it('[SCN-11] each backspace takes one character, from the end to nothing', () => {
    fc.assert(
      fc.property(id, fc.integer({ min: 1, max: 18 }), (whole, n) => {
        let now = type(bare(whole).slice(0, n));
        for (let left = n - 1; left >= 0; left -= 1) {
          now = back(now);
          expect(bare(now.text)).toBe(bare(whole).slice(0, left));
          expect(now.caret).toBe(now.text.length);
        }
        expect(now).toEqual(empty);
      }),
    );
  });

  it('[SCN-11] in the middle a key changes one character where the caret is, and nothing else', () => {
    fc.assert(
      fc.property(id, places, hex, (whole, caret, char) => {
        const now = { text: whole, caret };
        const n = countOf(now);
        const all = bare(whole);
        const more = put(now, char);
        expect([bare(more.text), countOf(more)]).toEqual([all.slice(0, n) + char + all.slice(n), n + 1]);
        const less = back(now);
        expect([bare(less.text), countOf(less)]).toEqual(
          n === 0 ? [all, 0] : [all.slice(0, n - 1) + all.slice(n), n - 1],
        );
        const after = forward(now);
        expect([bare(after.text), countOf(after)]).toEqual([all.slice(0, n) + all.slice(n + 1), n]);
      }),
    );
  });

  it('[SCN-11] what was put in and taken out again leaves the id as it was', () => {
    fc.assert(
      fc.property(id, places, hex, (whole, caret, char) => {
        expect(back(put({ text: whole, caret }, char)).text).toBe(whole);
      }),
    );
  });

  it('[SCN-11] a paste of any form gives the id', () => {
    fc.assert(
      fc.property(id, (whole) => {
        const groups = whole.split('-');
        for (const pasted of [
          whole,
          ` ${whole.toLowerCase()}\n`,
          groups.join(''),
          groups.join(' '),
          groups.join('\u2013'),
          groups.join(' - '),
          `Prescription ID: ${whole}`,
        ]) {
          const now = put(empty, pasted, 'pasted');
          expect(now, pasted).toEqual({ text: whole, caret: whole.length });
        }
      }),
    );
  });

  it('[SCN-11] no character is swallowed: one too many, or one that no id has, is shown and said', () => {
    const whole = anId('24F5DAA830087EFE6');
    const more = type(`${whole}7`);
    expect(bare(more.text)).toBe(`${bare(whole)}7`);
    expect(sayTypedId(more.text)).toMatchObject({ look: 'wrong' });
    fc.assert(
      fc.property(fc.string({ unit: alphanumeric, maxLength: 40 }), (any) => {
        expect(bare(type(any).text)).toBe(any);
        expect(bare(put(empty, any.slice(0, 17), 'pasted').text)).toBe(any.slice(0, 17));
      }),
    );
    expect(type('24F5*').text).toBe('24F5*');
  });

  it('[SCN-11] what is written stays as it is when it is set again', () => {
    fc.assert(
      fc.property(id, fc.integer({ min: 0, max: 18 }), (whole, n) => {
        const now = type(bare(whole).slice(0, n));
        expect(writeId(now.text, now, 'typed')).toEqual(now);
      }),
    );
  });
});

describe('the words at the field', () => {
  it('[SCN-11] say what is wrong as soon as it is, and judge a whole id by its check character', () => {
    expect(sayTypedId(' -')).toEqual({ look: 'none' });
    expect(sayTypedId('24f5')).toEqual({ look: 'short', sentence: '4 of 18 characters' });
    expect(sayTypedId('24FO')).toMatchObject({
      look: 'wrong',
      sentence: '“O” cannot be character 4: there, ids have 0 to 9 and A to F only. Is it a zero?',
    });
    fc.assert(
      fc.property(id, fc.integer({ min: 0, max: 16 }), hex, (whole, at, char) => {
        const all = bare(whole);
        const changed = all.slice(0, at) + char + all.slice(at + 1);
        expect(sayTypedId(changed).look).toBe(changed === all ? 'right' : 'wrong');
      }),
    );
  });
});
