import type { Patient } from '../domain/prescriptions/model';
import { PatientBanner, PatientLine } from '../features/patients/patient-banner';
import { Whose } from '../features/patients/whose';
import { unsettled } from '../domain/patients/differences';
import type { PatientRecords } from '../usecases/patients/patient-page';
import { useNow } from '../ui';

type Props = { readonly patient: Patient; readonly records: PatientRecords | undefined };

/** [PAT-7] [PAT-13] The patient over their script, with what is kept about them. */
export const Banner = ({
  patient,
  records,
  onOnePerson,
}: Props & { readonly onOnePerson: (() => void) | undefined }) => (
  <>
    <PatientBanner patient={patient} records={records} now={useNow(60_000)} />
    {records && unsettled(records).length > 0 ? <Whose said={records} onOnePerson={onOnePerson} /> : null}
  </>
);

/** The same over a question about the script. */
export const BannerLine = ({ patient, records }: Props) => (
  <PatientLine patient={patient} records={records} now={useNow(60_000)} />
);
