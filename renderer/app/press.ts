import { drawBarcode } from '../platform/barcodes/draw';
import { paper } from '../platform/paper';

/** What prints: this computer's paper and files, and the drawing of barcodes. */
export const press = { paper, draw: drawBarcode };
