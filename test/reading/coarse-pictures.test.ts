import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { prepareBarcodes, type Pixels } from '../../renderer/reading/barcodes';
import { readFile, type Eyes } from '../../renderer/reading/read-file';
import { anId, sheetPixels } from '../support/sheets';

const wasmPath = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
const readCodes = prepareBarcodes(Uint8Array.from(readFileSync(wasmPath)));

/** A page as a coarse scan has it, a little aslant: each of its pixels is the mean of those that it covers. */
const coarse = (page: Pixels, share: number): Pixels => {
  const width = Math.floor(page.width * share);
  const height = Math.floor(page.height * share);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = x / share + y * 0.008 - 8;
      const to = from + 1 / share;
      const row = Math.floor((y + 0.5) / share) * page.width;
      let sum = 0;
      for (let at = Math.floor(from); at < to; at += 1)
        sum += (page.data[(row + at) * 4] ?? 255) * (Math.min(at + 1, to) - Math.max(at, from));
      data.fill(sum * share, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return { width, height, data };
};

describe('a picture with less than two pixels to a bar', () => {
  it.each([0.93, 0.8, 0.68])(
    '[LST-6] twenty are read from %f of the pixels that they need, and none is said to be unreadable',
    async (share) => {
      const ids = Array.from({ length: 20 }, (_, n) => anId(n));
      const eyes: Eyes = {
        readCodes,
        openPdf: () => Promise.reject(new Error('a picture')),
        decodePicture: () => Promise.resolve(coarse(sheetPixels(ids), share)),
      };
      const file = { name: 'sent-small.jpg', bytes: Uint8Array.from([0xff, 0xd8, 0xff]) };
      const got = await readFile(file, eyes, () => undefined);
      if (got.kind === 'refused') throw new Error(got.code);
      // Aslant, the right column stands a little lower than the left one.
      expect(got.entries.map(({ shortId }) => shortId).sort()).toEqual([...ids].sort());
      expect(got.counts).toEqual({ malformed: 0, duplicated: 0, unreadable: 0, disagreeing: 0 });
    },
  );
});
