import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIds, linePlaces } from '../../renderer/domain/recovery/find-ids';
import { reportOf, type Met } from '../../renderer/domain/recovery/list-report';
import { metOnPage, type SeenCode } from '../../renderer/domain/recovery/page-ids';
import { anId } from '../support/sheets';

const right = '24F5DA-A83008-7EFE6Z';
const bare = '24F5DAA830087EFE6Z';
const met = (text: string): readonly Met[] => findIds(text, linePlaces(text));
const ids = (text: string): readonly string[] =>
  met(text).flatMap((one) => (one.kind === 'id' ? [one.shortId] : []));
const wrong = (text: string): readonly string[] =>
  met(text).flatMap((one) => (one.kind === 'malformed' ? [one.trouble.text] : []));
/** An id whose check character is `+`. */
const plus = Array.from({ length: 400 }, (_, n) => anId(n)).find((id) => id.endsWith('+')) ?? '';

describe('ids in a text', () => {
  it.each([
    ['alone', right],
    ['without hyphens', bare],
    ['in lower case', right.toLowerCase()],
    ['in quotes', `"Smith";"${right}";"x"`],
    ['as a formula of a spreadsheet', `="${right}",1`],
    ['with commas', `1,${right},Amoxicillin`],
    ['with tabs', `1\t${bare}\tAmoxicillin`],
    ['in a sentence', `Please release ${right}.`],
    ['in a web address', `https://example.org/rx/${right}?x=1`],
    ['with other dashes', right.replace(/-/g, '‑')],
    ['with spaces', right.replace(/-/g, ' ')],
    ['in brackets', `(${right})`],
  ])('[LST-1] are found %s', (_how, text) => {
    expect(ids(text)).toEqual([right]);
    expect(wrong(text)).toEqual([]);
  });

  it('[LST-1] a + at the end belongs to the id', () => {
    expect(plus).toMatch(/\+$/);
    expect(ids(`a;${plus};b`)).toEqual([plus]);
    expect(ids(plus.replace(/-/g, ''))).toEqual([plus]);
  });

  it('[LST-1] what only contains such a run is none', () => {
    for (const text of [
      `X${bare}`,
      `${bare}7`,
      `${bare}${bare}`,
      'A1C4F0D2-7B44-4E11-9E0D-24F5DAA83008',
      '123456789012345678901234567890',
      'AMOXICILLINCAPSULE',
    ])
      expect(ids(text)).toEqual([]);
    expect(wrong('A1C4F0D2-7B44-4E11-9E0D-24F5DAA83008 2026-11-24 01632-960100')).toEqual([]);
  });

  it('[LST-2] a wrong check character is told, with its place, and is no id', () => {
    const text = `id;name\n24F5DA-A83008-7EFE6A;SMITH\n${right};JONES`;
    expect(ids(text)).toEqual([right]);
    expect(met(text)[0]).toMatchObject({
      kind: 'malformed',
      trouble: { text: '24F5DA-A83008-7EFE6A', place: 'line 2, character 1' },
    });
  });

  it('[LST-2] a character lost, doubled or misread is told', () => {
    expect(wrong('24F5D-A83008-7EFE6Z')).toEqual(['24F5D-A83008-7EFE6Z']);
    expect(wrong('24F5DA-A83008-7EFE66Z')).toEqual(['24F5DA-A83008-7EFE66Z']);
    expect(wrong('24F5OA-A83008-7EFE6Z')).toEqual(['24F5OA-A83008-7EFE6Z']);
  });

  it('[LST-1] whatever stands around them, all ids come out in order', () => {
    const around = fc.stringMatching(/^[ ;,"'\t\n():=.]{1,4}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5_000), fc.boolean(), fc.boolean(), around), { maxLength: 30 }),
        (rows) => {
          const text = rows
            .map(([n, hyphens, lower, sep]) => {
              const id = hyphens ? anId(n) : anId(n).replace(/-/g, '');
              return `${sep}${lower ? id.toLowerCase() : id}`;
            })
            .join('\n');
          expect(ids(text)).toEqual(rows.map(([n]) => anId(n)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('[LST-2] one changed character is never taken for another id in silence', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(19), fc.constantFrom(...'0123456789ABCDEF'), (n, at, char) => {
        const id = anId(n);
        if (id[at] === '-' || id[at] === char) return;
        const changed = `${id.slice(0, at)}${char}${id.slice(at + 1)}`;
        expect(ids(changed)).toEqual([]);
        expect(wrong(changed)).toEqual([changed]);
      }),
      { numRuns: 500 },
    );
  });

  it('[LST-1] text of any kind does not throw, also where there is much of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.nat(60), (noise, n) => {
        met(noise.slice(0, n) + right.slice(0, n % 20) + noise.slice(n));
      }),
      { numRuns: 300 },
    );
    for (const much of ['A', '-', ' ', 'ABCDEF-', 'a ', 'A\u200B', '\n', ',"'])
      expect(met(much.repeat(100_000))).toEqual([]);
  });
});

