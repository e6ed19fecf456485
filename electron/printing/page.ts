import type { PageSize, PrintDocument } from '../contract/printing';

/** Millimetres of a page before it is turned. */
const sizes = { A4: { widthMm: 210, heightMm: 297 }, A5: { widthMm: 148, heightMm: 210 } } as const;

const sizeOf = (page: PageSize) => (typeof page === 'string' ? sizes[page] : page);

/** Width and height as the paper lies under the reader's eyes. */
export const turned = ({ page, landscape }: Pick<PrintDocument, 'page' | 'landscape'>) => {
  const { widthMm, heightMm } = sizeOf(page);
  return landscape ? { widthMm: heightMm, heightMm: widthMm } : { widthMm, heightMm };
};

export const inches = (mm: number): number => mm / 25.4;
export const microns = (mm: number): number => Math.round(mm * 1000);

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0).toString()};`);

/**
 * [PRT-1] Where a sheet may go and what it may run: nothing. Its pictures and styles come with it.
 */
export const sheetPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** [PRT-4] The mark of a training profile lies under each page, where barcodes stand on white, and small at its foot. */
const mark = ({ widthMm, heightMm }: { widthMm: number; heightMm: number }): string => {
  const size = Math.min(heightMm * 0.5, widthMm / 6.2);
  return `<div style="position:fixed;top:0;left:0;width:100%;height:${(heightMm - 1).toFixed(1)}mm;overflow:hidden;z-index:-1;display:flex;align-items:center;justify-content:center;font:700 ${size.toFixed(1)}mm Arial,sans-serif;letter-spacing:.06em;color:#cfcfcf">TRAINING</div><div style="position:fixed;right:2mm;bottom:.4mm;z-index:1;font:700 4.5pt Arial,sans-serif">TRAINING · invented patients</div>`;
};

/**
 * The whole page as Chromium gets it. Its size is said in CSS as well: printers are known to overrule the call.
 * Nothing may be taller than a page, for what is cut in two bears no mark on its second part.
 */
export const sheetHtml = (sheet: PrintDocument, training: boolean): string => {
  const size = turned(sheet);
  return [
    `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${escaped(sheet.title)}</title>`,
    `<style>@page{size:${size.widthMm}mm ${size.heightMm}mm;margin:0}html{background:#fff}html,body{margin:0;padding:0;color:#000;font-family:Arial,sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}iframe,object,embed,video{display:none}img,svg{max-width:100%;max-height:${size.heightMm - 2}mm}</style>`,
    `</head><body>${training ? mark(size) : ''}${sheet.html}</body></html>`,
  ].join('');
};
