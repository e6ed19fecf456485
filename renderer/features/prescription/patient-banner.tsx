import { ageOn, asInstant, formatDate, readWall } from '../../domain/kernel/instant';
import { formatNhsNumber } from '../../domain/kernel/nhs-number';
import type { Patient } from '../../domain/prescriptions/model';

/** The patient, by the NHS common user interface: always in view on a page about one patient. */
export const PatientBanner = ({ patient, now }: { readonly patient: Patient; readonly now: number }) => {
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
        <span>Allergies not asked here</span>
      </div>
      <div className="hf-patient__second">
        <span>
          {[...patient.addressLines, patient.postcode].filter((line) => line !== '').join(', ') ||
            'No address'}
        </span>
        <span>{patient.phone === '' ? 'No phone' : patient.phone}</span>
      </div>
    </section>
  );
};
