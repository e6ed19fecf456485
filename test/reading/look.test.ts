import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import bwipjs from 'bwip-js/node';
import { describe, expect, it } from 'vitest';
import { readScan } from '../../renderer/domain/scanning/read-scan';
import { prepareBarcodes, readPicture, type Pixels } from '../../renderer/reading/barcodes';
import { anId, idPicture, picture } from '../support/sheets';

const wasmPath = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareBarcodes(Uint8Array.from(readFileSync(wasmPath)));

/** A square code of a pack in the middle of white paper. */
const packPicture = (text: string): Pixels => {
  const [code] = bwipjs.raw({ bcid: 'gs1datamatrix', text });
  if (!code || !('pixs' in code)) throw new Error('not drawn');
  const { pixs, pixx } = code;
  return picture({ width: 640, height: 480 }, (x, y) => {
    const [column, row] = [Math.floor((x - 200) / 8), Math.floor((y - 120) / 8)];
    return column >= 0 && column < pixx && row >= 0 && pixs[row * pixx + column] === 1;
  });
};

describe('the camera’s picture', () => {
  it('[SCN-22] the code of a pack keeps its separators: each field ends where it ends', async () => {
    const texts = await readPicture(packPicture('(01)05012345678900(10)B1(17)271231(21)S7'));
    expect(texts.map((text) => readScan(text, { sendsSeparators: true }))).toEqual([
      { kind: 'product', gtin: '05012345678900', batch: 'B1', expiry: '2027-12-31', serial: 'S7' },
    ]);
  });

  it('[SCN-22] an empty picture has no code', async () => {
    expect(await readPicture(picture({ width: 640, height: 480 }, () => false))).toEqual([]);
  });

  it('[SCN-22] a script’s code is its id', async () => {
    expect(await readPicture(idPicture(anId(3)))).toEqual([anId(3)]);
  });
});
