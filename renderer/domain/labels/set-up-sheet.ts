import { html } from '../kernel/html';
import type { PrintPage } from '../kernel/print-page';
import { setUpPackText, setUpText } from '../scanning/learn';
import type { DrawBarcode } from './barcode';
import { bars, matrix, paperModuleMm } from './barcode-html';

/** The set-up codes on paper, for a scanner that does not read a screen. */
export const setUpSheet = (draw: DrawBarcode): PrintPage => ({
  title: 'Set-up codes for a scanner',
  page: 'A4',
  html: html`<style>
      .setup {
        padding: 18mm;
        font-size: 12pt;
        line-height: 1.4;
      }
      .setup h1 {
        font-size: 16pt;
      }
      .setup .code {
        margin: 6mm 0 14mm;
      }
    </style>
    <section class="setup">
      <h1>Set-up codes for a scanner</h1>
      <p>In Holdfast press F8, then B for “Scanner”.</p>
      <div class="code">${bars(draw.code128(setUpText), paperModuleMm, 18)}</div>
      <p>A scanner that also reads square codes: scan this one when Holdfast asks for it.</p>
      <div class="code">${matrix(draw.packMatrix(setUpPackText), 0.6)}</div>
    </section>`,
});
