import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import type { SeenCode } from '../domain/recovery/page-ids';

/** Pixels as a canvas gives them: four bytes each. */
export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };
/** More pixels than this are not drawn or looked at in one piece: a barcode that needs more was never on paper. */
export const mostPixels = 24_000_000;
/** `thorough` looks for every kind of code, at every angle; without it, for upright Code 128 as sheets have it. */
export type ReadCodes = (pixels: Pixels, thorough: boolean) => Promise<readonly SeenCode[]>;

const quick: ReaderOptions = {
  formats: ['Code128'],
  tryHarder: true,
  tryRotate: false,
  tryDownscale: false,
  tryInvert: false,
  returnErrors: true,
  maxNumberOfSymbols: 255,
};
const all: ReaderOptions = {
  ...quick,
  formats: ['Code128', 'DataMatrix', 'QRCode'],
  tryRotate: true,
  tryDownscale: true,
};

/** What lies before a camera: scripts, packs and set-up codes, however they are turned; separators are kept. */
const before: ReaderOptions = {
  ...all,
  formats: [...(all.formats ?? []), 'EAN13', 'EAN8', 'UPCA'],
  textMode: 'Plain',
  returnErrors: false,
};

const imageOf = ({ width, height, data }: Pixels): ImageData =>
  ({ width, height, data, colorSpace: 'srgb' }) as ImageData; // zxing reads these fields only

/** [SCN-22] The texts of the codes in a camera's picture; `prepareBarcodes` comes first. */
export const readPicture = async (pixels: Pixels): Promise<readonly string[]> =>
  (await readBarcodes(imageOf(pixels), before)).map(({ text }) => text);

/** zxing with wasm that is handed in: left alone it would look for it on the internet. */
export const prepareBarcodes = (wasm: Uint8Array<ArrayBuffer>): ReadCodes => {
  prepareZXingModule({ overrides: { wasmBinary: wasm.slice().buffer } });
  return async (pixels, thorough) => {
    const { width, height } = pixels;
    return (await readBarcodes(imageOf(pixels), thorough ? all : quick)).map(
      ({ isValid, text, position }) => ({
        text: isValid ? text : undefined,
        x: (100 * (position.topLeft.x + position.topRight.x)) / 2 / width,
        y: (100 * (position.topLeft.y + position.bottomLeft.y)) / 2 / height,
      }),
    );
  };
};
