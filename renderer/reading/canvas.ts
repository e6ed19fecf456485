import type { Pixels } from './barcodes';

export type Canvas = {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
};

export const makeCanvas = (width: number, height: number): Canvas => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('there is no canvas to draw on');
  return { canvas, context };
};

export const pixelsOf = ({ canvas, context }: Canvas): Pixels =>
  context.getImageData(0, 0, canvas.width, canvas.height);
