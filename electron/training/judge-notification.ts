import { containedIn, extensionOf, identifierOf, items, resourcesOf, str, dig, type Json } from './json';
import { bad, good, isUuid, isZonedTime, judgeRole, judgeSite, odsOf, trips, type Judged } from './judge';
import { issueOf } from './judge-task';
import { issuesOfItem } from './repeats';

export type NotifiedLine = {
  readonly id: string;
  readonly status: string;
  /** How many issues it says there are of the line, where it has both counters. */
  readonly issues: number | undefined;
};

export type NotificationRequest = {
  readonly messageId: string;
  readonly replaces: string;
  readonly shortId: string;
  readonly longId: string;
  readonly issue: number | undefined;
  /** How many issues it says there are; undefined where it says nothing of repeats. */
  readonly issues: number | undefined;
  readonly nhsNumber: string;
  readonly ods: string;
  readonly status: string;
  readonly handedOverAt: number;
  readonly lines: readonly NotifiedLine[];
};

const itemSystem = 'https://fhir.nhs.uk/Id/prescription-order-item-number';

const judgeDispense = (dispense: Json, i: number): string | undefined => {
  const place = `MedicationDispense[${i}]`;
  const actor = str(dispense, 'performer', 0, 'actor', 'reference');
  const role = containedIn(dispense, actor);
  if (!role) return `Contained resource with reference ${actor} not found`;
  const prescribed = str(dispense, 'authorizingPrescription', 0, 'reference');
  if (!containedIn(dispense, prescribed)) return `Contained resource with reference ${prescribed} not found`;
  if (!isUuid(str(dispense, 'identifier', 0, 'value'))) return `Required field missing: ${place}.identifier.`;
  if (!isZonedTime(str(dispense, 'whenHandedOver')))
    return `Incorrect format for date time string '${str(dispense, 'whenHandedOver')}'.`;
  const medicine = dig(dispense, 'medicationCodeableConcept', 'coding', 0);
  // EPS hands over some by their code alone.
  if (str(medicine, 'code') === '' && str(medicine, 'display') === '')
    return `Required field missing: ${place}.medicationCodeableConcept.`;
  if (!extensionOf(dispense, 'Extension-EPS-TaskBusinessStatus'))
    return "Too few values submitted. Expected 1 element where url == 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-TaskBusinessStatus'.";
  if (items(dispense, 'dosageInstruction').length > 1)
    return `Too many values submitted. Expected 1 element: ${place}.dosageInstruction.`;
  return judgeCodes(dispense, place) ?? judgeRole(role, `${place}.contained(PractitionerRole)`);
};

/** Codes that the real proxy lets pass and the Spine does not know (eps.md 4, 8). */
const judgeCodes = (dispense: Json, place: string): string | undefined => {
  const status = str(dispense, 'type', 'coding', 0, 'code');
  if (!/^000[1-8]$/.test(status)) return `${place}.type: ${status} is not known.`;
  const reason = str(dispense, 'statusReasonCodeableConcept', 'coding', 0, 'code');
  if (status === '0002' && !/^00(0[1-9]|1[01])$/.test(reason))
    return `${place}: an item not dispensed needs a reason from 0001 to 0011.`;
  const quantity = dig(dispense, 'quantity', 'value');
  return ['0002', '0004', '0005', '0006'].includes(status) && quantity !== 0
    ? `${place}.quantity must be 0 where nothing left the pharmacy.`
    : undefined;
};

/** The reason of the script as a whole is the same on every item or on none (eps.md 1.3, 8). */
const judgeWholeReason = (dispenses: readonly Json[]): string | undefined => {
  const reasons = dispenses.flatMap((one) => {
    const whole = extensionOf(one, 'Extension-DM-PrescriptionNonDispensingReason');
    return whole ? [str(whole, 'valueCoding', 'code')] : [];
  });
  return new Set(reasons).size > 1
    ? 'Expected all MedicationDispenses to have the same value for MedicationDispense.extension:prescriptionNonDispensingReason'
    : undefined;
};

