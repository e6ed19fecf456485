import { containedIn, extensionOf, identifierOf, items, resourcesOf, str, dig, type Json } from './json';
import { bad, good, isUuid, isZonedTime, judgeRole, judgeSite, odsOf, trips, type Judged } from './judge';
import { issueOf } from './judge-task';

export type NotifiedLine = { readonly id: string; readonly status: string };

export type NotificationRequest = {
  readonly messageId: string;
  readonly replaces: string;
  readonly shortId: string;
  readonly longId: string;
  readonly issue: number | undefined;
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
  if (str(dispense, 'medicationCodeableConcept', 'coding', 0, 'display') === '')
    return `Required field missing: ${place}.medicationCodeableConcept.`;
  if (!extensionOf(dispense, 'Extension-EPS-TaskBusinessStatus'))
    return "Too few values submitted. Expected 1 element where url == 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-TaskBusinessStatus'.";
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

const linesOf = (dispenses: readonly Json[]): readonly NotifiedLine[] => {
  const lines = new Map<string, string>();
  for (const dispense of dispenses) {
    const request = containedIn(dispense, str(dispense, 'authorizingPrescription', 0, 'reference'));
    lines.set(identifierOf(request, itemSystem).toLowerCase(), str(dispense, 'type', 'coding', 0, 'code'));
  }
  return [...lines].map(([id, status]) => ({ id, status }));
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
  if (dispenses.some(trippedBy)) return trips();
  const organization = resourcesOf(body, 'Organization')[0];
  const wrong =
    dispenses.map(judgeDispense).find((one) => one !== undefined) ??
    judgeOrganization(organization) ??
    judgeWholeReason(dispenses) ??
    sameEverywhere(dispenses, 'whenHandedOver', 'whenHandedOver') ??
    sameEverywhere(dispenses, 'subject.identifier.value', 'subject', 'identifier', 'value');
  if (wrong !== undefined) return bad(wrong);
  const request = containedIn(
    first(dispenses),
    str(first(dispenses), 'authorizingPrescription', 0, 'reference'),
  );
  const group = request?.groupIdentifier;
  const { issue } = issueOf(first(dispenses));
  const replaced = extensionOf(header, 'Extension-replacementOf');
  return good({
    messageId: messageId.toLowerCase(),
    replaces: str(replaced, 'valueIdentifier', 'value').toLowerCase(),
    shortId: str(group, 'value'),
    longId: str(extensionOf(group, 'Extension-DM-PrescriptionId'), 'valueIdentifier', 'value').toLowerCase(),
    issue,
    nhsNumber: str(first(dispenses), 'subject', 'identifier', 'value'),
    ods: odsOf(organization),
    status: str(extensionOf(first(dispenses), 'Extension-EPS-TaskBusinessStatus'), 'valueCoding', 'code'),
    handedOverAt: Date.parse(str(first(dispenses), 'whenHandedOver')),
    lines: linesOf(dispenses),
  });
};
