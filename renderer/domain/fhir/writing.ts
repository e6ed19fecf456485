import type { Actor, Site } from '../kernel/context';
import type { Coded, Prescription, Quantity, Treatment } from '../prescriptions/model';
import { nameOfCode } from './codes/medicine-name';
import { structureDefinition, systems } from './systems';

/** Parts that several messages share. Key order is fixed, so that the same input gives the same bytes. */
export const identifier = (system: string, value: string) => ({ system, value });
/** A code, its words, or both; what is not known is left out, for no text may be empty. */
export const coding = (system: string, code: string, display = '') => ({
  system,
  ...(code === '' ? {} : { code }),
  ...(display === '' ? {} : { display }),
});
export const concept = (system: string, code: string, display?: string) => ({
  coding: [coding(system, code, display)],
});

/** [FHIR-24] A medicine by its dm+d code, with its name where the script said one. */
export const medicineConcept = ({ code, display }: Coded) =>
  concept(systems.snomed, code, display === nameOfCode(code) ? undefined : display);

const phone = (value: string) => [{ system: 'phone', use: 'work', value }];

/** The dispensing site with all that SCAL 1.2 asks for; every telecom has a `use` (eps.md 1.0). */
export const siteOrganization = (site: Site, id: string) => ({
  resourceType: 'Organization',
  id,
  identifier: [identifier(systems.ods, site.ods)],
  active: true,
  type: [concept(systems.organisationRole, '182', 'PHARMACY')],
  name: site.name,
  telecom: phone(site.phone),
  address: [{ use: 'work', line: [...site.addressLines], postalCode: site.postcode }],
});

/** The person as a role; the practitioner is identifier and display, never a reference (eps.md 1.1). */
export const actorRole = (actor: Actor, id: string, organization?: string) => ({
  resourceType: 'PractitionerRole',
  id,
  identifier: [identifier(systems.roleProfile, actor.roleProfileId)],
  practitioner: { identifier: identifier(systems.user, actor.sdsUserId), display: actor.name },
  ...(organization === undefined ? {} : { organization: { reference: organization } }),
  code: [concept(systems.jobRole, actor.jobRoleCode)],
  telecom: phone(actor.phone),
});

/** Zero-based issue counters of repeat dispensing, as integers (eps.md 1.3, 1.4). */
export const repeatInformation = (issue: number, issues: number) => ({
  url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-RepeatInformation',
  extension: [
    { url: 'numberOfRepeatsAllowed', valueInteger: issues - 1 },
    { url: 'numberOfRepeatsIssued', valueInteger: issue - 1 },
  ],
});

/** The release that a message answers to; of a script that came without one, the message that brought it. */
export const releaseOf = ({ releaseResponseId, messageId, longId }: Prescription): string =>
  releaseResponseId || messageId || longId;

/** The message that this one takes the place of (eps.md 1.3, 1.5). */
export const replacementOf = (messageId: string) => ({
  url: structureDefinition('Extension-replacementOf'),
  valueIdentifier: identifier(systems.uuid, messageId),
});

/** A quantity in dm+d units; a unit that came without a code goes out without one. */
export const writeQuantity = ({ value, unit, code }: Quantity) => ({
  value,
  ...(unit === '' ? {} : { unit }),
  system: systems.snomed,
  ...(code === '' ? {} : { code }),
});

const hl7Therapy = 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy';
const nhsTherapy = 'https://fhir.nhs.uk/CodeSystem/medicationrequest-course-of-therapy';

/** courseOfTherapyType (eps.md 4). */
export const therapyCoding = (treatment: Treatment) => {
  switch (treatment) {
    case 'acute':
      return coding(hl7Therapy, 'acute', 'Short course (acute) therapy');
    case 'repeat':
      return coding(hl7Therapy, 'continuous', 'Continuous long term therapy');
    case 'erd':
      return coding(nhsTherapy, 'continuous-repeat-dispensing', 'Continuous long term (repeat dispensing)');
  }
};

/** Who answers for a message, named once more beside the role (eps.md 1.4, 1.5). */
export const provenanceAgent = (actor: Actor) => ({
  url: structureDefinition('Extension-Provenance-agent'),
  valueReference: { identifier: identifier(systems.user, actor.sdsUserId), display: actor.name },
});
