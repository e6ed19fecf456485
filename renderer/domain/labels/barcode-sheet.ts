import { html, type Html } from '../kernel/html';
import type { PrescriptionId } from '../kernel/ids';
import type { PrintPage } from '../kernel/print-page';
import type { DrawBarcode } from './barcode';
import { bars, paperModuleMm } from './barcode-html';

/** One script of a sheet: its id and what a person needs to find it. */
export type SheetEntry = { readonly id: PrescriptionId; readonly lines: readonly string[] };

const perPage = 20;

const style = html`<style>
  .sheet {
    box-sizing: border-box;
    width: 210mm;
    height: 295mm;
    padding: 9mm 7mm 5mm;
    overflow: hidden;
    break-after: page;
    display: flex;
    flex-direction: column;
  }
  .sheet:last-child {
    break-after: auto;
  }
  .sheet header {
    display: flex;
    justify-content: space-between;
    font-size: 9pt;
    margin-bottom: 2mm;
  }
  .sheet main {
    flex: 1;
    display: grid;
    grid-template-columns: 98mm 98mm;
    grid-auto-rows: 27mm;
  }
  .sheet .entry {
    padding-top: 1mm;
    font-size: 7.5pt;
    line-height: 1.2;
    overflow: hidden;
  }
  .sheet .id {
    font:
      700 9pt 'Courier New',
      monospace;
    padding-left: 4mm;
  }
  .sheet .entry p {
    margin: 0;
    padding-left: 4mm;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
</style>`;

const entryOf = ({ id, lines }: SheetEntry, draw: DrawBarcode): Html =>
  html`<div class="entry">
    ${bars(draw.code128(id), paperModuleMm, 11)}
    <p class="id">${id}</p>
    ${lines.slice(0, 3).map((line) => html`<p>${line}</p>`)}
  </div>`;

/** [LBL-5] Sheets of barcodes, twenty to a page, each page with its heading and number. */
export const barcodeSheet = (
  heading: string,
  entries: readonly SheetEntry[],
  draw: DrawBarcode,
): PrintPage => {
  const pages = Array.from({ length: Math.max(1, Math.ceil(entries.length / perPage)) }, (_, i) =>
    entries.slice(i * perPage, (i + 1) * perPage),
  );
  const drawn = pages.map(
    (page, i) =>
      html`<section class="sheet">
        <header><b>${heading}</b><span>page ${i + 1} of ${pages.length}</span></header>
        <main>${page.map((entry) => entryOf(entry, draw))}</main>
      </section>`,
  );
  return { title: 'Sheet of barcodes', page: 'A4', html: html`${style}${drawn}` };
};
