import { beforeAll, describe, expect, it } from 'vitest';
import { aBundle } from '../support/fhir';
import { refusalsOf } from '../support/proxy-rules';
import { rehearsed, type Rehearsed } from '../support/rehearsed';

const prescribing = 'judges what a prescriber sends, and we send none';
const platform = 'judges the application and its token, not the message';

/**
 * Every refusal that the proxy of NHS has, by its name in packages/models/errors, beside the rules of ours that find
 * it in a message, or why none of ours can meet it.
 */
const refusals: Readonly<Record<string, readonly string[] | string>> = {
  messageTypeIssue: ['another event'],
  createUserRestrictedOnlyScopeIssue: 'is met by the inbox, which knocks at the other door (INB-18)',
  createMissingScopeIssue: platform,
  createDisabledFeatureIssue: platform,
  unauthorisedActionIssue: platform,
  invalidHeaderOperationOutcome: 'judges headers for debugging, and we send none (BRK-5)',
  createMedicationRequestInconsistentValueIssue: prescribing,
  medicationRequestDuplicateIdentifierIssue: prescribing,
  medicationRequestNumberIssue: prescribing,
  createMedicationRequestMissingValueIssue: prescribing,
  createMedicationRequestIncorrectValueIssue: prescribing,
  invalidResponsiblePractitionerPractitionerReference: prescribing,
  createInvalidIdentifierIssue: prescribing,
  createMissingDosageSequenceInstructions: prescribing,
  createMedicationDispenseInconsistentValueIssue: [
    'whenHandedOver is not the same everywhere',
    'subject is not the same everywhere',
    'performer is not the same everywhere',
    'issues differ',
  ],
  createMedicationDispenseMissingValueIssue: ['no role profile'],
  createMedicationFieldIssue: ['medicine twice'],
  createResourceTypeIssue: ['another resource'],
  createTaskIncorrectValueIssue: ['another intent', 'another code', 'another status'],
  createTaskCodingSystemIssue: ['no reason'],
  fieldIsReferenceButShouldNotBe: ['practitioner as a reference'],
  fieldIsNotReferenceButShouldBe: 'judges roles that are entries, and ours are contained',
  createMissingQueryParameterIssue: 'judges questions to the tracker, and we ask none',
  invalidQueryParameterCombinationIssue: 'judges questions to the tracker, and we ask none',
  createInvalidSystemIssue: 'judges questions to the tracker, and we ask none',
  missingRequiredField: ['no phone of the user', 'a telecom without value or use'],
  missingRequiredParameter: ['owner is missing', 'agent is missing', 'status is missing'],
  unexpectedField: 'is met by the inbox, which names nobody at that door (FHIR-9, INB-18)',
  createMissingEndorsementCode: ['no endorsement'],
  createMissingReimbursementAuthority: ['no authority that pays'],
  createMissingODSCodeForReimbursementAuthority: ['no authority that pays'],
  invalidArrayLengthIssue: ['not one insurance'],
  createClaimInvalidValueIssue: ['no authority'],
  InvalidValueError: [
    'no ODS code',
    'no role profile',
    'no time with its zone',
    '#nowhere leads nowhere',
    'no charge',
    'not one item',
  ],
  TooFewValuesError: [
    'no message id',
    'no job role',
    'no user id',
    'no status',
    'no line id',
    'no dispense id',
    'no long id',
    'no medicine',
    'no prescribed medicine',
    'no line status',
    'no counters of the script',
    'no counters of the line',
    'numberOfRepeatsIssued is no integer',
    'Extension-ClaimSequenceIdentifier is missing',
    'shortForm is missing',
  ],
  TooManyValuesError: ['issue counters twice', 'counters of the line twice'],
  InconsistentValuesError: ['reasons of the script differ'],
  TypeError: [
    'no focus',
    'no patient',
    'no quantity',
    'not one direction',
    'no release it answers to',
    'nothing dispensed',
    'numberOfRepeatsAllowed is no integer',
  ],
};

