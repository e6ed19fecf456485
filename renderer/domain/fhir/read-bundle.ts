import type { Draft } from '../kernel/draft';
import { asPrescriptionId, issueKeyOf } from '../kernel/ids';
import { lookUp } from '../kernel/look-up';
import type { Item, Prescription, Treatment, Warning } from '../prescriptions/model';
import { headerWarnings, knownTherapies, type Header } from './bundle-warnings';
import { prescriptionTypeWords } from './codes/prescription-type';
import { dated, dayText, instantOf } from './days';
import {
  asJson,
  child,
  children,
  extension,
  extensionOrFormer,
  firstOf,
  identifierValue,
  number,
  part,
  partsOf,
  text,
  type Json,
} from './json';
import { countersOf, ukCoreRepeat } from './read-counters';
import { instructionsOf, repeatListOf } from './read-instructions';
import { linesDiffer, type OfScript } from './lines-differ';
import { readItem } from './read-item';
import { readPrescriber } from './read-people';
import { follow, indexResources, type Resources } from './resources';
import { systems } from './systems';
import { unreadOf } from './unread';
import { eventOf, groupsOf, whoseItems, type Groups } from './whose';

/** What a message came to: a script with its warnings, or the reason why nobody could use it. */
export type ReadScript =
  | { readonly kind: 'script'; readonly prescription: Prescription }
  | { readonly kind: 'unusable'; readonly sentence: string; readonly shortId: string };

export type ScriptOrigin = {
  readonly releaseResponseId: string;
  readonly signature: 'passed' | 'failed';
};

/** [FHIR-7] The kind of treatment of a line: of several codings the one that we know. */
const therapyOf = (request: Json): string => {
  const codes = children(child(request, 'courseOfTherapyType'), 'coding').map((one) => text(one, 'code'));
  return knownTherapies.find((known) => codes.includes(known)) ?? codes[0] ?? '';
};

const therapyCodes = (requests: readonly Json[]): readonly string[] => [...new Set(requests.map(therapyOf))];

const treatmentOf = (codes: readonly string[], requests: readonly Json[]): Treatment => {
  if (
    codes.includes('continuous-repeat-dispensing') ||
    requests.some((request) => text(request, 'intent') === 'reflex-order')
  )
    return 'erd';
  return codes.includes('continuous') ? 'repeat' : 'acute';
};

const signatureOf = (resources: Resources): Json | undefined =>
  firstOf(resources.ofType('Provenance')[0], 'signature');

const validFrom = (request: Json): string =>
  dated(text(child(child(request, 'dispenseRequest'), 'validityPeriod'), 'start'));

/** [FHIR-6] Start of the script's life: its validity, else when it was signed or written, else when it became valid. */
const startDateOf = (request: Json, { signedWhen }: Header, bundle: Json): string =>
  dayText(
    validFrom(request) ||
      signedWhen ||
      dated(text(child(bundle, 'meta'), 'lastUpdated')) ||
      dated(text(bundle, 'timestamp')),
  );

const headerOf = (
  bundle: Json,
  resources: Resources,
  requests: readonly Json[],
  { shortIds, longIds }: Groups,
): Header => {
  const therapies = therapyCodes(requests);
  const treatment = treatmentOf(therapies, requests);
  return {
    shortId: shortIds[0] ?? '',
    longId: longIds[0] ?? '',
    messageId: text(child(bundle, 'identifier'), 'value') || text(bundle, 'id'),
    signedWhen:
      dated(text(signatureOf(resources), 'when')) ||
      (requests.map((request) => dated(text(request, 'authoredOn'))).find((when) => when !== '') ?? ''),
    therapies,
    treatment,
    counters: countersOf(requests, treatment === 'erd'),
  };
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
      startDate: dayText(validFrom(request)) || startDate,
    }),
  );
  return {
    items: read.flatMap((one) => (one.kind === 'item' ? [one.item] : [])),
    warnings: read.flatMap((one) => (one.kind === 'item' ? one.warnings : [])),
    unusable: read.flatMap((one) => (one.kind === 'unusable' ? [one.sentence] : []))[0] ?? '',
  };
};

/** [WIN-6] The last day on which this issue is meant to be dispensed, where the line says one. */
const endDateOf = (request: Json): string =>
  dayText(dated(text(child(child(request, 'dispenseRequest'), 'validityPeriod'), 'end')));

const repeatDetails = (request: Json) => {
  const repeat = partsOf(request, ukCoreRepeat);
  const dispensing = extension(request, 'Extension-EPS-DispensingInformation');
  const date = (from: Json | undefined, name: string) =>
    dayText(dated(text(part(from, name), 'valueDateTime') || text(part(from, name), 'valueDate')));
  return {
    reviewDate: date(repeat, 'authorisationExpiryDate'),
    lastDispensedDate: date(dispensing, 'dateLastDispensed'),
  };
};

const daysPerUnit = { wk: 7, week: 7, weeks: 7, mo: 28, month: 28, months: 28 };

/** Days that one issue lasts; units other than days are turned into them. */
const daysSupplyOf = (request: Json): number | undefined => {
  const duration = child(child(request, 'dispenseRequest'), 'expectedSupplyDuration');
  const value = number(duration, 'value');
  const unit = text(duration, 'code') || text(duration, 'unit').toLowerCase();
  const days = lookUp(daysPerUnit, unit) ?? 1;
  return value !== undefined && value > 0 && value <= 400 ? Math.round(value * days) : undefined;
};

/** The site that is nominated: named on the spot, or an entry of the message. */
const nominatedOf = (resources: Resources, request: Json): string => {
  const dispense = child(request, 'dispenseRequest');
  const named = text(child(child(dispense, 'performer'), 'identifier'), 'value');
  return (
    named || identifierValue(children(follow(resources, dispense, 'performer'), 'identifier'), systems.ods)
  );
};

