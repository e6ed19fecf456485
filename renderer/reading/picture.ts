import { mostPixels, type Pixels } from './barcodes';
import { makeCanvas, pixelsOf } from './canvas';

/** A picture's pixels, shrunk where there are too many; transparent ones are paper. The bitmap is used up. */
export const pixelsOfBitmap = (bitmap: ImageBitmap): Pixels => {
  const scale = Math.min(1, Math.sqrt(mostPixels / (bitmap.width * bitmap.height)));
  const drawn = makeCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const { width, height } = drawn.canvas;
  drawn.context.fillStyle = '#fff';
  drawn.context.fillRect(0, 0, width, height);
  drawn.context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return pixelsOf(drawn);
};

export const decodePicture = async (bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> =>
  pixelsOfBitmap(await createImageBitmap(new Blob([bytes])));
