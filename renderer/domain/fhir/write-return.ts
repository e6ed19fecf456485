import type { Actor, Site } from '../kernel/context';
import { formatFhirTime, type Instant } from '../kernel/instant';
import type { Coded, Prescription } from '../prescriptions/model';
import { systems } from './systems';
import { actorRole, concept, identifier, releaseOf, repeatInformation, siteOrganization } from './writing';

export type ReturnInput = {
  readonly prescription: Prescription;
  readonly messageId: string;
  readonly reason: Coded;
  readonly at: Instant;
  readonly actor: Actor;
  readonly site: Site;
};

/** [FHIR-10] Return of a whole script to the Spine: Task, status rejected (eps.md 1.2). */
export const writeReturn = ({ prescription, messageId, reason, at, actor, site }: ReturnInput) => ({
  resourceType: 'Task',
  id: messageId,
  ...(prescription.treatment === 'erd'
    ? { extension: [repeatInformation(prescription.issue, prescription.issues)] }
    : {}),
  contained: [actorRole(actor, 'requester', '#organization'), siteOrganization(site, 'organization')],
  identifier: [identifier(systems.uuid, messageId)],
  groupIdentifier: identifier(systems.shortId, prescription.shortId),
  status: 'rejected',
  statusReason: concept(systems.returnReason, reason.code, reason.display),
  intent: 'order',
  code: concept('http://hl7.org/fhir/CodeSystem/task-code', 'fulfill', 'Fulfill the focal request'),
  focus: { identifier: identifier(systems.uuid, releaseOf(prescription)) },
  ...(prescription.patient.nhsNumber === undefined
    ? {}
    : { for: { identifier: identifier(systems.nhsNumber, prescription.patient.nhsNumber) } }),
  authoredOn: formatFhirTime(at),
  requester: { reference: '#requester' },
  reasonCode: concept(systems.snomed, '33633005', 'Prescription of drug'),
});
