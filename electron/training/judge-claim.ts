import { containedIn, dig, extensionOf, items, str, type Json } from './json';
import { bad, good, isUuid, isZonedTime, judgeRole, judgeSite, odsOf, trips, type Judged } from './judge';
import { issueOf } from './judge-task';

export type ClaimRequest = {
  readonly messageId: string;
  readonly replaces: string;
  readonly shortId: string;
  readonly longId: string;
  readonly issue: number | undefined;
  readonly nhsNumber: string;
  readonly ods: string;
  readonly status: string;
  readonly lines: readonly { readonly id: string; readonly status: string }[];
};

const codes = 'https://fhir.nhs.uk/CodeSystem/';
const charges = ['paid-once', 'paid-twice', 'not-paid'];
const endorsements = 'BB IP MF NCSO PC PNC RC XP ZD SP ED NDEC SSP PD WR'.split(' ');
const withText = ['IP', 'NCSO', 'PC', 'PNC', 'XP'];

/** Concepts of one code system, each with its first code and its text. */
const conceptsOf = (detail: Json, name: string, system: string) =>
  items(detail, name)
    .map((concept) => ({ coding: items(concept, 'coding')[0], text: str(concept, 'text') }))
    .filter(({ coding }) => str(coding, 'system') === `${codes}${system}`)
    .map(({ coding, text }) => ({ code: str(coding, 'code'), text }));

const tooFew = (what: string): string => `Too few values submitted. Expected 1 element where ${what}.`;

const judgeEndorsements = (detail: Json): string | undefined => {
  const found = conceptsOf(detail, 'programCode', 'medicationdispense-endorsement');
  if (found.length === 0) return 'The claim is missing the required endorsement code.';
  const unknown = found.find(({ code }) => !endorsements.includes(code));
  if (unknown) return `The endorsement ${unknown.code} is not known.`;
  const bare = found.find(({ code, text }) => withText.includes(code) && text.trim() === '');
  return bare ? `The endorsement ${bare.code} needs its supporting information.` : undefined;
};

const judgeDetail = (detail: Json): string | undefined => {
  if (!extensionOf(detail, 'Extension-ClaimSequenceIdentifier'))
    return tooFew("url == 'https://fhir.nhs.uk/StructureDefinition/Extension-ClaimSequenceIdentifier'");
  const [charge] = conceptsOf(detail, 'programCode', 'DM-prescription-charge');
  if (!charge) return tooFew("system == 'https://fhir.nhs.uk/CodeSystem/DM-prescription-charge'");
  if (!charges.includes(charge.code)) return 'Unsupported prescription charge code';
  if (typeof dig(detail, 'quantity', 'value') !== 'number')
    return 'Required field missing: Claim.item.detail.quantity.';
  for (const product of items(detail, 'subDetail')) {
    if (!isUuid(referenceOf(product, 'Extension-ClaimMedicationDispenseReference')))
      return 'Required field missing: Claim.item.detail.subDetail (dispense reference).';
    if (typeof dig(product, 'quantity', 'value') !== 'number')
      return 'Required field missing: Claim.item.detail.subDetail.quantity.';
  }
  return judgeEndorsements(detail);
};

const referenceOf = (value: Json, name: string): string =>
  str(extensionOf(value, name), 'valueReference', 'identifier', 'value').toLowerCase();

const judgeInsurance = (body: Json): string | undefined => {
  const insurance = items(body, 'insurance');
  if (insurance.length !== 1)
    return `Expected 1 item(s) in Claim.insurance, but received ${insurance.length}.`;
  return ['T1450', 'RQFZ1'].includes(str(insurance[0], 'coverage', 'identifier', 'value'))
    ? undefined
    : "Claim.insurance[0].coverage.identifier.value must be one of: 'T1450', 'RQFZ1'.";
};

const judgeExemption = (item: Json): string | undefined => {
  const [exemption] = conceptsOf(item, 'programCode', 'prescription-charge-exemption');
  if (exemption && !/^(00[0-2]\d|918\d|9200|100[12])$/.test(exemption.code))
    return `The exemption ${exemption.code} is not known.`;
  const [evidence] = conceptsOf(item, 'programCode', 'DM-exemption-evidence');
  return evidence && !['evidence-seen', 'no-evidence-seen'].includes(evidence.code)
    ? `The evidence ${evidence.code} is not known.`
    : undefined;
};

const judgeProvider = (body: Json): { readonly wrong: string | undefined; readonly ods: string } => {
  const role = containedIn(body, str(body, 'provider', 'reference'));
  if (!role)
    return {
      wrong: `Contained resource with reference ${str(body, 'provider', 'reference')} not found`,
      ods: '',
    };
  const place = str(role, 'organization', 'reference');
  const organization = containedIn(body, place);
  if (!organization) return { wrong: `Contained resource with reference ${place} not found`, ods: '' };
  const wrong =
    judgeRole(role, 'Claim.contained(PractitionerRole)') ??
    judgeSite(organization, 'Claim.contained(Organization)');
  return { wrong, ods: odsOf(organization) };
};

/** Short and long form of the script that is claimed. */
const groupOf = (body: Json) => {
  const group = extensionOf(dig(body, 'prescription'), 'Extension-DM-GroupIdentifier');
  const part = (url: string) =>
    str(
      items(group, 'extension').find((one) => one.url === url),
      'valueIdentifier',
      'value',
    );
  return { shortId: part('shortForm'), longId: part('UUID').toLowerCase() };
};

/** [TSP-15] A claim or its amendment (eps.md 1.5, 8). */
export const judgeClaim = (body: Json): Judged<ClaimRequest> => {
  if (body.resourceType !== 'Claim') return bad('Incorrect FHIR resource type. Expected Claim.');
  const messageId = str(body, 'identifier', 0, 'value');
  if (!isUuid(messageId)) return bad('Required field missing: Claim.identifier.');
  const claimed = items(body, 'item');
  const [item] = claimed;
  if (!item || claimed.length > 1) return bad('Too many values submitted. Expected 1 element: Claim.item.');
  if (!isZonedTime(str(body, 'created')))
    return bad(`Incorrect format for date time string '${str(body, 'created')}'.`);
  const status = str(extensionOf(item, 'Extension-EPS-TaskBusinessStatus'), 'valueCoding', 'code');
  if (status === '')
    return bad(tooFew("url == 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-TaskBusinessStatus'"));
  const details = items(item, 'detail');
  const provider = judgeProvider(body);
  const wrong =
    judgeInsurance(body) ??
    judgeExemption(item) ??
    details.map(judgeDetail).find((one) => one !== undefined) ??
    provider.wrong;
  if (wrong !== undefined) return bad(wrong);
  const group = groupOf(body);
  const { ok, issue } = issueOf(item);
  if (!ok || group.shortId === '') return trips();
  return good({
    messageId: messageId.toLowerCase(),
    replaces: str(extensionOf(body, 'Extension-replacementOf'), 'valueIdentifier', 'value').toLowerCase(),
    ...group,
    issue,
    nhsNumber: str(body, 'patient', 'identifier', 'value'),
    ods: provider.ods,
    status,
    lines: details.map((detail) => ({
      id: referenceOf(detail, 'Extension-ClaimMedicationRequestReference'),
      status: conceptsOf(detail, 'modifier', 'medicationdispense-type')[0]?.code ?? '',
    })),
  });
};
