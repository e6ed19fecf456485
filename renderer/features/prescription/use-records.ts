import { useCallback, useContext } from 'react';
import { asksOnePerson } from '../../domain/patients/decide';
import { unsettled } from '../../domain/patients/differences';
import type { Patient } from '../../domain/prescriptions/model';
import type { Command, EngineClient } from '../../usecases/commands';
import type { PersonView } from '../../usecases/views';
import { ScriptsPulse, useAsked } from '../../ui';

/** [PAT-13] Says that all wordings are of one person; absent where nothing differs or this person may not. */
export type OnePerson = (() => void) | undefined;

type Actions = {
  /** How many commands were answered: each may have changed what is kept. */
  readonly answered: number;
  readonly send: (command: Command) => void;
};

/** [PAT-7] [PAT-13] What is kept about the patient of a script, undefined until it is read, and what differs. */
export const useRecords = (
  patient: Patient,
  engine: EngineClient,
  { role }: PersonView,
  { answered, send }: Actions,
) => {
  const pulse = useContext(ScriptsPulse);
  const question = useCallback(() => engine.ask({ kind: 'PatientRecords', of: patient }), [engine, patient]);
  const records = useAsked(question, `${pulse} ${answered}`);
  const differences = records ? unsettled(records) : [];
  const onOnePerson: OnePerson =
    records && asksOnePerson(records, role)
      ? () => send({ kind: 'SayOnePerson', patient, wordings: records.wordings })
      : undefined;
  return { records, differences, onOnePerson };
};
