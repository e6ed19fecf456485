import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListReport } from '../../renderer/domain/recovery/list-report';
import type { SeenCode } from '../../renderer/domain/recovery/page-ids';
import { prepareBarcodes } from '../../renderer/reading/barcodes';
import { openPdf, type PdfPage } from '../../renderer/reading/pdf';
import { readFile, type Eyes } from '../../renderer/reading/read-file';
import { sniff } from '../../renderer/reading/sniff';
import { anId, sheetPdf, sheetPixels } from '../support/sheets';

const wasmPath = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
const readCodes = prepareBarcodes(Uint8Array.from(readFileSync(wasmPath)));

/** No canvas here: pages are not drawn, so their text alone is read. The e2e reads barcodes from pages. */
const textOnly: Eyes = {
  readCodes: () => Promise.resolve([]),
  openPdf: async (bytes) => {
    const pdf = await openPdf(bytes);
    if (pdf.kind !== 'pdf') return pdf;
    const blank = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
    return { ...pdf, page: async (n) => ({ ...(await pdf.page(n)), draw: () => Promise.resolve(blank) }) };
  },
  decodePicture: () => Promise.reject(new Error('no canvas')),
};
const read = (name: string, bytes: Uint8Array<ArrayBuffer>, eyes = textOnly) =>
  readFile({ name, bytes }, eyes, () => undefined);
const report = async (name: string, bytes: Uint8Array<ArrayBuffer>, eyes = textOnly): Promise<ListReport> => {
  const got = await read(name, bytes, eyes);
  if (got.kind === 'refused') throw new Error(got.code);
  return got;
};
const codeOf = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const got = await read(name, bytes);
  return got.kind === 'refused' ? got.code : got.kind;
};
const bytesOf = (text: string, encoding: BufferEncoding = 'utf8') =>
  Uint8Array.from(Buffer.from(text, encoding));
const idsOf = ({ entries }: ListReport): readonly string[] => entries.map(({ shortId }) => shortId);

