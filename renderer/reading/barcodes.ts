import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import type { SeenCode } from '../domain/recovery/page-ids';

/** Pixels as a canvas gives them: four bytes each. */
export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };
export type ReadCodes = (pixels: Pixels) => Promise<readonly SeenCode[]>;

const options: ReaderOptions = {
  formats: ['Code128', 'DataMatrix', 'QRCode'],
  tryHarder: true,
  tryInvert: false,
  returnErrors: true,
  maxNumberOfSymbols: 255,
};

/** zxing with wasm that is handed in: left alone it would look for it on the internet. */
export const prepareBarcodes = (wasm: Uint8Array<ArrayBuffer>): ReadCodes => {
  prepareZXingModule({ overrides: { wasmBinary: wasm.slice().buffer } });
  return async ({ width, height, data }) => {
    const image = { width, height, data, colorSpace: 'srgb' } as ImageData; // zxing reads these fields only
    return (await readBarcodes(image, options)).map(({ isValid, text, position }) => ({
      text: isValid ? text : undefined,
      x: (100 * (position.topLeft.x + position.topRight.x)) / 2 / width,
      y: (100 * (position.topLeft.y + position.bottomLeft.y)) / 2 / height,
    }));
  };
};
