/** Identifier and code systems of the FHIR Dispensing API (eps.md 1.0, 4). */
export const systems = {
  shortId: 'https://fhir.nhs.uk/Id/prescription-order-number',
  longId: 'https://fhir.nhs.uk/Id/prescription',
  item: 'https://fhir.nhs.uk/Id/prescription-order-item-number',
  dispenseItem: 'https://fhir.nhs.uk/Id/prescription-dispense-item-number',
  uuid: 'https://tools.ietf.org/html/rfc4122',
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  ods: 'https://fhir.nhs.uk/Id/ods-organization-code',
  user: 'https://fhir.nhs.uk/Id/sds-user-id',
  roleProfile: 'https://fhir.nhs.uk/Id/sds-role-profile-id',
  jobRole: 'https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode',
  snomed: 'http://snomed.info/sct',
  businessStatus: 'https://fhir.nhs.uk/CodeSystem/EPS-task-business-status',
  lineStatus: 'https://fhir.nhs.uk/CodeSystem/medicationdispense-type',
  notDispensedReason: 'https://fhir.nhs.uk/CodeSystem/medicationdispense-status-reason',
  returnReason: 'https://fhir.nhs.uk/CodeSystem/EPS-task-dispense-return-status-reason',
  withdrawReason: 'https://fhir.nhs.uk/CodeSystem/EPS-task-dispense-withdraw-reason',
  messageEvent: 'https://fhir.nhs.uk/CodeSystem/message-event',
  messageReason: 'https://fhir.nhs.uk/CodeSystem/message-reason-prescription',
  prescriptionReason: 'https://fhir.nhs.uk/CodeSystem/EPS-task-business-status-reason',
  exemption: 'https://fhir.nhs.uk/CodeSystem/prescription-charge-exemption',
  evidence: 'https://fhir.nhs.uk/CodeSystem/DM-exemption-evidence',
  charge: 'https://fhir.nhs.uk/CodeSystem/DM-prescription-charge',
  endorsement: 'https://fhir.nhs.uk/CodeSystem/medicationdispense-endorsement',
  claimSequence: 'https://fhir.nhs.uk/Id/claim-sequence-identifier',
  organisationRole: 'https://fhir.nhs.uk/CodeSystem/organisation-role',
} as const;

export const structureDefinition = (name: string): string =>
  `https://fhir.nhs.uk/StructureDefinition/${name}`;
