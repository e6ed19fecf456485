import type { Site } from '../kernel/context';
import { html, type Html } from '../kernel/html';
import { formatDate, formatDateTime, readWall, type Instant } from '../kernel/instant';
import { filled } from '../kernel/filled';
import { lookUp } from '../kernel/look-up';
import { formatNhsNumber } from '../kernel/nhs-number';
import type { PrintPage } from '../kernel/print-page';
import type { Item, Prescription } from '../prescriptions/model';
import { directionsSaid, noteSaid, quantitySaid } from '../prescriptions/item-said';
import type { TokenPrint } from '../prints/model';
import { reprintOf } from '../prints/words';
import type { DrawBarcode } from './barcode';
import { bars, paperModuleMm } from './barcode-html';
import { nameOf } from './dispensing-label';

const style = html`<style>
  .token {
    display: grid;
    grid-template-columns: 104mm 102mm;
    box-sizing: border-box;
    width: 208mm;
    padding: 8mm 2mm;
    font-size: 9pt;
    line-height: 1.3;
  }
  .token > div {
    padding: 0 3mm;
  }
  .token .right {
    border-left: 0.2mm dashed #000;
  }
  .token h1 {
    font-size: 11pt;
    margin: 0 0 2mm;
  }
  .token h2 {
    font-size: 8pt;
    margin: 3mm 0 0.5mm;
    text-transform: uppercase;
    letter-spacing: 0.03em;
  }
  .token p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .token .said {
    white-space: pre-line;
  }
  .token .item {
    margin-bottom: 3mm;
    break-inside: avoid;
  }
  .token .item b {
    font-size: 10pt;
  }
  .token .id {
    font:
      700 12pt 'Courier New',
      monospace;
    text-align: center;
  }
  .token .again {
    margin-top: 2mm;
    padding: 1mm 2mm;
    border: 0.4mm solid #000;
  }
  .token .code {
    text-align: center;
    margin-bottom: 1mm;
  }
</style>`;

const words: Readonly<Record<Prescription['treatment'], string>> = {
  acute: 'Acute',
  repeat: 'Repeat',
  erd: 'Repeat dispensing',
};

/** A line that was closed when it came says so: whoever reads the token must not take it for one to be had. */
const closedWords: Readonly<Record<string, string>> = {
  '0001': 'Dispensed before.',
  '0002': 'Not dispensed.',
  '0005': 'Cancelled by the prescriber: not to be supplied.',
  '0006': 'Expired: not to be supplied.',
};

/** [LBL-3] Everything that the script says of an item; the words of a person keep their lines. */
const itemOf = (item: Item): Html => {
  const { medication, endorsements, repeat, status } = item;
  const note = noteSaid(item);
  const closed = lookUp(closedWords, status);
  return html`<div class="item">
    <p><b>${medication.display}</b></p>
    ${closed === undefined ? undefined : html`<p><b>${closed}</b></p>`}
    <p>${quantitySaid(item)}</p>
    <p class="said">${directionsSaid(item)}</p>
    ${note === '' ? undefined : html`<p class="said">${note}</p>`}
    ${
      endorsements.length === 0
        ? undefined
        : html`<p>Endorsed: ${endorsements.map(({ display, code }) => display || code).join(', ')}</p>`
    }
    ${
      repeat === undefined || repeat.allowed < 2
        ? undefined
        : html`<p>Issue ${repeat.issued} of ${repeat.allowed}</p>`
    }
  </div>`;
};

