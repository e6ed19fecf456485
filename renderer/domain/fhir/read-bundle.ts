import { asPrescriptionId, issueKeyOf } from '../kernel/ids';
import { hasRightCheckCharacter } from '../kernel/check-character';
import { asInstant, type Instant } from '../kernel/instant';
import { lookUp } from '../kernel/look-up';
import { isNhsNumber } from '../kernel/nhs-number';
import type { Item, Patient, Prescription, Treatment, Warning } from '../prescriptions/model';
import { prescriptionTypeWords } from './codes/prescription-type';
import { asJson, child, children, extension, firstOf, number, part, text, type Json } from './json';
import { countersOf, readItem, type IssueCounters } from './read-item';
import { readPatient, readPrescriber } from './read-people';
import { follow, indexResources, type Resources } from './resources';

/** What a message came to: a script with its warnings, or the reason why nobody could use it. */
export type ReadScript =
  | { readonly kind: 'script'; readonly prescription: Prescription }
  | { readonly kind: 'unusable'; readonly sentence: string; readonly shortId: string };

export type ScriptOrigin = {
  readonly releaseResponseId: string;
  readonly signature: 'passed' | 'failed';
};

const instantOf = (value: string): Instant | undefined => {
  const ms = Date.parse(value);
  return value !== '' && Number.isFinite(ms) ? asInstant(ms) : undefined;
};

const therapyCodes = (requests: readonly Json[]): readonly string[] => [
  ...new Set(
    requests.map((request) => text(firstOf(child(request, 'courseOfTherapyType'), 'coding'), 'code')),
  ),
];

const treatmentOf = (codes: readonly string[], requests: readonly Json[]): Treatment => {
  if (
    codes.includes('continuous-repeat-dispensing') ||
    requests.some((request) => text(request, 'intent') === 'reflex-order')
  )
    return 'erd';
  return codes.includes('continuous') ? 'repeat' : 'acute';
};

/** [FHIR-6] Start of the script's life: its validity, else when it was signed, else when it became valid. */
const startDateOf = (request: Json, signedWhen: string, bundle: Json): string =>
  text(child(child(request, 'dispenseRequest'), 'validityPeriod'), 'start') ||
  signedWhen ||
  text(child(bundle, 'meta'), 'lastUpdated') ||
  text(bundle, 'timestamp');

const instructionsOf = (resources: Resources): readonly string[] =>
  resources
    .ofType('CommunicationRequest')
    .flatMap((request) => children(request, 'payload').map((payload) => text(payload, 'contentString')))
    .filter((words) => words !== '');

/** Names on the list of authorised repeats (SCAL 1.7.3). */
const repeatListOf = (resources: Resources): { readonly repeatList?: readonly string[] } => {
  const names = resources
    .ofType('List')
    .flatMap((one) => children(one, 'entry').map((entry) => text(child(entry, 'item'), 'display')))
    .filter((name) => name !== '');
  return names.length > 0 ? { repeatList: names } : {};
};

/** The patient's entry; where none came along, what the item says of its subject. */
const patientOf = (resources: Resources, first: Json): Json | undefined => {
  const entry = follow(resources, first, 'subject') ?? resources.ofType('Patient')[0];
  const subject = child(first, 'subject');
  const id = child(subject, 'identifier');
  if (entry || !id) return entry;
  return { identifier: [id], name: [{ text: text(subject, 'display') }] };
};

type Header = {
  readonly shortId: string;
  readonly longId: string;
  readonly messageId: string;
  readonly signedWhen: string;
  readonly therapies: readonly string[];
  readonly treatment: Treatment;
  readonly counters: IssueCounters | undefined;
};

const headerOf = (bundle: Json, resources: Resources, requests: readonly Json[]): Header => {
  const group = requests
    .map((request) => child(request, 'groupIdentifier'))
    .find((one) => text(one, 'value') !== '');
  const therapies = therapyCodes(requests);
  const treatment = treatmentOf(therapies, requests);
  const signature = firstOf(resources.ofType('Provenance')[0], 'signature');
  return {
    shortId: text(group, 'value').toUpperCase(),
    longId: text(
      child(extension(group, 'Extension-DM-PrescriptionId'), 'valueIdentifier'),
      'value',
    ).toLowerCase(),
    messageId: text(child(bundle, 'identifier'), 'value') || text(bundle, 'id'),
    signedWhen: text(signature, 'when'),
    therapies,
    treatment,
    counters: requests
      .map((request) => countersOf(request, treatment === 'erd'))
      .find((one) => one !== undefined),
  };
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
      'The script has no long form id. It is told apart by its message id.',
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
  ];
};

const knownTherapies: readonly string[] = ['acute', 'continuous', 'continuous-repeat-dispensing'];
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

