import { html, type Html } from '../kernel/html';
import type { Barcode } from './barcode';

/** Eight dots of a 600 dpi printer, four of a 300 dpi one. */
export const paperModuleMm = 25.4 / 75;
/** Two dots of a label printer of 203 dpi. */
export const labelModuleMm = (25.4 / 203) * 2;
/** White on both sides of a row of bars, in modules. */
const quietModules = 10;

/** [LBL-6] A row of bars on white, with the quiet it needs on both sides and at least 8 mm of height. */
export const bars = (code: Barcode, moduleMm: number, heightMm: number): Html => {
  const quiet = (quietModules * moduleMm).toFixed(3);
  const width = (code.modulesWide * moduleMm).toFixed(3);
  return html`<span style="display:inline-block;background:#fff;padding:0 ${quiet}mm;line-height:0"
    ><img alt="" src="${code.src}" style="width:${width}mm;height:${Math.max(8, heightMm)}mm"
  /></span>`;
};

/** A square code on white with one module of quiet. */
export const matrix = (code: Barcode, moduleMm: number): Html => {
  const [width, height] = [code.modulesWide * moduleMm, code.modulesHigh * moduleMm];
  return html`<span
    style="display:inline-block;background:#fff;padding:${moduleMm.toFixed(3)}mm;line-height:0"
    ><img alt="" src="${code.src}" style="width:${width.toFixed(3)}mm;height:${height.toFixed(3)}mm"
  /></span>`;
};
