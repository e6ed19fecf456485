import { ageOn, asInstant, formatDate, readWall } from '../../domain/kernel/instant';
import { formatNhsNumber } from '../../domain/kernel/nhs-number';
import { allergiesWords, allergyWords, perhapsWords } from '../../domain/patients/words';
import type { Patient } from '../../domain/prescriptions/model';
import { Word } from '../../ui';
import type { PatientRecords } from '../../usecases/patients/patient-page';

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

/**
 * The patient, by the NHS common user interface: always in view on a page about one patient. The note stands under it
 * and scrolls away.
 */
export const PatientBanner = ({ patient, records, now }: Props) => {
  const note = records?.own?.note?.text ?? '';
  const age = ageOn(patient.birthDate, readWall(asInstant(now)).date);
  return (
    <>
      <section className="hf-patient" aria-label="Patient">
        <div className="hf-patient__first">
          <span className="hf-patient__name">
            {patient.family.toUpperCase()}, {patient.given}
            {patient.title === '' ? '' : ` (${patient.title})`}
          </span>
          <span>
            Born <strong>{patient.birthDate === '' ? 'not said' : formatDate(patient.birthDate)}</strong>
            {age === undefined ? '' : ` (${age}y)`}
          </span>
          <span>{patient.gender === '' ? 'Gender not said' : patient.gender}</span>
          <span>
            NHS No.{' '}
            <strong>{patient.nhsNumber === undefined ? 'none' : formatNhsNumber(patient.nhsNumber)}</strong>
          </span>
          <AllergiesOf records={records} />
        </div>
        <div className="hf-patient__second">
          <span>
            {[...patient.addressLines, patient.postcode].filter((line) => line !== '').join(', ') ||
              'No address'}
          </span>
          <span>{patient.phone === '' ? 'No phone' : patient.phone}</span>
        </div>
      </section>
      {note === '' ? null : (
        <p className="hf-patient-note">
          <strong>Note:</strong> {onOneLine(note)}
        </p>
      )}
    </>
  );
};
