import { enteredWords } from '../kernel/clock-fault';
import type { Site } from '../kernel/context';
import { html } from '../kernel/html';
import { formatDate, formatDateTime } from '../kernel/instant';
import { formatNhsNumber } from '../kernel/nhs-number';
import { pharmacyLine, recordRow as row, recordStyle } from './record-parts';
import { answerRows } from './asked';
import { scheduleWords } from './drugs';
import type { RefusedState, RefusedSupply } from './refused';

export const refusedTitles: Readonly<Record<RefusedSupply['route'], string>> = {
  prescriber: 'Emergency supply refused to a prescriber',
  patient: 'Emergency supply refused to a patient',
};

/** What was asked for, with its quantity where one was named. */
export const askedItem = ({ display, quantity, unit, schedule }: RefusedSupply['items'][number]): string =>
  `${display}${quantity > 0 ? ` × ${quantity} ${unit}` : ''}${schedule === '' ? '' : ` (${scheduleWords(schedule)})`}`.trim();

/** [USC-14] [USC-15] A refusal as rows of a name and a value, for the screen and for paper. */
export const refusedRows = (state: RefusedState): readonly (readonly [name: string, value: string])[] => {
  const { refused, correctedBy } = state;
  const { patient, items, askedAt, askedBy, why, advice, corrects } = refused;
  const corrected =
    correctedBy && `${formatDateTime(correctedBy.at)} by ${correctedBy.by}: ${correctedBy.reason}`;
  return [
    ['Asked at', formatDateTime(askedAt)],
    ['Asked by', askedBy],
    ['Patient', `${patient.family.toUpperCase()}, ${patient.given}`],
    ['Born', formatDate(patient.birthDate)],
    ['NHS number', patient.nhsNumber ? formatNhsNumber(patient.nhsNumber) : 'not known'],
    ...items.map((item, i): [string, string] => [`Asked for ${i + 1}`, askedItem(item)]),
    ...answerRows(refused),
    ['Why it was refused', why],
    ['Advised', advice],
    ['Refused and entered', enteredWords(state)],
    ...(corrects ? ([['Corrects an earlier record', corrects.reason]] as const) : []),
    ...(corrected === undefined ? [] : ([['Corrected by a later record', corrected]] as const)),
  ];
};

/** [USC-14] A refusal as the body of a page. */
export const refusedPage = (state: RefusedState, site: Site): string =>
  html`${recordStyle}
    <h1>${refusedTitles[state.refused.route]}</h1>
    <p>${pharmacyLine(site)}</p>
    <table>
      ${refusedRows(state).map(([name, value]) => row(name, value))}
    </table>
    <p>Nothing was supplied.</p>
    <p>Pharmacist ………………………………………………</p>`.toString();