describe('text and CSV', () => {
  const text = `Ref;Patient\r\n1;"${anId(1)}"\r\n2;${anId(2).toLowerCase()}\r\n`;
  const wide = Buffer.from(text, 'utf16le');

  it.each([
    ['UTF-8', bytesOf(text)],
    ['UTF-8 with a mark', bytesOf(`\uFEFF${text}`)],
    ['UTF-16 with a mark', bytesOf(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without a mark', Uint8Array.from(wide)],
    ['UTF-16, big end first', Uint8Array.from(Buffer.from(wide).swap16())],
    ['Windows', bytesOf(`Médicament £;${text}`, 'latin1')],
  ])('[LST-1] are read as %s', async (_how, bytes) => {
    const got = await report('ids.csv', bytes);
    expect(idsOf(got)).toEqual([anId(1), anId(2)]);
    expect(got.source).toEqual({ kind: 'csv', name: 'ids.csv' });
  });

  it('[LST-1] a damaged character does not hide the ids of the others', async () => {
    const dashed = anId(1).replace(/-/g, '–');
    const damaged = Uint8Array.from([...bytesOf(`${dashed}\nMüller `), 0xe9, ...bytesOf(`\n${anId(2)}`)]);
    expect(idsOf(await report('a.csv', damaged))).toEqual([anId(1), anId(2)]);
  });

  it('[LST-1] a text padded with nulls is no UTF-16', async () => {
    const rows = [1, 2, 3].map((n) => `${anId(n)}${'\0'.repeat(14)}\n`).join('');
    expect(idsOf(await report('a.txt', bytesOf(rows)))).toEqual([1, 2, 3].map(anId));
  });

  it('[LST-1] the name of a column is not asked', async () => {
    expect(idsOf(await report('a.txt', bytesOf(`x\n${anId(5)}`)))).toEqual([anId(5)]);
  });
});

describe('a PDF', () => {
  it('[LST-4] is read page by page, each let go before the next', async () => {
    let held = 0;
    let most = 0;
    const counting: Eyes = {
      ...textOnly,
      openPdf: async (bytes) => {
        const pdf = await textOnly.openPdf(bytes);
        if (pdf.kind !== 'pdf') return pdf;
        return {
          ...pdf,
          page: async (n) => {
            const page = await pdf.page(n);
            most = Math.max(most, ++held);
            return {
              ...page,
              release: () => {
                held -= 1;
                page.release();
              },
            };
          },
        };
      },
    };
    const pages = Array.from({ length: 12 }, (_, p) =>
      Array.from({ length: 20 }, (_i, i) => anId(p * 20 + i)),
    );
    const got = await report('sheets.pdf', sheetPdf(pages), counting);
    expect(idsOf(got)).toEqual(pages.flat());
    expect([most, held, got.pages]).toEqual([1, 0, 12]);
  });

  it('[LST-6] what either look at a page reads is kept, whatever the other misses', async () => {
    const code = (text: string | undefined, y: number): SeenCode => ({ text, x: 10, y });
    const looks = [
      [code(anId(1), 10), code(anId(2), 20), code(undefined, 30)],
      [code(anId(1), 10), code(undefined, 20), code(anId(3), 30)],
    ];
    const eyes: Eyes = { ...textOnly, readCodes: () => Promise.resolve(looks.shift() ?? []) };
    const got = await report('x.pdf', sheetPdf([[]]), eyes);
    expect(idsOf(got)).toEqual([anId(1), anId(2), anId(3)]);
    expect([got.unreadable, got.duplicated]).toEqual([[], []]);
    looks.push([code(anId(1), 10), code(anId(2), 20), code(undefined, 30)], [code(anId(1), 10)]);
    const fewer = await report('x.pdf', sheetPdf([[]]), eyes);
    expect([idsOf(fewer), fewer.unreadable.length]).toEqual([[anId(1), anId(2)], 1]);
  });

  it('[LST-6] a page is looked at more finely while something on it is open, three times at most', async () => {
    const drawn: number[] = [];
    const looksAt = (open: readonly boolean[]): Eyes => {
      const left = [...open];
      return {
        readCodes: () => Promise.resolve([{ text: left.shift() ? undefined : anId(1), x: 10, y: 10 }]),
        decodePicture: textOnly.decodePicture,
        openPdf: async (bytes) => {
          const pdf = await textOnly.openPdf(bytes);
          if (pdf.kind !== 'pdf') return pdf;
          const draw = (page: PdfPage) => (dots: number) => (drawn.push(dots), page.draw(dots));
          return {
            ...pdf,
            page: async (n) => {
              const page = await pdf.page(n);
              return { ...page, draw: draw(page) };
            },
          };
        },
      };
    };
    expect(idsOf(await report('x.pdf', sheetPdf([[]]), looksAt([true, true, false])))).toEqual([anId(1)]);
    expect(
      (await report('x.pdf', sheetPdf([[]]), looksAt([true, true, true, false]))).counts.unreadable,
    ).toBe(1);
    await report('x.pdf', sheetPdf([[]]), looksAt([true, false]));
    expect(drawn).toEqual([240, 340, 450, 240, 340, 450, 240, 340]);
  });

  it('[LST-6] a code that a fast look does not see is looked for where nothing is printed beside it', async () => {
    const at = (n: number): SeenCode => ({ text: anId(n), x: 10, y: n });
    const looks: boolean[] = [];
    const eyes: Eyes = {
      ...textOnly,
      readCodes: async (_pixels, thorough) => {
        looks.push(thorough);
        return thorough ? [at(1), at(2)] : [at(1)];
      },
    };
    expect(idsOf(await report('x.pdf', sheetPdf([[]]), eyes))).toEqual([anId(1), anId(2)]);
    expect(idsOf(await report('x.pdf', sheetPdf([[anId(1)]]), eyes))).toEqual([anId(1)]);
    expect(looks).toEqual([false, true, false]);
  });

  it('[LST-6] a page on which no id was read is named beside those with ids, whatever else stands on it', async () => {
    // A scanning program writes its own name under each picture, and one picture is too poor to be read.
    const footer = 'Scanned with a telephone';
    const looks: (readonly SeenCode[])[] = [[{ text: anId(1), x: 10, y: 10 }], []];
    const readCodes: Eyes['readCodes'] = async (_pixels, thorough) =>
      (thorough ? looks.shift() : looks[0]) ?? [];
    const file = sheetPdf([[anId(1)], [anId(9)]], () => footer);
    const got = await report('copied.pdf', file, { ...textOnly, readCodes });
    expect(idsOf(got)).toEqual([anId(1)]);
    expect(got.unreadable.map(({ place }) => place)).toEqual(['page 2']);
    // A file without a single id is no list.
    expect(
      await codeOf(
        'letter.pdf',
        sheetPdf([[anId(1)], [anId(2)]], () => footer),
      ),
    ).toBe('ListEmpty');
  });

  it('[LST-6] a page that fails is named, and the others are read', async () => {
    const eyes: Eyes = {
      ...textOnly,
      openPdf: async (bytes) => {
        const pdf = await textOnly.openPdf(bytes);
        if (pdf.kind !== 'pdf') return pdf;
        return { ...pdf, page: (n) => (n === 2 ? Promise.reject(new Error('page')) : pdf.page(n)) };
      },
    };
    const got = await report('x.pdf', sheetPdf([[anId(1)], [anId(2)], [anId(3)]]), eyes);
    expect(idsOf(got)).toEqual([anId(1), anId(3)]);
    expect(got.unreadable.map(({ place }) => place)).toEqual(['page 2']);
  });

  it('[LST-4] progress is told for every page', async () => {
    const seen: number[] = [];
    await readFile({ name: 'x.pdf', bytes: sheetPdf([[anId(1)], [anId(2)]]) }, textOnly, ({ page }) =>
      seen.push(page),
    );
    expect(seen).toEqual([1, 2]);
  });
});

describe('barcodes', () => {
  it('[LST-4] twenty on a page are read, in the order of the eye', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => anId(n));
    const eyes: Eyes = { ...textOnly, readCodes, decodePicture: () => Promise.resolve(sheetPixels(ids)) };
    const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47]);
    expect(idsOf(await report('sheet.png', picture, eyes))).toEqual(ids);
  });

  it('[LST-6] noise is no barcode', async () => {
    const data = new Uint8ClampedArray(200 * 200 * 4).map((_, i) => (i * 7919) % 256);
    expect(await readCodes({ width: 200, height: 200, data }, true)).toEqual([]);
  });
});

