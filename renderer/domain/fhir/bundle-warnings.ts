import { utcDay } from '../kernel/calendar';
import { hasRightCheckCharacter } from '../kernel/check-character';
import { isNhsNumber } from '../kernel/nhs-number';
import type { Patient, Treatment, Warning } from '../prescriptions/model';
import { dated } from './days';
import { text, type Json } from './json';
import type { IssueCounters } from './read-counters';

/** What a message says of the script as a whole. */
export type Header = {
  readonly shortId: string;
  readonly longId: string;
  readonly messageId: string;
  readonly signedWhen: string;
  readonly therapies: readonly string[];
  readonly treatment: Treatment;
  readonly counters: IssueCounters | undefined;
};

const when = (wrong: boolean, code: string, sentence: string, place: string): readonly Warning[] =>
  wrong ? [{ code, sentence, place }] : [];

const identityWarnings = ({ shortId, longId }: Header, patient: Patient): readonly Warning[] => {
  const { nhsNumber, birthDate } = patient;
  return [
    ...when(
      !hasRightCheckCharacter(shortId),
      'CheckCharacter',
      `The id ${shortId} has a wrong check character or form. EPS may refuse messages about it.`,
      'MedicationRequest.groupIdentifier.value',
    ),
    ...when(
      longId === '',
      'NoLongId',
      'The script has no long form id. It is told apart by its message id, and EPS refuses a notification or a claim about it.',
      'MedicationRequest.groupIdentifier.extension',
    ),
    ...when(
      nhsNumber === undefined,
      'NoNhsNumber',
      'The script carries no NHS number.',
      'Patient.identifier',
    ),
    ...when(
      nhsNumber !== undefined && !isNhsNumber(nhsNumber),
      'NhsNumber',
      `The NHS number ${nhsNumber ?? ''} has a wrong check digit.`,
      'Patient.identifier.value',
    ),
    ...when(birthDate === '', 'NoBirthDate', 'The script carries no date of birth.', 'Patient.birthDate'),
    ...when(
      birthDate !== '' && !utcDay(dated(birthDate)),
      'BirthDate',
      `The date of birth, “${birthDate}”, is no date that can be right. Ask the patient before anything depends on the age.`,
      'Patient.birthDate',
    ),
  ];
};

/** Where a line bears several, the first of these counts. */
export const knownTherapies: readonly string[] = ['continuous-repeat-dispensing', 'continuous', 'acute'];
const knownIntents: readonly string[] = ['order', 'original-order', 'instance-order', 'reflex-order'];

const treatmentWarnings = (
  { therapies, treatment, counters }: Header,
  requests: readonly Json[],
): readonly Warning[] => {
  const intents = [...new Set(requests.map((request) => text(request, 'intent')))];
  const therapyPlace = 'MedicationRequest.courseOfTherapyType';
  return [
    ...when(
      therapies.length > 1,
      'MixedTherapy',
      `The items are of different kinds (${therapies.join(', ')}).`,
      therapyPlace,
    ),
    ...therapies.flatMap((code) =>
      when(
        !knownTherapies.includes(code),
        'UnknownTherapy',
        `The kind of treatment “${code}” is not known here.`,
        therapyPlace,
      ),
    ),
    ...when(
      treatment === 'erd' && !counters,
      'NoIssueNumber',
      'This is repeat dispensing, but the issue number is missing; it is taken as the first.',
      'MedicationRequest.basedOn',
    ),
    ...intents.flatMap((intent) =>
      when(
        !knownIntents.includes(intent),
        'UnknownIntent',
        `The intent “${intent}” is not one that EPS uses.`,
        'MedicationRequest.intent',
      ),
    ),
  ];
};

type About = {
  readonly patient: Patient;
  readonly died: boolean;
  readonly requests: readonly Json[];
  readonly nominated: string;
};

/** [FHIR-2] What is wrong with the script as a whole, yet leaves it usable. */
export const headerWarnings = (
  header: Header,
  { patient, died, requests, nominated }: About,
): readonly Warning[] => [
  ...identityWarnings(header, patient),
  ...when(
    died,
    'Deceased',
    'The script says that the patient has died. Ask the prescriber before anything is supplied.',
    'Patient.deceased',
  ),
  ...treatmentWarnings(header, requests),
  ...when(
    requests.length > 4,
    'ManyItems',
    `The script has ${requests.length} items; EPS allows four.`,
    'MedicationRequest',
  ),
  ...when(
    nominated === '',
    'NoNomination',
    'No pharmacy is nominated on this script.',
    'MedicationRequest.dispenseRequest.performer',
  ),
];