describe('a page with barcodes', () => {
  const code = (text: string | undefined, y = 10, x = 10): SeenCode => ({ text, x, y });

  it('[LST-5] text and barcodes that say the same count once', () => {
    const page = { number: 3, text: `${anId(1)}\n${anId(2)}`, codes: [code(anId(1)), code(anId(2), 30)] };
    expect(metOnPage(page)).toEqual([
      { kind: 'id', shortId: anId(1), place: 'page 3, code 1 (left, 10 % down)' },
      { kind: 'id', shortId: anId(2), place: 'page 3, code 2 (left, 30 % down)' },
    ]);
  });

  it('[LST-5] where they do not, both are listed and a person is told', () => {
    const page = { number: 1, text: anId(1), codes: [code(anId(2), 40, 80)] };
    expect(metOnPage(page).map(({ kind }) => kind)).toEqual(['id', 'id', 'disagreeing', 'disagreeing']);
  });

  it('[LST-5] a PDF of text alone, or of pictures alone, has nothing to disagree about', () => {
    expect(metOnPage({ number: 1, text: anId(1), codes: [] }).map(({ kind }) => kind)).toEqual(['id']);
    expect(metOnPage({ number: 1, text: '', codes: [code(anId(1))] }).map(({ kind }) => kind)).toEqual([
      'id',
    ]);
  });

  it('[LST-6] an unreadable code says where it is', () => {
    expect(metOnPage({ number: 7, text: '', codes: [code(undefined, 52, 90)] })).toMatchObject([
      { kind: 'unreadable', trouble: { place: 'page 7, code 1 (right, 52 % down)' } },
    ]);
  });

  it('[LST-6] a code that was read from one of its lines and not from another is read, the next one is not', () => {
    const page = {
      number: 1,
      text: '',
      codes: [code(anId(1), 10), code(undefined, 12.4, 11), code(undefined, 13.4)],
    };
    expect(metOnPage(page).map(({ kind }) => kind)).toEqual(['id', 'unreadable']);
  });

  it('[LST-6] a page on which nothing was read is named; one that says something else is not', () => {
    expect(metOnPage({ number: 3, text: ' \n', codes: [] })).toMatchObject([
      { kind: 'unreadable', trouble: { place: 'page 3' } },
    ]);
    expect(metOnPage({ number: 1, text: 'Dear pharmacy, see overleaf.', codes: [] })).toEqual([]);
    expect(metOnPage({ number: 1, text: '', codes: [code('https://www.nhs.uk')] })).toEqual([]);
  });

  it('[LST-2] a code that was meant as an id and is wrong is told; a GTIN is not', () => {
    const page = { number: 1, text: '', codes: [code('24F5DA-A83008-7EFE6A'), code('05012345678900', 20)] };
    expect(metOnPage(page).map(({ kind }) => kind)).toEqual(['malformed']);
  });
});

describe('what stands twice on a page', () => {
  const source = { kind: 'pdf', name: 'a.pdf' } as const;
  const wrongId = '24F5DA-A83008-7EFE6A';
  const at = (text: string): SeenCode => ({ text, x: 10, y: 10 });

  it('[LST-3] printed twice and in no code, it is taken once and reported with both places', () => {
    const page = { number: 2, text: `${anId(1)}\n${anId(2)}\n${anId(1)}`, codes: [] };
    const report = reportOf(source, metOnPage(page), 2);
    expect(report.entries.map(({ shortId }) => shortId)).toEqual([anId(1), anId(2)]);
    expect(report.duplicated).toEqual([
      {
        text: anId(1),
        place: 'page 2, printed, line 3, character 1',
        sentence: 'It stood before at page 2, printed, line 1, character 1.',
      },
    ]);
  });

  it('[LST-5] a code and its caption are one, right or not', () => {
    const page = { number: 1, text: `${wrongId}\n${anId(1)}`, codes: [at(wrongId), at(anId(1))] };
    expect(metOnPage(page).map(({ kind }) => kind)).toEqual(['malformed', 'id']);
  });
});

describe('the report', () => {
  it('[LST-6] counts what it does not list', () => {
    const text = Array.from({ length: 1_200 }, () => '24F5DA-A83008-7EFE6A').join('\n');
    const report = reportOf({ kind: 'text', name: 'x' }, met(text), 1);
    expect(report.counts).toEqual({ malformed: 1_200, duplicated: 0, unreadable: 0, disagreeing: 0 });
    expect(report.malformed.at(-1)?.sentence).toBe('And 200 more of this kind.');
  });

  it('[LST-3] counts an id once and says where it stood before', () => {
    const source = { kind: 'text', name: 'ids.txt' } as const;
    const report = reportOf(source, met(`${right}\n${bare}\n${anId(1)}`), 1);
    expect(report.entries).toEqual([
      { shortId: right, place: 'line 1, character 1' },
      { shortId: anId(1), place: 'line 3, character 1' },
    ]);
    expect(report.duplicated).toEqual([
      { text: right, place: 'line 2, character 1', sentence: 'It stood before at line 1, character 1.' },
    ]);
  });

  it('[LST-4] holds at most as many ids as a pack, and says what it left out', () => {
    const many = Array.from({ length: 20_003 }, (_, n): Met => ({
      kind: 'id',
      shortId: `ID${n}`,
      place: '',
    }));
    const report = reportOf({ kind: 'text', name: 'x' }, many, 1);
    expect(report.entries).toHaveLength(20_000);
    expect(report.unreadable).toHaveLength(3);
  });
});