const nhs = 'https://fhir.nhs.uk';
const repeats = `{"url":"${nhs}/StructureDefinition/Extension-EPS-RepeatInformation"`;

/** How a message of each kind is spoilt so that one rule speaks. */
const broken: readonly (readonly [string, string | RegExp, string, string])[] = [
  ['release', '"name":"owner"', '"name":"holder"', 'owner is missing'],
  ['release', '"name":"agent"', '"name":"actor"', 'agent is missing'],
  ['release', '"name":"status"', '"name":"state"', 'status is missing'],
  ['release', /"use":"work",/g, '', 'a telecom without value or use'],
  ['release', /"telecom":(?=[^\]]*\]\}\}\]\}$)/, '"phones":', 'no phone of the user'],
  ['release', '"practitioner":{', '"practitioner":{"reference":"#x",', 'practitioner as a reference'],
  ['release', 'Id/sds-user-id', 'Id/x', 'no user id'],
  ['release', 'Id/sds-role-profile-id', 'Id/x', 'no role profile'],
  ['release', 'NHSDigital-SDS-JobRoleCode', 'x', 'no job role'],
  ['release', 'Id/ods-organization-code', 'Id/x', 'no ODS code'],
  ['release', '"resourceType":"Parameters"', '"resourceType":"Patient"', 'another resource'],
  ['return', '"intent":"order"', '"intent":"original-order"', 'another intent'],
  ['return', '"status":"rejected"', '"status":"completed"', 'another status'],
  ['return', 'dispense-return-status-reason', 'dispense-withdraw-reason', 'no reason'],
  ['return', /"authoredOn":"([^+"]*)\+[^"]*"/, '"authoredOn":"$1"', 'no time with its zone'],
  ['return', '"focus":', '"about":', 'no focus'],
  ['return', 'tools.ietf.org/html/rfc4122', 'x', 'no message id'],
  ['withdrawal', '"code":"abort"', '"code":"fulfill"', 'another code'],
  ['withdrawal', '"for":', '"of":', 'no patient'],
  ['withdrawal', '"reference":"#organization"', '"reference":"#nowhere"', '#nowhere leads nowhere'],
  ['notification', 'Extension-ODS-OrganisationRelationships', 'Extension-X', 'no authority that pays'],
  ['notification', '"code":"dispense-notification"', '"code":"x"', 'another event'],
  ['notification', '"whenHandedOver":"2', '"whenHandedOver":"3', 'whenHandedOver is not the same everywhere'],
  ['notification', '"type":"Patient"', '"type":"Person"', 'subject is not the same everywhere'],
  ['notification', '"reference":"#performer"', '"reference":"#m1"', 'performer is not the same everywhere'],
  [
    'notification',
    `"extension":[${'{'}"url":"${nhs}/StructureDefinition/Extension-EPS-Task`,
    `"extension":[${repeats}},{"url":"${nhs}/StructureDefinition/Extension-EPS-Task`,
    'issues differ',
  ],
  [
    'notification',
    `"extension":[${'{'}"url":"${nhs}/StructureDefinition/Extension-EPS-Task`,
    `"extension":[${repeats}},{"url":"${nhs}/StructureDefinition/Extension-EPS-Task`,
    'issue counters twice',
  ],
  [
    'notification',
    '"performer":[{"actor":{"type":"PractitionerRole","reference":"#performer"}}]',
    '"performer":[]',
    'no role profile',
  ],
  [
    'notification',
    '"authorizingPrescription"',
    '"medicationReference":{"display":"x"},"authorizingPrescription"',
    'medicine twice',
  ],
  ['notification', 'Extension-EPS-TaskBusinessStatus', 'Extension-X', 'no status'],
  ['notification', 'Id/prescription-order-item-number"', 'Id/x"', 'no line id'],
  ['notification', 'Id/prescription-dispense-item-number', 'Id/x', 'no dispense id'],
  ['notification', 'Extension-DM-PrescriptionId', 'Extension-X', 'no long id'],
  ['notification', /snomed.info\/sct/g, 'x', 'no medicine'],
  ['notification', /snomed.info\/sct/g, 'x', 'no prescribed medicine'],
  ['notification', 'CodeSystem/medicationdispense-type', 'CodeSystem/x', 'no line status'],
  ['notification', '"basedOn"', '"basedNot"', 'no counters of the script'],
  ['notification', '"url":"numberOfPrescriptionsIssued"', '"url":"x"', 'no counters of the line'],
  ['notification', '"url":"numberOfRepeatsIssued"', '"url":"x"', 'numberOfRepeatsIssued is no integer'],
  ['notification', '"valueInteger":5', '"valueUnsignedInt":5', 'numberOfRepeatsAllowed is no integer'],
  [
    'notification',
    '"url":"numberOfPrescriptionsIssued"',
    '"url":"numberOfPrescriptionsIssued","valueUnsignedInt":2},{"url":"numberOfPrescriptionsIssued"',
    'counters of the line twice',
  ],
  ['notification', '"response":', '"respond":', 'no release it answers to'],
  ['notification', /"quantity":\{"value":\d+/g, '"quantity":{"amount":1', 'no quantity'],
  ['notification', /"dosageInstruction"/g, '"dosage"', 'not one direction'],
  ['notification', /"resourceType":"MedicationDispense"/g, '"resourceType":"Basic"', 'nothing dispensed'],
  [
    'notification (none',
    `"url":"${nhs}/StructureDefinition/Extension-DM-PrescriptionNonDispensingReason","valueCoding":{"system"`,
    `"url":"${nhs}/StructureDefinition/Extension-DM-PrescriptionNonDispensingReason","valueCoding":{"version":"2","system"`,
    'reasons of the script differ',
  ],
  ['claim', 'T1450', 'T9999', 'no authority'],
  ['claim', /"insurance":\[(\{.*?\}\}?)\]/, '"insurance":[$1,$1]', 'not one insurance'],
  ['claim', /medicationdispense-endorsement/g, 'other', 'no endorsement'],
  ['claim', 'DM-prescription-charge', 'other', 'no charge'],
  ['claim', '"item":[', '"item":[{},', 'not one item'],
  ['claim', '"modifier":[', '"modifier":[{"coding":[{"code":"0001"}]},', 'a modifier that is no line status'],
  ['claim', 'Extension-ClaimSequenceIdentifier', 'x', 'Extension-ClaimSequenceIdentifier is missing'],
  ['claim', '"url":"shortForm"', '"url":"x"', 'shortForm is missing'],
];

