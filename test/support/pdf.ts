import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createCanvas, type Canvas } from '@napi-rs/canvas';
const resolve = createRequire(join(process.cwd(), 'package.json')).resolve;
const dpi = 200;

type Drawn = {
  readonly canvas: Canvas;
  readonly text: string;
  /** Of the page, in millimetres. */
  readonly widthMm: number;
  readonly heightMm: number;
  /** Of its smallest letters, in points: less than was asked for where the page was shrunk to fit. */
  readonly smallest: number;
};

/** The pages of a PDF as pixels, with their text. */
export const drawPdf = async (bytes: Uint8Array): Promise<readonly Drawn[]> => {
  // These packages are modules only; the e2e runner loads this file as CommonJS.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: Drawn[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const page = await pdf.getPage(n);
    const viewport = page.getViewport({ scale: dpi / 72 });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    // pdf.js draws on the canvas of Node as on a browser's.
    await page.render({ canvas: canvas as never, canvasContext: canvas.getContext('2d') as never, viewport })
      .promise;
    const { items } = await page.getTextContent();
    pages.push({
      canvas,
      text: items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''),
      widthMm: (viewport.width / dpi) * 25.4,
      heightMm: (viewport.height / dpi) * 25.4,
      smallest: Math.min(
        ...items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.height] : [])),
      ),
    });
  }
  return pages;
};

const openReader = async () => {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  // From the package, never from the network, which is where it would look by itself.
  const wasm = readFileSync(resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  return readBarcodes;
};
let reader: ReturnType<typeof openReader> | undefined;

/** Every barcode that a reader finds on a page. */
export const barcodesOn = async ({ canvas }: Drawn): Promise<readonly { format: string; text: string }[]> => {
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const readBarcodes = await (reader ??= openReader());
  const found = await readBarcodes(
    { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' },
    { tryHarder: true, maxNumberOfSymbols: 255 },
  );
  return found.map(({ format, text }) => ({ format, text }));
};
