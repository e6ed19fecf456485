import type { Site } from '../kernel/context';
import { html, type Html } from '../kernel/html';
import { asInstant, formatDate, formatDateTime, readWall } from '../kernel/instant';
import { formatNhsNumber } from '../kernel/nhs-number';
import type { PrintPage } from '../kernel/print-page';
import type { Patient } from '../prescriptions/model';
import { pharmacyLine, recordRow as row, recordStyle } from '../unscripted/record-parts';
import type { HandedOut } from './handed-out';
import type { PatientRecord } from './model';
import { allergiesWords, nameOf } from './words';

type Content = {
  readonly patient: Patient;
  readonly own: PatientRecord | undefined;
  readonly handedOut: readonly HandedOut[];
};

type Around = {
  readonly site: Site;
  readonly training: boolean;
  readonly madeBy: string;
  readonly now: number;
};

const lineOf = ({ at, medicine, quantity }: HandedOut): Html =>
  row(formatDateTime(at), `${medicine}, ${quantity}`);

const allergiesLine = (own: PatientRecord | undefined): string => {
  const said = own?.allergies;
  const words = allergiesWords(said);
  return said ? `${words} (${said.by}, ${formatDate(readWall(said.at).date)})` : words;
};

/** [PAT-11] What this pharmacy knows of a patient, as a page for whoever treats them next. */
export const patientPage = (
  { patient, own, handedOut }: Content,
  { site, training, madeBy, now }: Around,
): PrintPage => ({
  title: 'Medication record',
  page: 'A4',
  html: html`${recordStyle}
    ${training ? html`<p><strong>TRAINING: invented patient, not a record</strong></p>` : undefined}
    <h1>Medication record</h1>
    <p>${pharmacyLine(site)}</p>
    <table>
      ${[
        row('Patient', nameOf(patient)),
        row('Born', patient.birthDate === '' ? 'not said' : formatDate(patient.birthDate)),
        row('NHS number', patient.nhsNumber ? formatNhsNumber(patient.nhsNumber) : 'not known'),
        row('Address', [...patient.addressLines, patient.postcode].filter(Boolean).join(', ')),
        row('Allergies', allergiesLine(own)),
        ...(own?.note && own.note.text !== '' ? [row('Note', own.note.text)] : []),
      ]}
    </table>
    <h2>Handed out by this pharmacy</h2>
    ${handedOut.length === 0 ? html`<p>Nothing is on record.</p>` : undefined}
    <table>
      ${handedOut.map(lineOf)}
    </table>
    <p>
      As this pharmacy has it on ${formatDateTime(asInstant(now))}, printed by ${madeBy}. Other pharmacies,
      hospitals and what was bought are not in it.
    </p>`,
});
