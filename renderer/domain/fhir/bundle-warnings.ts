import { utcDay } from '../kernel/calendar';
import { hasRightCheckCharacter } from '../kernel/check-character';
import { isNhsNumber } from '../kernel/nhs-number';
import type { Patient, Treatment, Warning } from '../prescriptions/model';
import { dated, dayText } from './days';
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

/** Tells of what is wrong, with its place. */
export type Warn = (code: string, sentence: string, place: string) => void;

/** No day, or one after the script was signed. */
const cannotBeRight = (birthDate: string, { signedWhen }: Header): boolean =>
  !utcDay(dated(birthDate)) || (signedWhen !== '' && birthDate > dayText(signedWhen));

const warnOfIdentity = (header: Header, { nhsNumber, birthDate }: Patient, warn: Warn): void => {
  const { shortId, longId } = header;
  if (!hasRightCheckCharacter(shortId))
    warn(
      'CheckCharacter',
      `The id ${shortId} has a wrong check character or form. EPS may refuse messages about it.`,
      'MedicationRequest.groupIdentifier.value',
    );
  if (longId === '')
    warn(
      'NoLongId',
      'The script has no long form id. It is told apart by its message id, and EPS refuses a notification or a claim about it.',
      'MedicationRequest.groupIdentifier.extension',
    );
  if (nhsNumber === undefined) warn('NoNhsNumber', 'The script carries no NHS number.', 'Patient.identifier');
  else if (!isNhsNumber(nhsNumber))
    warn('NhsNumber', `The NHS number ${nhsNumber} has a wrong check digit.`, 'Patient.identifier.value');
  if (birthDate === '') warn('NoBirthDate', 'The script carries no date of birth.', 'Patient.birthDate');
  else if (cannotBeRight(birthDate, header))
    warn(
      'BirthDate',
      `The date of birth, “${birthDate}”, is no date that can be right. Ask the patient before anything depends on the age.`,
      'Patient.birthDate',
    );
};

/** Where a line bears several, the first of these counts. */
export const knownTherapies: readonly string[] = ['continuous-repeat-dispensing', 'continuous', 'acute'];
const knownIntents: readonly string[] = ['order', 'original-order', 'instance-order', 'reflex-order'];

const warnOfTreatment = (
  { therapies, treatment, counters }: Header,
  requests: readonly Json[],
  warn: Warn,
): void => {
  const place = 'MedicationRequest.courseOfTherapyType';
  if (therapies.length > 1)
    warn('MixedTherapy', `The items are of different kinds (${therapies.join(', ')}).`, place);
  for (const code of therapies)
    if (!knownTherapies.includes(code))
      warn('UnknownTherapy', `The kind of treatment “${code}” is not known here.`, place);
  if (treatment === 'erd' && !counters)
    warn(
      'NoIssueNumber',
      'This is repeat dispensing, but the issue number is missing; it is taken as the first.',
      'MedicationRequest.basedOn',
    );
  for (const intent of new Set(requests.map((request) => text(request, 'intent'))))
    if (!knownIntents.includes(intent))
      warn('UnknownIntent', `The intent “${intent}” is not one that EPS uses.`, 'MedicationRequest.intent');
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
): readonly Warning[] => {
  const found: Warning[] = [];
  const warn: Warn = (code, sentence, place) => void found.push({ code, sentence, place });
  warnOfIdentity(header, patient, warn);
  if (died)
    warn(
      'Deceased',
      'The script says that the patient has died. Ask the prescriber before anything is supplied.',
      'Patient.deceased',
    );
  warnOfTreatment(header, requests, warn);
  if (requests.length > 4)
    warn('ManyItems', `The script has ${requests.length} items; EPS allows four.`, 'MedicationRequest');
  if (nominated === '')
    warn(
      'NoNomination',
      'No pharmacy is nominated on this script.',
      'MedicationRequest.dispenseRequest.performer',
    );
  return found;
};