/** What the real translator trips over when it is missing. */
const trippedBy = (dispense: Json): boolean =>
  items(dispense, 'performer').length === 0 ||
  str(dispense, 'type', 'coding', 0, 'code') === '' ||
  typeof dig(dispense, 'quantity', 'value') !== 'number' ||
  items(dispense, 'dosageInstruction').length === 0;

const sameEverywhere = (dispenses: readonly Json[], name: string, ...path: string[]): string | undefined => {
  const values = [...new Set(dispenses.map((one) => str(one, ...path)))];
  return values.length > 1
    ? `Expected all MedicationDispenses to have the same value for ${name}. Received ${JSON.stringify(values)}.`
    : undefined;
};

const requestIn = (dispense: Json): Json | undefined =>
  containedIn(dispense, str(dispense, 'authorizingPrescription', 0, 'reference'));

const lineIdOf = (dispense: Json): string => identifierOf(requestIn(dispense), itemSystem).toLowerCase();
const groupOf = (dispense: Json) => {
  const group = requestIn(dispense)?.groupIdentifier;
  const longId = str(extensionOf(group, 'Extension-DM-PrescriptionId'), 'valueIdentifier', 'value');
  return { shortId: str(group, 'value'), longId: longId.toLowerCase() };
};

/** [TSP-31] What the translator reads of the first item only, and the Spine would take for all of them (eps.md 1.3). */
const judgeTogether = (dispenses: readonly Json[]): string | undefined => {
  const differ = (name: string, of: (dispense: Json) => string): string | undefined =>
    new Set(dispenses.map(of)).size > 1
      ? `Expected all MedicationDispenses to have the same value for ${name}.`
      : undefined;
  const status = (one: Json) =>
    str(extensionOf(one, 'Extension-EPS-TaskBusinessStatus'), 'valueCoding', 'code');
  const ids = dispenses.map((one) => str(one, 'identifier', 0, 'value').toLowerCase());
  const statuses = new Set(
    dispenses.map((one) => `${lineIdOf(one)} ${str(one, 'type', 'coding', 0, 'code')}`),
  );
  if (dispenses.some((one) => groupOf(one).longId === ''))
    return "Too few values submitted. Expected 1 element where url == 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionId'.";
  if (new Set(ids).size < ids.length) return 'Each MedicationDispense has an identifier of its own.';
  if (statuses.size > new Set(dispenses.map(lineIdOf)).size) return 'A line item has one status.';
  return (
    differ('extension:prescriptionStatus', status) ??
    differ('groupIdentifier', (one) => JSON.stringify(groupOf(one))) ??
    differ('extension:repeatInformation', (one) => JSON.stringify(repeatOf(one)))
  );
};

/** Of repeat dispensing: the counters that the translator takes from the item as released (eps.md 1.3). */
const repeatOf = (dispense: Json) => {
  if (!extensionOf(dispense, 'Extension-EPS-RepeatInformation'))
    return { ok: true, issue: undefined, issues: undefined };
  const based = items(requestIn(dispense), 'basedOn')[0] ?? {};
  const { ok, issue } = issueOf(based);
  const allowed = items(extensionOf(based, 'Extension-EPS-RepeatInformation'), 'extension').find(
    (one) => one.url === 'numberOfRepeatsAllowed',
  )?.valueInteger;
  if (!ok || issue === undefined || typeof allowed !== 'number')
    return { ok: false, issue: undefined, issues: undefined };
  return { ok: true, issue, issues: allowed + 1 };
};

/** What the translator needs of an item as released. */
const lacksItem = (dispense: Json): boolean => {
  const request = requestIn(dispense);
  return (
    request !== undefined &&
    (lineIdOf(dispense) === '' ||
      typeof dig(request, 'dispenseRequest', 'quantity', 'value') !== 'number' ||
      str(request, 'medicationCodeableConcept', 'coding', 0, 'code') === '' ||
      !repeatOf(dispense).ok)
  );
};

