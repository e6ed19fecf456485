import { getDocument, VerbosityLevel, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// The same thread does both halves of pdf.js: this is a Worker already.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { mostPixels, type Pixels } from './barcodes';
import { makeCanvas, pixelsOf, type Canvas } from './canvas';

export type PdfPage = {
  readonly text: () => Promise<string>;
  /** The page drawn at so many dots to the inch. */
  readonly draw: (dotsPerInch: number) => Promise<Pixels>;
  readonly release: () => void;
};
export type OpenPdf = {
  readonly kind: 'pdf';
  readonly pages: number;
  readonly page: (number: number) => Promise<PdfPage>;
  readonly close: () => Promise<void>;
};
export type PdfRefused = { readonly kind: 'pdf-refused'; readonly locked: boolean };

/** What pdf.js draws on, without a document. */
class CanvasFactory {
  create(width: number, height: number): Canvas {
    return makeCanvas(Math.max(1, width), Math.max(1, height));
  }
  reset({ canvas }: Canvas, width: number, height: number): void {
    canvas.width = width;
    canvas.height = height;
  }
  destroy({ canvas }: Canvas): void {
    canvas.width = 0;
    canvas.height = 0;
  }
}

class FilterFactory {
  addFilter = (): string => 'none';
  addHCMFilter = (): string => 'none';
  addAlphaFilter = (): string => 'none';
  addLuminosityFilter = (): string => 'none';
  addHighlightHCMFilter = (): string => 'none';
  addKnockoutFilter = (): string => 'none';
  destroy = (): void => undefined;
}

const textOf = async (page: PDFPageProxy): Promise<string> => {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ' '}` : '')).join('');
};

/** A page as large as a poster is drawn smaller rather than not at all. */
const draw = async (page: PDFPageProxy, dotsPerInch: number): Promise<Pixels> => {
  const asked = page.getViewport({ scale: dotsPerInch / 72 });
  const shrink = Math.min(1, Math.sqrt(mostPixels / (asked.width * asked.height)));
  const viewport = page.getViewport({ scale: (dotsPerInch / 72) * shrink });
  const drawn = makeCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  // pdf.js draws on an OffscreenCanvas as on any other; its types know only those of a page.
  const canvasContext = drawn.context as unknown as CanvasRenderingContext2D;
  await page.render({ canvas: null, canvasContext, viewport, background: '#fff' }).promise;
  const pixels = pixelsOf(drawn);
  drawn.canvas.width = 0;
  return pixels;
};

const pageOf = (page: PDFPageProxy): PdfPage => ({
  text: () => textOf(page),
  draw: (dotsPerInch) => draw(page, dotsPerInch),
  release: () => void page.cleanup(),
});

/** Opens a PDF; pages are read one at a time and let go, so that memory does not grow with their number. */
export const openPdf = async (bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf | PdfRefused> => {
  try {
    const task = getDocument({
      data: bytes,
      CanvasFactory,
      FilterFactory,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      useWasm: false,
      isEvalSupported: false,
      isOffscreenCanvasSupported: true,
      isImageDecoderSupported: false,
      stopAtErrors: false,
      maxImageSize: 100_000_000,
      verbosity: VerbosityLevel.ERRORS,
    });
    const file = await task.promise;
    return {
      kind: 'pdf',
      pages: file.numPages,
      page: async (number) => pageOf(await file.getPage(number)),
      close: () => task.destroy(),
    };
  } catch (failure) {
    return {
      kind: 'pdf-refused',
      locked: failure instanceof Error && failure.name === 'PasswordException',
    };
  }
};