/** What a line says that is shown once for the script. */
const ofScript = (resources: Resources, request: Json): OfScript => ({
  startDate: dayText(validFrom(request)),
  endDate: endDateOf(request),
  daysSupply: daysSupplyOf(request),
  ...repeatDetails(request),
  nominatedOds: nominatedOf(resources, request),
  pointers: () =>
    JSON.stringify([child(request, 'requester'), extension(request, 'Extension-DM-ResponsiblePractitioner')]),
  prescriber: () => readPrescriber(resources, request),
  type: text(child(extensionOrFormer(request, 'Extension-DM-PrescriptionType'), 'valueCoding'), 'code'),
});

/** What is shown for the script: what the first line says that says anything of it. */
const shownOf = (lines: readonly OfScript[]) => {
  const words = (name: 'endDate' | 'reviewDate' | 'lastDispensedDate' | 'nominatedOds' | 'type'): string =>
    lines.map((line) => line[name]).find((said) => said !== '') ?? '';
  const code = words('type');
  return {
    type: { code, display: prescriptionTypeWords(code) },
    nominatedOds: words('nominatedOds'),
    reviewDate: words('reviewDate'),
    lastDispensedDate: words('lastDispensedDate'),
    endDate: words('endDate'),
    daysSupply: lines.map((line) => line.daysSupply).find((days) => days !== undefined),
  };
};

const order = 'prescription-order';

/** Whether a JSON value is a prescription-order message rather than some other FHIR. */
export const isPrescriptionOrder = (value: unknown): boolean => {
  const bundle = asJson(value);
  if (text(bundle, 'resourceType') !== 'Bundle' || !bundle) return false;
  return eventOf(indexResources(bundle)) === order;
};

/** Which script and which issue of it this is. */
const identified = ({ shortId, longId, messageId, treatment, counters, signedWhen }: Header) => {
  const issue = counters?.issue ?? 1;
  return {
    key: issueKeyOf(shortId, longId || messageId, treatment === 'erd' ? issue : 1),
    issue,
    issues: Math.max(issue, counters?.issues ?? 1),
    signedAt: instantOf(signedWhen),
  };
};

/** [FHIR-20] Why the items of a message cannot be one script; empty where they can. */
const notOne = (resources: Resources, { shortIds, longIds }: Groups): string => {
  const event = eventOf(resources);
  if (event !== '' && event !== order)
    return `This message is no prescription: it calls itself “${event}”. Nothing was made of it.`;
  if (shortIds.length > 1)
    return `The items of this message belong to different prescriptions (${shortIds.join(', ')}), so none was made of them.`;
  return longIds.length > 1
    ? 'The items of this message bear different long form ids, so none of them can be told to EPS.'
    : '';
};

const sameIds = (items: readonly Item[]): string => {
  const twice = items.find(({ itemId }, i) => items.findIndex((one) => one.itemId === itemId) !== i);
  const before = twice && items.find(({ itemId }) => itemId === twice.itemId);
  return twice && before
    ? `Items ${before.line} and ${twice.line} have the same id, so EPS could not be told which of them was supplied.`
    : '';
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
  const groups = groupsOf(requests);
  const header = headerOf(bundle, resources, requests, groups);
  const { shortId } = header;
  const unusable = (sentence: string): ReadScript => ({ kind: 'unusable', sentence, shortId });
  if (shortId === '')
    return unusable('This script has no prescription id, so it cannot be told from others.');
  if (header.longId === '' && header.messageId === '')
    return unusable(
      'This script has neither a long form id nor a message id, so it cannot be told from another of the same short id.',
    );
  const mixed = notOne(resources, groups);
  if (mixed !== '') return unusable(mixed);
  const whose = whoseItems(resources, requests);
  if (whose.kind === 'several')
    return unusable('This message names more than one patient, so nobody can tell whose its items are.');
  if (whose.kind === 'nobody' || (whose.patient.family === '' && whose.patient.nhsNumber === undefined))
    return unusable('This script does not say who the patient is.');
  const { patient, died } = whose;
  const startDate = startDateOf(first, header, bundle);
  const { items, warnings, unusable: broken } = itemsOf(requests, resources, header, startDate);
  const useless = broken || sameIds(items);
  if (useless !== '') return unusable(useless);
  const lines = requests.map((request) => ofScript(resources, request));
  const shown = shownOf(lines);
  const { key, issue, issues, signedAt } = identified(header);
  const prescription: Draft<Prescription> = {
    key,
    shortId: asPrescriptionId(shortId),
    longId: header.longId,
    issue,
    issues,
    treatment: header.treatment,
    messageId: header.messageId,
    releaseResponseId: origin.releaseResponseId,
    signature: origin.signature,
    type: shown.type,
    nominatedOds: shown.nominatedOds,
    reviewDate: shown.reviewDate,
    lastDispensedDate: shown.lastDispensedDate,
    patient,
    prescriber: readPrescriber(resources, first),
    items,
    startDate,
    patientInstructions: instructionsOf(resources, requests),
    warnings: [
      ...headerWarnings(header, { patient, died, requests, nominated: shown.nominatedOds }),
      ...warnings,
      ...linesDiffer(lines, requests, resources.placeOf),
      ...unreadOf(resources),
    ],
  };
  const repeatList = repeatListOf(resources, requests);
  if (signedAt !== undefined) prescription.signedAt = signedAt;
  if (shown.endDate !== '') prescription.endDate = shown.endDate;
  if (shown.daysSupply !== undefined) prescription.daysSupply = shown.daysSupply;
  if (repeatList.length > 0) prescription.repeatList = repeatList;
  return { kind: 'script', prescription };
};
