import { code128, drawingSVG, gs1datamatrix } from 'bwip-js/generic';
import { drawWith } from './drawn';

const draws = { code128, gs1datamatrix } as const;

/** Barcodes as the program draws them: only the symbologies it needs are in its bundle. */
export const drawBarcode = drawWith((options) => draws[options.bcid](options, drawingSVG()));
