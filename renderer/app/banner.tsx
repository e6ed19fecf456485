import { useCallback, useContext } from 'react';
import type { Patient } from '../domain/prescriptions/model';
import { PatientBanner } from '../features/patients/patient-banner';
import type { EngineClient } from '../usecases/commands';
import { ScriptsPulse, useAsked, useNow } from '../ui';

type Props = { readonly patient: Patient; readonly engine: EngineClient };

/** [PAT-7] The patient over their script, with what is kept about them. */
export const Banner = ({ patient, engine }: Props) => {
  const pulse = useContext(ScriptsPulse);
  const now = useNow(60_000);
  const question = useCallback(() => engine.ask({ kind: 'PatientRecords', of: patient }), [engine, patient]);
  return <PatientBanner patient={patient} records={useAsked(question, pulse)} now={now} />;
};
