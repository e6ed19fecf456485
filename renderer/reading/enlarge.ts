import type { Pixels } from './barcodes';

/** Where a pixel of the larger picture lies among those of the smaller one: between which two, and how far. */
type Between = { readonly from: number; readonly to: number; readonly share: number };

const placesIn = (length: number, scale: number): readonly Between[] =>
  Array.from({ length: Math.floor(length * scale) }, (_, i) => {
    const at = Math.min(length - 1, Math.max(0, (i + 0.5) / scale - 0.5));
    const from = Math.floor(at);
    return { from, to: Math.min(length - 1, from + 1), share: at - from };
  });

/** Bright and dark are all that a barcode is made of. */
const greyOf = ({ width, height, data }: Pixels): Float32Array => {
  const grey = new Float32Array(width * height);
  for (let i = 0; i < grey.length; i += 1)
    grey[i] = 0.3 * (data[4 * i] ?? 0) + 0.59 * (data[4 * i + 1] ?? 0) + 0.11 * (data[4 * i + 2] ?? 0);
  return grey;
};

const mixed = (grey: Float32Array, row: number, { from, to, share }: Between): number => {
  const left = grey[row + from] ?? 0;
  return left + ((grey[row + to] ?? 0) - left) * share;
};

/** A picture with more pixels, in grey, those between two of them of a shade between theirs. */
export const enlarge = (pixels: Pixels, scale: number): Pixels => {
  const { width } = pixels;
  const grey = greyOf(pixels);
  const [across, down] = [placesIn(width, scale), placesIn(pixels.height, scale)];
  const data = new Uint8ClampedArray(across.length * down.length * 4).fill(255);
  let at = 0;
  for (const y of down)
    for (const x of across) {
      const upper = mixed(grey, y.from * width, x);
      const value = upper + (mixed(grey, y.to * width, x) - upper) * y.share;
      data[at] = value;
      data[at + 1] = value;
      data[at + 2] = value;
      at += 4;
    }
  return { width: across.length, height: down.length, data };
};