/** When it was signed and from when on it holds, and how to reach who did. */
const prescriberOf = ({ prescriber, startDate, signedAt, daysSupply }: Prescription): Html => {
  const { name, professionalCode, organisation, organisationOds, address, phone, organisationPhone } =
    prescriber;
  const signed = signedAt === undefined ? '' : readWall(signedAt).date;
  return html`<p>${name} ${professionalCode}</p>
    <p>${filled([organisation, organisationOds]).join(', ')}</p>
    <p>${address}</p>
    <p>${[...new Set(filled([phone, organisationPhone]))].join(', ')}</p>
    <p>Date ${formatDate(startDate)}</p>
    ${signed === '' || signed === startDate ? undefined : html`<p>Signed ${formatDate(signed)}</p>`}
    ${daysSupply === undefined ? undefined : html`<p>Days of treatment ${daysSupply}</p>`}`;
};

const leftHalf = (prescription: Prescription): Html => {
  const { patient, items } = prescription;
  return html`<div class="left">
    <h1>Dispensing token</h1>
    <h2>Patient</h2>
    <p><b>${nameOf(patient)}</b></p>
    <p>Born ${formatDate(patient.birthDate)}</p>
    ${patient.nhsNumber === undefined ? undefined : html`<p>NHS No. ${formatNhsNumber(patient.nhsNumber)}</p>`}
    <p>${[...patient.addressLines.filter((line) => line !== ''), patient.postcode].join(', ')}</p>
    <h2>Prescribed</h2>
    ${items.map(itemOf)}
    <h2>Prescriber</h2>
    ${prescriberOf(prescription)}
  </div>`;
};

/** [PRN-3] */
const reprint = (before: readonly TokenPrint[]): Html | undefined => {
  const again = reprintOf(before);
  return (
    again &&
    html`<p class="again">
      <b>REPRINT, copy ${again.copy}.</b> The one before was printed on ${again.last}.
    </p>`
  );
};

type Printed = {
  readonly site: Site;
  readonly at: Instant;
  /** Tokens of this script before this one. */
  readonly before: readonly TokenPrint[];
};

const rightHalf = (prescription: Prescription, { site, at, before }: Printed, draw: DrawBarcode): Html => {
  const { shortId, issue, issues, treatment, type, reviewDate, patientInstructions, repeatList } =
    prescription;
  return html`<div class="right">
    <div class="code">${bars(draw.code128(shortId), paperModuleMm, 14)}</div>
    <p class="id">${shortId}</p>
    ${reprint(before)}
    <h2>Type</h2>
    <p>
      ${words[treatment]}${issues > 1 ? `, issue ${issue} of ${issues}` : ''}${
        type.display === '' && type.code === '' ? '' : `, ${type.display || type.code}`
      }
    </p>
    ${reviewDate === '' ? undefined : html`<p>Review by ${formatDate(reviewDate)}</p>`}
    <h2>Printed by</h2>
    <p>${site.name} (${site.ods})</p>
    <p>${site.addressLines.join(', ')}, ${site.postcode}</p>
    <p>${site.phone}</p>
    <p>${formatDateTime(at)}</p>
    ${
      patientInstructions.length === 0
        ? undefined
        : html`<h2>For the patient</h2>
            ${patientInstructions.map((text) => html`<p class="said">${text}</p>`)}`
    }
    ${
      repeatList === undefined
        ? undefined
        : html`<h2>Authorised repeats</h2>
            ${repeatList.map((name) => html`<p>${name}</p>`)}`
    }
    <h2>What this is</h2>
    <p>
      A copy on paper of an electronic prescription. It is not a prescription: nothing may be dispensed from
      it without the electronic one.
    </p>
  </div>`;
};

/**
 * [LBL-3] The dispensing token (SCAL 5.1): the script as it was received, its id as Code 128 with hyphens in the
 * right half, one for a sheet. A blank sheet of A4 stands in for the form; its own geometry is NHSBSA's.
 */
export const dispensingToken = (
  prescription: Prescription,
  printed: Printed,
  draw: DrawBarcode,
): PrintPage => ({
  title: `Dispensing token ${formatDate(readWall(printed.at).date)}`,
  page: 'A4',
  html: html`${style}
    <section class="token">${leftHalf(prescription)} ${rightHalf(prescription, printed, draw)}</section>`,
});
