import type { Site } from '../kernel/context';
import { html, type Html } from '../kernel/html';
import { asInstant, formatDate, formatDateTime, readWall } from '../kernel/instant';
import { formatNhsNumber } from '../kernel/nhs-number';
import type { PrintPage } from '../kernel/print-page';
import type { Patient } from '../prescriptions/model';
import { pharmacyLine, recordRow as row, recordStyle } from '../unscripted/record-parts';
import { differenceWords, unsettled, type Wordings } from './differences';
import type { HandedOut } from './handed-out';
import type { PatientRecord } from './model';
import { allergiesWords, nameOf, perhapsWords } from './words';

type Content = Wordings & {
  readonly patient: Patient;
  readonly own: PatientRecord | undefined;
  /** Of whoever is perhaps the same (PAT-2). */
  readonly perhaps: readonly PatientRecord[];
  readonly handedOut: readonly HandedOut[];
  /** So many more scripts than were opened for it. */
  readonly older: number;
  /** False while scripts are still being read after a start. */
  readonly complete: boolean;
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

const notAll = (older: number): string =>
  older > 0
    ? `This is not all: ${older} older ${older === 1 ? 'script was' : 'scripts were'} not opened for it.`
    : 'This is not all: Holdfast had just started and was still reading its scripts.';

/** [PAT-11] What this pharmacy knows of a patient, as a page for whoever treats them next. */
export const patientPage = (
  { patient, own, perhaps, handedOut, older, complete, ...wordings }: Content,
  { site, training, madeBy, now }: Around,
): PrintPage => {
  const differ = differenceWords(unsettled(wordings));
  return {
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
          ...(perhapsWords(perhaps) === '' ? [] : [row('', perhapsWords(perhaps))]),
          ...(own?.note && own.note.text !== '' ? [row('Note', own.note.text)] : []),
        ]}
      </table>
      ${differ === '' ? undefined : html`<p><strong>Scripts of this NHS number do not say the same.</strong> ${differ}.</p>`}
      <h2>Handed out by this pharmacy</h2>
      ${older > 0 || !complete ? html`<p><strong>${notAll(older)}</strong></p>` : undefined}
      ${handedOut.length === 0 ? html`<p>Nothing is on record.</p>` : undefined}
      <table>
        ${handedOut.map(lineOf)}
      </table>
      <p>
        As this pharmacy has it on ${formatDateTime(asInstant(now))}, printed by ${madeBy}. Other pharmacies,
        hospitals and what was bought are not in it.
      </p>`,
  };
};
