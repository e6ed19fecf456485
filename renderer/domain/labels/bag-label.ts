import type { Site } from '../kernel/context';
import { counted } from '../kernel/counted';
import { html } from '../kernel/html';
import { formatDate, type LocalDate } from '../kernel/instant';
import type { PrescriptionId } from '../kernel/ids';
import type { PrintPage } from '../kernel/print-page';
import type { Prescription } from '../prescriptions/model';
import { ownCodeText } from '../scanning/own-codes';
import type { DrawBarcode } from './barcode';
import { bars, labelModuleMm } from './barcode-html';
import { labelPaper, nameOf } from './dispensing-label';
import { foldable, lineHeightMm, lineMm, wrap } from './measure';

/** First and last group of a script's id, without its check character: short enough for a label, and never an id. */
export const bagCodeOf = (id: PrescriptionId): string => `${id.slice(0, 6)}${id.slice(14, 19)}`;

const columnMm = labelPaper.widthMm - 4;
const heightMm = 32;
/** Letters are measured generously; here that would leave out an address that has its place. */
const generous = 1.1;
const footPoints = 6.5;

type Size = {
  readonly name: number;
  readonly text: number;
  readonly codeMm: number;
  /** What is left out, the least needed first: which pharmacy, then all of the address but its postcode. */
  readonly without: readonly ('pharmacy' | 'address')[];
};
/** From what is read at arm's length to the smallest. */
const sizes: readonly Size[] = [
  { name: 12, text: 7.5, codeMm: 11, without: [] },
  { name: 9, text: 7, codeMm: 9, without: [] },
  { name: 8, text: 6.5, codeMm: 8, without: [] },
  { name: 8, text: 6.5, codeMm: 8, without: ['pharmacy'] },
];
const smallest: Size = { name: 8, text: 6.5, codeMm: 8, without: ['pharmacy', 'address'] };

const style = html`<style>
  .bag {
    box-sizing: border-box;
    width: 70mm;
    height: 33mm;
    padding: 1mm 2mm;
    line-height: 1.15;
  }
  .bag h1 {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .bag .code {
    text-align: center;
    margin-top: 1mm;
  }
  .bag p {
    margin: 0;
  }
  .bag .plain {
    display: flex;
    justify-content: space-between;
    gap: 2mm;
    font-size: 6.5pt;
  }
  .bag .plain span:first-child {
    white-space: nowrap;
  }
</style>`;

type Bag = {
  readonly prescription: Prescription;
  readonly items: number;
  /** So many items of which something is still owed. */
  readonly owed: number;
  /** [LBL-10] Other scripts of the NHS number name somebody else. */
  readonly check: boolean;
  readonly site: Site;
  readonly date: LocalDate;
};

type Words = { readonly name: string; readonly lines: readonly string[]; readonly foot: string };

const askWho = 'ASK\u00a0WHO\u00a0THIS\u00a0IS';

/** What stands on it over and under the bars. */
const wordsOf = (
  { prescription: { patient }, items, owed, check, site, date }: Bag,
  { without }: Size,
): Words => {
  const lines = without.includes('address') ? [] : patient.addressLines.filter((line) => line !== '');
  const inIt = `${counted(items, 'item', 'items')}${owed === 0 ? '' : `, ${owed} owed`}`;
  return {
    name: nameOf(patient),
    lines: [
      [...lines, patient.postcode].join(', '),
      `Born ${formatDate(patient.birthDate)} · ${inIt}${check ? ` · ${askWho}` : ''}`,
    ],
    foot: without.includes('pharmacy') ? formatDate(date) : `${site.name}, ${formatDate(date)}`,
  };
};

const fits = ({ name, lines, foot }: Words, code: string, size: Size): boolean => {
  const high = (text: string, points: number, bold: boolean, widthMm = columnMm): number =>
    wrap(foldable(text), widthMm * generous, { points, bold }).length * lineHeightMm(points);
  const footMm = columnMm - 2 - lineMm(code, { points: footPoints, bold: false });
  return (
    high(name, size.name, true) +
      lines.reduce((sum, line) => sum + high(line, size.text, line.endsWith(askWho)), 0) +
      (size.codeMm + 1) +
      high(foot, footPoints, false, footMm) <=
    heightMm
  );
};

/** [LBL-4] The label of a bag: who, where they live, how many items, and a code of ours that opens the script. */
export const bagLabel = (bag: Bag, draw: DrawBarcode): PrintPage => {
  const code = ownCodeText({ kind: 'bag', code: bagCodeOf(bag.prescription.shortId) });
  const size = sizes.find((one) => fits(wordsOf(bag, one), code, one)) ?? smallest;
  const { name, lines, foot } = wordsOf(bag, size);
  return {
    title: 'Bag label',
    page: labelPaper,
    html: html`${style}
      <section class="bag" style="font-size:${size.text}pt">
        <h1 style="font-size:${size.name}pt">${name}</h1>
        ${lines.map((line) =>
          line.endsWith(askWho)
            ? html`<p>${line.slice(0, -askWho.length)}<b>${askWho}</b></p>`
            : html`<p>${line}</p>`,
        )}
        <div class="code">${bars(draw.code128(code), labelModuleMm, size.codeMm)}</div>
        <div class="plain"><span>${code}</span><span>${foot}</span></div>
      </section>`,
  };
};
