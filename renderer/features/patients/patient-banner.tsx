import { ageOn, asInstant, formatDate, readWall } from '../../domain/kernel/instant';
import { formatNhsNumber } from '../../domain/kernel/nhs-number';
import { allergyWords } from '../../domain/patients/words';
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
  const known = perhaps.flatMap(({ allergies }) => (allergies?.kind === 'known' ? allergies.list : []));
  return known.length === 0 ? null : (
    <Word look="attention">
      Perhaps the same person is allergic to {[...new Set(known.map(allergyWords))].join(', ')}
    </Word>
  );
};

/** The patient, by the NHS common user interface: always in view on a page about one patient. */
export const PatientBanner = ({ patient, records, now }: Props) => {
  const note = records?.own?.note?.text ?? '';
  const age = ageOn(patient.birthDate, readWall(asInstant(now)).date);
  return (
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
        <span className="hf-patient__allergies" data-testid="allergies">
          {records ? (
            <>
              <Own own={records.own} /> <Perhaps perhaps={records.perhaps} />
            </>
          ) : null}
        </span>
      </div>
      <div className="hf-patient__second">
        <span>
          {[...patient.addressLines, patient.postcode].filter((line) => line !== '').join(', ') ||
            'No address'}
        </span>
        <span>{patient.phone === '' ? 'No phone' : patient.phone}</span>
      </div>
      {note === '' ? null : <p className="hf-patient__note">{note}</p>}
    </section>
  );
};