describe('other files', () => {
  it.each([
    ['PK\u0003\u0004workbook', 'ListIsWorkbook'],
    ['eyJhbGciOiJFQ0RILUVTIn0..aa.bb.cc\n', 'ListIsPack'],
    ['\u0001\u0002\u0003\u0004\u0005\u0006\u0007', 'ListUnknown'],
    ['nothing of the kind', 'ListEmpty'],
    ['', 'ListEmpty'],
    ['%PDF-1.7\nnot really', 'ListDamaged'],
  ])('[LST-7] %j is refused as %s', async (text, code) => {
    expect(await codeOf('file', bytesOf(text, 'latin1'))).toBe(code);
  });

  it('[LST-7] what a picture cannot be decoded to is refused', async () => {
    expect(await codeOf('a.jpg', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('ListDamaged');
  });

  it('[LST-7] bytes of any kind are told apart without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void sniff(bytes)),
      { numRuns: 500 },
    );
  });

  it('[LST-7] a mutated CSV is a report or a refusal, never a throw', async () => {
    const rows = bytesOf(Array.from({ length: 20 }, (_, n) => `${n};${anId(n)}`).join('\n'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(rows.length - 1), fc.nat(255)), { maxLength: 30 }),
        async (changes) => {
          const changed = rows.slice();
          for (const [at, value] of changes) changed[at] = value;
          expect(['report', 'refused']).toContain((await read('x.csv', changed)).kind);
        },
      ),
      { numRuns: 150 },
    );
  });

  /** pdf.js leaves promises behind that nobody awaits; in the program they end with the Worker. Only its own count. */
  const sparingPdfJs = async (run: () => Promise<void>): Promise<void> => {
    const listeners = process.listeners('unhandledRejection');
    const others: unknown[] = [];
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', (failure) => {
      if (!(failure instanceof Error && /pdfjs-dist/.test(failure.stack ?? ''))) others.push(failure);
    });
    try {
      await run();
      // Node speaks of them at the end of a turn.
      await new Promise((turn) => setImmediate(turn));
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of listeners) process.on('unhandledRejection', listener);
    }
    expect(others).toEqual([]);
  };

  it('[LST-7] a mutated PDF is a report or a refusal, never a throw', async () => {
    const pdf = sheetPdf([[anId(1), anId(2)], [anId(3)]]);
    const structure = /\d+ 0 obj|stream|endobj|xref|trailer|\/Length|\/Kids|\/Count|Tj/g;
    const places = [...Buffer.from(pdf).toString('latin1').matchAll(structure)].map(({ index }) => index);
    await sparingPdfJs(() =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.constantFrom(...places), fc.nat(8), fc.nat(255)), {
            minLength: 1,
            maxLength: 6,
          }),
          fc.nat(pdf.length),
          fc.boolean(),
          async (changes, cut, shorten) => {
            const changed = shorten ? pdf.slice(0, cut) : pdf.slice();
            for (const [at, off, value] of changes) if (at + off < changed.length) changed[at + off] = value;
            expect(['report', 'refused']).toContain((await read('x.pdf', changed)).kind);
          },
        ),
        { numRuns: 60 },
      ),
    );
  });
});