describe('each refusal of the proxy', () => {
  let messages: readonly Rehearsed[] = [];
  beforeAll(async () => {
    const erd = { therapy: 'continuous-repeat-dispensing', intent: 'reflex-order' };
    messages = await rehearsed([
      aBundle(),
      aBundle({
        ...erd,
        longId: '30ba5fb5-cb58-462c-923e-22d180b09356',
        issue: 2,
        issues: 6,
        items: [{}, {}],
      }),
    ]);
  });

  const cases = broken.map(([kind, from, to, rule]) => [rule, kind, from, to] as const);
  it.each(cases)('[FHIR-23] is found where it is: %s (%s)', (rule, kind, from, to) => {
    const found = messages.filter(({ name }) => name.startsWith(kind)).at(-1);
    const text = JSON.stringify(found?.message);
    const wrong = text.replace(from, to);
    expect(wrong).not.toBe(text);
    expect(refusalsOf(JSON.parse(text))).toEqual([]);
    expect(refusalsOf(JSON.parse(wrong))).toContain(rule);
  });

  it('[FHIR-23] has a rule that speaks, or a reason why no message of ours can meet it', () => {
    const spoken = new Set(broken.map(([, , , rule]) => rule));
    for (const [name, met] of Object.entries(refusals))
      if (typeof met === 'string') expect(met.length, name).toBeGreaterThan(20);
      else for (const rule of met) expect(spoken, name).toContain(rule);
  });
});
