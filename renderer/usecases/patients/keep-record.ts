import type { PatientCommand } from '../../domain/patients/commands';
import { decidePatient } from '../../domain/patients/decide';
import { patientIdOf } from '../../domain/patients/match';
import { carryOut } from '../carry-out';
import type { CommandReply } from '../commands';
import type { Deps } from '../deps';
import { signedOut } from '../signed-in';

/** [PAT-7] [PAT-8] [PAT-13] Writes down what somebody said about a patient. */
export const keepRecord = async (deps: Deps, command: PatientCommand): Promise<CommandReply> => {
  const by = deps.who.current();
  if (!by) return signedOut();
  const id = patientIdOf(command.patient);
  const [record] = id === undefined ? [] : await deps.store.loadFromList('patients', [id]);
  return carryOut(deps, by, decidePatient(record, command, by));
};
