import { whole } from '../kernel/text';
import { html, type Html } from '../kernel/html';
import { formatDate, formatDateTime, readWall, type Instant } from '../kernel/instant';
import { listStyle } from '../kernel/list-style';
import { formatNhsNumber } from '../kernel/nhs-number';
import type { PrintPage } from '../kernel/print-page';
import type { Site } from '../kernel/context';
import type { Item, LineInBag, PrescriptionState } from '../prescriptions/model';
import { inBagOf } from '../prescriptions/bag';
import { amountSaid, chosenSaid } from '../prescriptions/item-said';
import { lineIsOpen, remainingOf } from '../prescriptions/supplied';

/** One script that waits, with what its row on the screen says. */
export type WaitingScript = {
  readonly state: PrescriptionState;
  /** Where it stands in the work. */
  readonly stands: string;
  /** Empty where nothing holds it. */
  readonly held: string;
  /** All reasons, the first one first. */
  readonly why: readonly string[];
};

export type WaitingSheet = {
  readonly groups: readonly { readonly title: string; readonly scripts: readonly WaitingScript[] }[];
  /** How many wait that are not on it. */
  readonly left: number;
  /** Downloads whose answer was lost: what they brought is not here to be on a sheet. */
  readonly inDoubt: number;
  readonly offlineSince: Instant | undefined;
};

export type WaitingFacts = { readonly site: Site; readonly madeAt: Instant; readonly madeBy: string };

const bagWords = (item: Item, { quantity, products = [] }: LineInBag): string =>
  [quantity === 0 ? 'none' : `${quantity}`, ...products.map((one) => chosenSaid(item, one))].join(', ');

const itemLine = (state: PrescriptionState, item: Item): Html => {
  const { medication, schedule, directions } = item;
  const bag = inBagOf(state, item);
  const left = amountSaid(item, remainingOf(state, item));
  return html`<div>
    ${medication.display} × <b>${left}</b>${
      schedule === '' ? undefined : html` <b>${schedule}</b>`
    }${bag && html` <b>in the bag: ${bagWords(item, bag)}</b>`}
    <span class="small">${directions}</span>
  </div>`;
};

const patientCell = ({ prescription }: PrescriptionState): Html => {
  const { family, given, birthDate, nhsNumber, addressLines, postcode, phone } = prescription.patient;
  return html`<b>${family.toUpperCase()}, ${given}</b><br />
    Born ${formatDate(birthDate)} · NHS No.
    ${nhsNumber === undefined ? 'not known' : formatNhsNumber(nhsNumber)}<br />
    <span class="small"
      >${[...addressLines, postcode, whole(phone)].filter((part) => part.trim() !== '').join(', ')}</span
    >`;
};

/** Whom to ring about it. */
const prescriberLine = ({ prescription }: PrescriptionState): string => {
  const { name, organisation, phone, organisationPhone } = prescription.prescriber;
  return [name, organisation, whole(organisationPhone || phone)]
    .filter((part) => part.trim() !== '')
    .join(', ');
};

const line = ({ state, stands, held, why }: WaitingScript, n: number): Html =>
  html`<tr>
    <td class="id"><span class="box"></span> ${n}</td>
    <td>${patientCell(state)}</td>
    <td>
      ${state.prescription.items.filter((item) => lineIsOpen(state, item)).map((item) => itemLine(state, item))}
    </td>
    <td>${stands}${held === '' ? undefined : html`<br /><b>HELD: ${held}</b>`}</td>
    <td>${why.join(', ')}</td>
    <td>
      <span class="id">${state.prescription.shortId}</span><br /><span class="small"
        >${prescriberLine(state)}</span
      >
    </td>
  </tr>`;

const groupOf = (title: string, scripts: readonly WaitingScript[], before: number): Html =>
  html`<h2>${title}: ${scripts.length}</h2>
    <table class="waiting">
      <thead>
        <tr>
          <th>Done</th>
          <th>Patient</th>
          <th>Still to be handed out</th>
          <th>Stands</th>
          <th>Why here</th>
          <th>Script, prescriber</th>
        </tr>
      </thead>
      <tbody>
        ${scripts.map((script, i) => line(script, before + i + 1))}
      </tbody>
    </table>`;

const style = html`<style>
  .box {
    display: inline-block;
    width: 3.2mm;
    height: 3.2mm;
    border: 0.3mm solid #000;
    vertical-align: -0.5mm;
  }
  .small {
    font-size: 8pt;
  }
  .waiting {
    table-layout: fixed;
  }
  .waiting th:nth-child(1) {
    width: 13mm;
  }
  .waiting th:nth-child(2) {
    width: 66mm;
  }
  .waiting th:nth-child(3) {
    width: 86mm;
  }
  .waiting th:nth-child(4) {
    width: 27mm;
  }
  .waiting th:nth-child(6) {
    width: 46mm;
  }
</style>`;

const notOnIt = ({ left, inDoubt }: WaitingSheet): string =>
  [
    left === 0 ? 'Everything that waits is on it.' : `${left} more wait and are not on it.`,
    inDoubt === 0
      ? ''
      : `${inDoubt === 1 ? 'One download is' : `${inDoubt} downloads are`} in doubt: up to 25 scripts each may be with us and on no list.`,
  ]
    .filter((text) => text !== '')
    .join(' ');

/** [TRI-12] What waits, by need, as paper to work from: numbered, so that a page that is missing shows. */
export const waitingPage = (sheet: WaitingSheet, { site, madeAt, madeBy }: WaitingFacts): PrintPage => {
  const { groups, offlineSince } = sheet;
  const total = groups.reduce((sum, { scripts }) => sum + scripts.length, 0);
  const starts = groups.map((_, i) =>
    groups.slice(0, i).reduce((sum, { scripts }) => sum + scripts.length, 0),
  );
  const offline =
    offlineSince === undefined ? '' : `The broker was offline since ${formatDateTime(offlineSince)}.`;
  return {
    title: `What waits by need ${formatDate(readWall(madeAt).date)}`,
    page: 'A4',
    landscape: true,
    html: html`${listStyle}${style}
      <h1>What waits, by need: ${total} ${total === 1 ? 'script' : 'scripts'}</h1>
      <p>
        ${site.name} (${site.ods}), ${site.phone}. As it stood at ${formatDateTime(madeAt)}; printed by
        ${madeBy}. ${offline}
      </p>
      <p>${notOnIt(sheet)}</p>
      <p>
        <b
          >This sheet is not a prescription. Nothing is handed out of what is held or in doubt. Enter each
          hand-out in Holdfast, with its time.</b
        >
      </p>
      ${groups.map(({ title, scripts }, i) => groupOf(title, scripts, starts[i] ?? 0))}`,
  };
};
