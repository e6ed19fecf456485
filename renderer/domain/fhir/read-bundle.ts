import type { Draft } from '../kernel/draft';
import { asPrescriptionId } from '../kernel/ids';
import type { Item, Prescription, Warning } from '../prescriptions/model';
import { headerWarnings, type Header } from './bundle-warnings';
import { dated, dayText } from './days';
import { asJson, child, text, type Json } from './json';
import { linesDiffer } from './lines-differ';
import { ofScript, shownOf, validFrom } from './of-script';
import { headerOf, identified, notTold, order } from './read-header';
import { instructionsOf, repeatListOf } from './read-instructions';
import { readItem } from './read-item';
import { readPrescriber } from './read-people';
import { indexResources, type Resources } from './resources';
import { unreadOf } from './unread';
import { eventOf, groupsOf, whoseItems, type Whose } from './whose';

/** What a message came to: a script with its warnings, or the reason why nobody could use it. */
export type ReadScript =
  | { readonly kind: 'script'; readonly prescription: Prescription }
  | { readonly kind: 'unusable'; readonly sentence: string; readonly shortId: string };

export type ScriptOrigin = {
  readonly releaseResponseId: string;
  readonly signature: 'passed' | 'failed';
};

/** [FHIR-6] Start of the script's life: its validity, else when it was signed or written, else when it became valid. */
const startDateOf = (request: Json, { signedWhen }: Header, bundle: Json): string =>
  dayText(
    validFrom(request) ||
      signedWhen ||
      dated(text(child(bundle, 'meta'), 'lastUpdated')) ||
      dated(text(bundle, 'timestamp')),
  );

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

/** Whether a JSON value is a prescription-order message rather than some other FHIR. */
export const isPrescriptionOrder = (value: unknown): boolean => {
  const bundle = asJson(value);
  if (text(bundle, 'resourceType') !== 'Bundle' || !bundle) return false;
  return eventOf(indexResources(bundle)) === order;
};

const sameIds = (items: readonly Item[]): string => {
  const twice = items.find(({ itemId }, i) => items.findIndex((one) => one.itemId === itemId) !== i);
  const before = twice && items.find(({ itemId }) => itemId === twice.itemId);
  return twice && before
    ? `Items ${before.line} and ${twice.line} have the same id, so EPS could not be told which of them was supplied.`
    : '';
};

type Message = {
  readonly resources: Resources;
  readonly requests: readonly Json[];
  readonly first: Json;
  readonly header: Header;
  readonly startDate: string;
};

const scriptOf = (
  { resources, requests, first, header, startDate }: Message,
  { patient, died }: Extract<Whose, { kind: 'patient' }>,
  { items, warnings }: Items,
  { releaseResponseId, signature }: ScriptOrigin,
): Prescription => {
  const lines = requests.map((request) => ofScript(resources, request));
  const shown = shownOf(lines);
  const { key, issue, issues, signedAt } = identified(header);
  const script: Draft<Prescription> = {
    key,
    shortId: asPrescriptionId(header.shortId),
    longId: header.longId,
    issue,
    issues,
    treatment: header.treatment,
    messageId: header.messageId,
    releaseResponseId,
    signature,
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
  if (signedAt !== undefined) script.signedAt = signedAt;
  if (shown.endDate !== '') script.endDate = shown.endDate;
  if (shown.daysSupply !== undefined) script.daysSupply = shown.daysSupply;
  if (repeatList.length > 0) script.repeatList = repeatList;
  return script;
};

/**
 * [FHIR-1] [FHIR-2] A prescription message as a script. It is unusable only where patient, items or
 * identity cannot be told; all else that is wrong is a warning with its place.
 */
export const readPrescriptionBundle = (value: unknown, origin: ScriptOrigin): ReadScript => {
  const bundle = asJson(value);
  if (!bundle || text(bundle, 'resourceType') !== 'Bundle')
    return { kind: 'unusable', sentence: 'This part of the answer is no prescription message.', shortId: '' };
  const resources = indexResources(bundle);
  const requests = resources.ofType('MedicationRequest');
  const [first] = requests;
  if (!first) return { kind: 'unusable', sentence: 'This script has no items.', shortId: '' };
  const groups = groupsOf(requests);
  const header = headerOf(bundle, resources, requests, groups);
  const { shortId } = header;
  const unusable = (sentence: string): ReadScript => ({ kind: 'unusable', sentence, shortId });
  const untold = notTold(resources, groups, header);
  if (untold !== '') return unusable(untold);
  const whose = whoseItems(resources, requests);
  if (whose.kind === 'several')
    return unusable('This message names more than one patient, so nobody can tell whose its items are.');
  if (whose.kind === 'nobody' || (whose.patient.family === '' && whose.patient.nhsNumber === undefined))
    return unusable('This script does not say who the patient is.');
  const startDate = startDateOf(first, header, bundle);
  const items = itemsOf(requests, resources, header, startDate);
  const useless = items.unusable || sameIds(items.items);
  if (useless !== '') return unusable(useless);
  const message = { resources, requests, first, header, startDate };
  return { kind: 'script', prescription: scriptOf(message, whose, items, origin) };
};
