import type { Site } from '../kernel/context';
import { html } from '../kernel/html';
import { formatDate, type LocalDate } from '../kernel/instant';
import type { PrescriptionId } from '../kernel/ids';
import type { PrintPage } from '../kernel/print-page';
import type { Prescription } from '../prescriptions/model';
import { ownCodeText } from '../scanning/own-codes';
import type { DrawBarcode } from './barcode';
import { bars, labelModuleMm } from './barcode-html';
import { labelPaper, nameOf } from './dispensing-label';

/** First and last group of a script's id, without its check character: short enough for a label, and never an id. */
export const bagCodeOf = (id: PrescriptionId): string => `${id.slice(0, 6)}${id.slice(14, 19)}`;

const style = html`<style>
  .bag {
    box-sizing: border-box;
    width: 70mm;
    height: 33mm;
    padding: 1mm 2mm;
    overflow: hidden;
    line-height: 1.15;
    font-size: 7.5pt;
  }
  .bag h1 {
    font-size: 12pt;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .bag .long {
    font-size: 8pt;
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
    font-size: 6.5pt;
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

/** [LBL-4] The label of a bag: who, where they live, how many items, and a code of ours that opens the script. */
export const bagLabel = (
  { prescription, items, owed, check, site, date }: Bag,
  draw: DrawBarcode,
): PrintPage => {
  const { patient, shortId } = prescription;
  const name = nameOf(patient);
  const code = ownCodeText({ kind: 'bag', code: bagCodeOf(shortId) });
  const address = [...patient.addressLines.filter((line) => line !== ''), patient.postcode].join(', ');
  return {
    title: 'Bag label',
    page: labelPaper,
    html: html`${style}
      <section class="bag">
        <h1 class="${name.length > 26 ? 'long' : ''}">${name}</h1>
        <p>${address.length > 110 ? patient.postcode : address}</p>
        <p>
          Born ${formatDate(patient.birthDate)} · ${items}
          ${items === 1 ? 'item' : 'items'}${
            owed === 0 ? '' : `, ${owed} owed`
          }${check ? html` · <b>ASK WHO THIS IS</b>` : ''}
        </p>
        <div class="code">${bars(draw.code128(code), labelModuleMm, 11)}</div>
        <div class="plain"><span>${code}</span><span>${site.name}, ${formatDate(date)}</span></div>
      </section>`,
  };
};