const headerWarnings = (
  header: Header,
  patient: Patient,
  requests: readonly Json[],
  nominated: string,
): readonly Warning[] => [
  ...identityWarnings(header, patient),
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

const typeOf = (request: Json): { code: string; display: string } => {
  const code = text(child(extension(request, 'Extension-DM-PrescriptionType'), 'valueCoding'), 'code');
  return { code, display: prescriptionTypeWords(code) };
};

type Items = {
  readonly items: readonly Item[];
  readonly warnings: readonly Warning[];
  readonly unusable: string;
};

const itemsOf = (
  requests: readonly Json[],
  resources: Resources,
  header: Header,
  startDate: string,
): Items => {
  const read = requests.map((request, i) =>
    readItem(request, {
      resources,
      line: i + 1,
      erd: header.treatment === 'erd',
      issue: header.counters?.issue ?? 1,
      startDate,
    }),
  );
  return {
    items: read.flatMap((one) => (one.kind === 'item' ? [one.item] : [])),
    warnings: read.flatMap((one) => (one.kind === 'item' ? one.warnings : [])),
    unusable: read.flatMap((one) => (one.kind === 'unusable' ? [one.sentence] : []))[0] ?? '',
  };
};

const repeatDetails = (request: Json) => {
  const repeat = extension(request, 'Extension-UKCore-MedicationRepeatInformation');
  const dispensing = extension(request, 'Extension-EPS-DispensingInformation');
  const date = (from: Json | undefined, name: string) =>
    text(part(from, name), 'valueDateTime') || text(part(from, name), 'valueDate');
  return {
    reviewDate: date(repeat, 'authorisationExpiryDate'),
    lastDispensedDate: date(dispensing, 'dateLastDispensed'),
  };
};

const daysPerUnit = { wk: 7, mo: 28 };

/** Days that one issue lasts; units other than days are turned into them. */
const daysSupplyOf = (request: Json): { readonly daysSupply?: number } => {
  const duration = child(child(request, 'dispenseRequest'), 'expectedSupplyDuration');
  const value = number(duration, 'value');
  const days = lookUp(daysPerUnit, text(duration, 'code')) ?? 1;
  return value !== undefined && value > 0 && value <= 400 ? { daysSupply: Math.round(value * days) } : {};
};

/** Whether a JSON value is a prescription-order message rather than some other FHIR. */
export const isPrescriptionOrder = (value: unknown): boolean => {
  const bundle = asJson(value);
  if (text(bundle, 'resourceType') !== 'Bundle' || !bundle) return false;
  const header = indexResources(bundle).ofType('MessageHeader')[0];
  return text(child(header, 'eventCoding'), 'code') === 'prescription-order';
};

/**
 * [FHIR-1] [FHIR-2] A prescription message as a script. It is unusable only where patient, items or
 * identity cannot be told; all else that is wrong is a warning with its place.
 */
export const readPrescriptionBundle = (value: unknown, origin: ScriptOrigin): ReadScript => {
  const bundle = asJson(value);
  if (!bundle || text(bundle, 'resourceType') !== 'Bundle')
    return { kind: 'unusable', sentence: 'This entry is no FHIR bundle.', shortId: '' };
  const resources = indexResources(bundle);
  const requests = resources.ofType('MedicationRequest');
  const [first] = requests;
  if (!first) return { kind: 'unusable', sentence: 'This script has no items.', shortId: '' };
  const header = headerOf(bundle, resources, requests);
  const { shortId } = header;
  const unusable = (sentence: string): ReadScript => ({ kind: 'unusable', sentence, shortId });
  if (shortId === '')
    return unusable('This script has no prescription id, so it cannot be told from others.');
  if (header.longId === '' && header.messageId === '')
    return unusable(
      'This script has neither a long form id nor a message id, so it cannot be told from another of the same short id.',
    );
  const patientResource = patientOf(resources, first);
  const patient = patientResource && readPatient(patientResource);
  if (!patient || (patient.family === '' && patient.nhsNumber === undefined))
    return unusable('This script does not say who the patient is.');
  const startDate = startDateOf(first, header.signedWhen, bundle);
  const { items, warnings, unusable: broken } = itemsOf(requests, resources, header, startDate);
  if (broken !== '') return unusable(broken);
  const nominatedOds = text(
    child(child(child(first, 'dispenseRequest'), 'performer'), 'identifier'),
    'value',
  );
  const signedAt = instantOf(header.signedWhen);
  const issue = header.counters?.issue ?? 1;
  return {
    kind: 'script',
    prescription: {
      key: issueKeyOf(shortId, header.longId || header.messageId, header.treatment === 'erd' ? issue : 1),
      shortId: asPrescriptionId(shortId),
      longId: header.longId,
      issue,
      issues: Math.max(issue, header.counters?.issues ?? 1),
      treatment: header.treatment,
      type: typeOf(first),
      nominatedOds,
      patient,
      prescriber: readPrescriber(resources, first),
      items,
      ...(signedAt === undefined ? {} : { signedAt }),
      startDate: startDate.slice(0, 10),
      ...daysSupplyOf(first),
      ...repeatDetails(first),
      patientInstructions: instructionsOf(resources),
      ...repeatListOf(resources),
      signature: origin.signature,
      releaseResponseId: origin.releaseResponseId,
      messageId: header.messageId,
      warnings: [...headerWarnings(header, patient, requests, nominatedOds), ...warnings],
    },
  };
};
