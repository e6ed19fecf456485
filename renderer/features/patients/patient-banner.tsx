import { ageOn, asInstant, formatDate, readWall } from '../../domain/kernel/instant';
import { formatNhsNumber } from '../../domain/kernel/nhs-number';
import { allergiesWords, allergyWords, perhapsWords } from '../../domain/patients/words';
import type { Patient } from '../../domain/prescriptions/model';
import { Word } from '../../ui';
import type { PatientRecords } from '../../usecases/patients/patient-page';
import { NotTheSame } from './whose';

type Props = {
  readonly patient: Patient;
  /** Undefined until they are read. */
  readonly records: PatientRecords | undefined;
  readonly now: number;
};

/** [PAT-7] "None known" is an answer; nothing is claimed before the record is read. */
const Own = ({ own }: Pick<PatientRecords, 'own'>) => {
  const allergies = own?.allergies;
  if (allergies === undefined) return <span>Allergies not asked</span>;
  return allergies.kind === 'none-known' ? (
    <span>No known allergies (asked {formatDate(readWall(allergies.at).date)})</span>
  ) : (
    <Word look="stop">Allergic to {allergies.list.map(allergyWords).join(', ')}</Word>
  );
};

/** [PAT-10] What was said of somebody who is perhaps the same is not kept back. */
const Perhaps = ({ perhaps }: Pick<PatientRecords, 'perhaps'>) => {
  const words = perhapsWords(perhaps);
  return words === '' ? null : <Word look="attention">{words}</Word>;
};

/** More than this may be higher than its place, where it scrolls: then the keys reach it too. */
const fitsAnywhere = 200;

const lettersOf = ({ own, perhaps }: PatientRecords): number =>
  [own, ...perhaps].map((record) => allergiesWords(record?.allergies).length).reduce((sum, n) => sum + n, 0);

const AllergiesOf = ({ records }: Pick<Props, 'records'>) => (
  <div
    className="hf-patient__allergies"
    data-testid="allergies"
    {...(records && lettersOf(records) > fitsAnywhere
      ? { tabIndex: 0, role: 'group', 'aria-label': 'Allergies' }
      : {})}
  >
    {records ? (
      <>
        <Own own={records.own} /> <Perhaps perhaps={records.perhaps} />
      </>
    ) : null}
  </div>
);

/** Its lines run on: it stands over the script, which is what one came for. */
const onOneLine = (note: string): string =>
  note
    .trim()
    .split(/\s*\n\s*/)
    .join(' · ');

const Name = ({ patient: { family, given, title } }: Pick<Props, 'patient'>) => (
  <span className="hf-patient__name">
    {family.toUpperCase()}, {given}
    {title === '' ? '' : ` (${title})`}
  </span>
);

const Born = ({ patient: { birthDate }, now }: Pick<Props, 'patient' | 'now'>) => {
  const age = ageOn(birthDate, readWall(asInstant(now)).date);
  return (
    <span>
      Born <strong>{birthDate === '' ? 'not said' : formatDate(birthDate)}</strong>
      {age === undefined ? '' : ` (${age}y)`}
    </span>
  );
};

/** [PAT-8] As it is longer, it scrolls in its place. */
const Note = ({ records }: Pick<Props, 'records'>) => {
  const text = onOneLine(records?.own?.note?.text ?? '');
  return text === '' ? null : (
    <div
      className="hf-patient__note"
      {...(text.length > fitsAnywhere ? { tabIndex: 0, role: 'group', 'aria-label': 'Note' } : {})}
    >
      <strong>Note:</strong> {text}
    </div>
  );
};

/** [PAT-7] [PAT-8] [PAT-13] Over a question that covers the banner: who it is, and what must not be forgotten. */
export const PatientLine = ({ patient, records, now }: Props) => (
  <div className="hf-patient-line" data-testid="patient-line">
    <div>
      <Name patient={patient} /> <Born patient={patient} now={now} />
    </div>
    <AllergiesOf records={records} />
    {records ? <NotTheSame said={records} /> : null}
    <Note records={records} />
  </div>
);

/** The patient, by the NHS common user interface: always in view on a page about one patient. */
export const PatientBanner = ({ patient, records, now }: Props) => (
  <section className="hf-patient" aria-label="Patient">
    <div className="hf-patient__first">
      <Name patient={patient} />
      <Born patient={patient} now={now} />
      <span>{patient.gender === '' ? 'Gender not said' : patient.gender}</span>
      <span>
        NHS No.{' '}
        <strong>{patient.nhsNumber === undefined ? 'none' : formatNhsNumber(patient.nhsNumber)}</strong>
      </span>
      <AllergiesOf records={records} />
    </div>
    <div className="hf-patient__second">
      <span>
        {[...patient.addressLines, patient.postcode].filter((line) => line !== '').join(', ') || 'No address'}
      </span>
      <span>{patient.phone === '' ? 'No phone' : patient.phone}</span>
      {records ? <NotTheSame said={records} /> : null}
    </div>
    <Note records={records} />
  </section>
);