const judgeOrganization = (organization: Json | undefined): string | undefined => {
  if (!organization) return 'The dispense notification names no dispensing site.';
  const relations = extensionOf(organization, 'Extension-ODS-OrganisationRelationships');
  const authority = items(relations, 'extension').find((one) => one.url === 'reimbursementAuthority');
  if (!authority)
    return 'The dispense notification is missing the reimbursement authority and it should be provided.';
  if (!['T1450', 'RQFZ1'].includes(str(authority, 'valueIdentifier', 'value')))
    return 'The dispense notification is missing the ODS code for reimbursement authority and it should be provided.';
  return judgeSite(organization, 'Organization');
};

/** The line's own counters: which issue it is, and how many there are (eps.md 1.3). */
const issuesOfLine = (request: Json | undefined): number | undefined => {
  const repeat = extensionOf(request, 'Extension-UKCore-MedicationRepeatInformation');
  const issued = items(repeat, 'extension').some((one) => one.url === 'numberOfPrescriptionsIssued');
  return issued ? issuesOfItem(request) : undefined;
};

const linesOf = (dispenses: readonly Json[]): readonly NotifiedLine[] => {
  const lines = new Map<string, NotifiedLine>();
  for (const dispense of dispenses) {
    const id = lineIdOf(dispense);
    const status = str(dispense, 'type', 'coding', 0, 'code');
    lines.set(id, { id, status, issues: issuesOfLine(requestIn(dispense)) });
  }
  return [...lines.values()];
};

const first = (dispenses: readonly Json[]): Json => dispenses[0] ?? {};

/** [TSP-3] A dispense notification or its amendment (eps.md 1.3, 8). */
export const judgeNotification = (body: Json): Judged<NotificationRequest> => {
  if (body.resourceType !== 'Bundle') return bad('Incorrect FHIR resource type. Expected Bundle.');
  const header = resourcesOf(body, 'MessageHeader')[0];
  const event = str(header, 'eventCoding', 'code');
  if (event !== 'dispense-notification')
    return bad(
      'MessageHeader.eventCoding.code must be one of: prescription-order, prescription-order-update, dispense-notification.',
    );
  const messageId = str(body, 'identifier', 'value');
  const dispenses = resourcesOf(body, 'MedicationDispense');
  if (!isUuid(messageId) || str(header, 'response', 'identifier') === '' || dispenses.length === 0)
    return trips();
  if (dispenses.some((one) => trippedBy(one) || lacksItem(one))) return trips();
  const organization = resourcesOf(body, 'Organization')[0];
  const wrong =
    dispenses.map(judgeDispense).find((one) => one !== undefined) ??
    judgeOrganization(organization) ??
    judgeWholeReason(dispenses) ??
    judgeTogether(dispenses) ??
    sameEverywhere(dispenses, 'whenHandedOver', 'whenHandedOver') ??
    sameEverywhere(dispenses, 'subject.identifier.value', 'subject', 'identifier', 'value');
  if (wrong !== undefined) return bad(wrong);
  const { issue, issues } = repeatOf(first(dispenses));
  const replaced = extensionOf(header, 'Extension-replacementOf');
  return good({
    messageId: messageId.toLowerCase(),
    replaces: str(replaced, 'valueIdentifier', 'value').toLowerCase(),
    ...groupOf(first(dispenses)),
    issue,
    issues,
    nhsNumber: str(first(dispenses), 'subject', 'identifier', 'value'),
    ods: odsOf(organization),
    status: str(extensionOf(first(dispenses), 'Extension-EPS-TaskBusinessStatus'), 'valueCoding', 'code'),
    handedOverAt: Date.parse(str(first(dispenses), 'whenHandedOver')),
    lines: linesOf(dispenses),
  });
};
