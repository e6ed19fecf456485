import { html, type Html } from '../kernel/html';
import { formatDate, formatDateTime } from '../kernel/instant';
import { formatNhsNumber } from '../kernel/nhs-number';
import { enteredWords } from '../kernel/clock-fault';
import type { Site } from '../kernel/context';
import { pharmacyLine, recordRow as row, recordStyle } from './record-parts';
import { answerRows } from './asked';
import { scheduleWords } from './drugs';
import { matchRows } from './matches';
import { dueBy, routeNames, type UnscriptedItem, type UnscriptedState } from './model';
import { asInstant } from '../kernel/instant';

/** An item with its quantity, and what was said of its schedule. */
export const suppliedItem = ({ display, quantity, unit, schedule }: UnscriptedItem): string =>
  `${display}, ${quantity} ${unit}`.trim() + (schedule === '' ? '' : ` (${scheduleWords(schedule)})`);

/** [USC-5] The words of the label of a patient's own emergency supply (law.md 1.2). */
export const labelWords = ({ entry }: UnscriptedState): string | undefined =>
  entry.route === 'patient' ? 'Emergency Supply' : undefined;

const authorityRows = ({ entry }: UnscriptedState): readonly Html[] => {
  const { prescriber, interview, writtenOn } = entry;
  return [
    ...(prescriber
      ? [
          row(
            'Prescriber',
            [prescriber.name, prescriber.address, prescriber.phone].filter(Boolean).join(', '),
          ),
        ]
      : []),
    ...(writtenOn ? [row('Signed on', formatDate(writtenOn))] : []),
    ...(interview
      ? [
          row('Prescribed before', interview.evidence),
          row('Why no prescription', interview.whyNoPrescription),
        ]
      : []),
  ];
};

const laterRows = (state: UnscriptedState): readonly Html[] => {
  const due = dueBy(state);
  const { prescription, correctedBy, entry } = state;
  return [
    ...(due === undefined ? [] : [row('Script promised by', formatDateTime(asInstant(due)))]),
    ...matchRows(state).map(([name, { shortId, at, by }]) =>
      row(name, `${shortId}, matched ${formatDateTime(at)} by ${by}`),
    ),
    ...(prescription
      ? [
          row(
            'Prescription',
            `signed ${formatDate(prescription.writtenOn)}, received ${formatDate(prescription.receivedOn)}`,
          ),
        ]
      : []),
    ...(state.closed
      ? [
          row(
            'No script will come',
            `${formatDateTime(state.closed.at)} by ${state.closed.by}: ${state.closed.reason}`,
          ),
        ]
      : []),
    ...(entry.corrects ? [row('Corrects an earlier entry', entry.corrects.reason)] : []),
    ...(correctedBy ? [row('Corrected by a later entry', correctedBy.reason)] : []),
  ];
};

/** [USC-5] One entry of the register as the body of a page. */
export const recordPage = (state: UnscriptedState, site: Site, training: boolean): string => {
  const { entry } = state;
  const { patient } = entry;
  const words = labelWords(state);
  return html`${recordStyle}
    ${training ? html`<p><strong>TRAINING: invented patient, not a record</strong></p>` : undefined}
    <h1>${routeNames[entry.route]}</h1>
    <p>${pharmacyLine(site)}</p>
    ${words ? html`<p class="label">${words.toUpperCase()}</p>` : undefined}
    <table>
      ${[
        row('Supplied', formatDateTime(entry.suppliedAt)),
        row('Entered', enteredWords(state)),
        row('Patient', `${patient.family.toUpperCase()}, ${patient.given}`),
        row('Born', formatDate(patient.birthDate)),
        row('NHS number', patient.nhsNumber ? formatNhsNumber(patient.nhsNumber) : 'not known'),
        row('Address', [...patient.addressLines, patient.postcode].filter(Boolean).join(', ')),
        ...entry.items.map((item, i) =>
          row(`Item ${i + 1}`, `${suppliedItem(item)}. ${item.directions}`.trim()),
        ),
        row('Reason', entry.reason),
        ...answerRows(entry).map(([text, answer]) => row(text, answer)),
        ...authorityRows(state),
        ...laterRows(state),
      ]}
    </table>
    <p>Pharmacist ………………………………………………</p>`.toString();
};
