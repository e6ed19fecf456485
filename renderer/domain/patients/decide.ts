import type { Actor } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import type { PatientId } from '../kernel/ids';
import { needRole } from '../users/need-role';
import type { Patient } from '../prescriptions/model';
import type { Role } from '../users/model';
import type { PatientCommand } from './commands';
import { differencesOf, eachOnce, unsettled, type Wordings } from './differences';
import type { PatientEvent } from './events';
import { patientIdOf } from './match';
import type { Allergies, Allergy, PatientRecord } from './model';
import { allergiesWords, allergyWords, nameOf } from './words';

type Decided = {
  readonly kind: 'decided';
  readonly events: readonly PatientEvent[];
  readonly sentence: string;
};

/** Who records allergies and says whose scripts are (PAT-7, PAT-13), and who leaves a note (PAT-8). */
export const mayRecord: readonly Role[] = ['pharmacist', 'technician'];
export const mayNote: readonly Role[] = ['pharmacist', 'technician', 'dispenser'];

/** Longer than anybody reads at the counter. */
const mostSigns = 500;
const mostAllergies = 40;

const tidy = (text: string): string => text.trim().replace(/[^\S\n]+/g, ' ');

const tooLong = (what: string): Refusal =>
  refuse('TooLong', 'PAT-7', `${what} is longer than ${mostSigns} letters.`, 'Say it in fewer words.');

const unknownPatient = (): Refusal =>
  refuse(
    'PatientUnknown',
    'PAT-5',
    'Too little is known of this patient to keep a record: the NHS number is missing, and with it the name or the birth date.',
    'Write it on the script itself (O, put on hold), or find the script with the NHS number.',
  );

const checkAllergies = (list: readonly Allergy[]): Refusal | undefined => {
  if (list.length === 0 || list.some(({ substance }) => substance === ''))
    return refuse(
      'NoSubstance',
      'PAT-7',
      'Each allergy names what the patient is allergic to.',
      'Name it, or say that none is known.',
    );
  if (list.length > mostAllergies)
    return refuse(
      'TooMany',
      'PAT-7',
      `More than ${mostAllergies} allergies are not kept one by one.`,
      'Sum up those that belong together.',
    );
  return list.some(({ substance, reaction }) => Math.max(substance.length, reaction.length) > mostSigns)
    ? tooLong('One of the allergies')
    : undefined;
};

/** The first of those that say the same, capitals aside. */
const once = (list: readonly Allergy[]): readonly Allergy[] => {
  const first = new Map([...list].reverse().map((one) => [allergyWords(one).toLowerCase(), one]));
  return list.filter((one) => first.get(allergyWords(one).toLowerCase()) === one);
};

const tidyAllergies = (allergies: Allergies): Allergies =>
  allergies.kind === 'none-known'
    ? allergies
    : {
        kind: 'known',
        list: once(
          allergies.list.map(({ substance, reaction }) => ({
            substance: tidy(substance),
            reaction: tidy(reaction),
          })),
        ),
      };

const recordAllergies = (id: PatientId, patient: Patient, typed: Allergies, by: Actor): Decided | Refusal => {
  const allergies = tidyAllergies(typed);
  const refusal =
    needRole(by, mayRecord, 'Recording allergies') ??
    (allergies.kind === 'known' ? checkAllergies(allergies.list) : undefined);
  return (
    refusal ?? {
      kind: 'decided',
      events: [{ type: 'patient.allergies-recorded', id, patient, allergies }],
      sentence: `On record for ${nameOf(patient)}: ${allergiesWords(allergies)}.`,
    }
  );
};

const writeNote = (
  record: PatientRecord | undefined,
  id: PatientId,
  { patient, text: typed }: { readonly patient: Patient; readonly text: string },
  by: Actor,
): Decided | Refusal => {
  const text = tidy(typed);
  const refusal = needRole(by, mayNote, 'A note about a patient');
  if (refusal) return refusal;
  if (text.length > mostSigns) return tooLong('The note');
  if (text === (record?.note?.text ?? ''))
    return { kind: 'decided', events: [], sentence: 'Nothing was changed.' };
  return {
    kind: 'decided',
    events: [{ type: 'patient.note-written', id, patient, text }],
    sentence: text === '' ? `The note about ${nameOf(patient)} is gone.` : `Noted for ${nameOf(patient)}.`,
  };
};

/** [PAT-13] Whether something differs that nobody has looked at, and a person of this role may say that it is of one. */
export const asksOnePerson = (wordings: Wordings, role: Role): boolean =>
  unsettled(wordings).length > 0 && mayRecord.includes(role);

/** [PAT-13] Only what bears the number of this patient is said to be of them, and only what differs. */
const sayOnePerson = (
  id: PatientId,
  { patient, wordings: seen }: { readonly patient: Patient; readonly wordings: readonly Patient[] },
  by: Actor,
): Decided | Refusal => {
  const refusal = needRole(by, mayRecord, 'Saying that scripts are of one person');
  if (refusal) return refusal;
  const wordings = eachOnce(seen);
  if (wordings.some((wording) => patientIdOf(wording) !== id))
    return refuse(
      'AnotherPatient',
      'PAT-13',
      'One of these scripts is of another NHS number.',
      'Open the patient (F3): only scripts of one NHS number are said to be of one person.',
    );
  if (differencesOf(wordings).length === 0)
    return { kind: 'decided', events: [], sentence: 'Nothing was changed.' };
  return {
    kind: 'decided',
    events: [{ type: 'patient.wordings-matched', id, patient, wordings }],
    sentence: `On record: these scripts are all of ${nameOf(patient)}.`,
  };
};

/** [PAT-7] [PAT-8] [PAT-13] Writes down what was said about a patient; what stood before stays in the journal. */
export const decidePatient = (
  record: PatientRecord | undefined,
  command: PatientCommand,
  by: Actor,
): Decided | Refusal => {
  const id = patientIdOf(command.patient);
  if (id === undefined) return unknownPatient();
  switch (command.kind) {
    case 'RecordAllergies':
      return recordAllergies(id, command.patient, command.allergies, by);
    case 'WritePatientNote':
      return writeNote(record, id, command, by);
    case 'SayOnePerson':
      return sayOnePerson(id, command, by);
  }
};
