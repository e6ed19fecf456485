import type { Actor, Site } from '../kernel/context';
import { formatFhirTime, type Instant } from '../kernel/instant';
import type { Coded, Prescription } from '../prescriptions/model';
import { structureDefinition, systems } from './systems';
import {
  actorRole,
  concept,
  identifier,
  provenanceAgent,
  repeatInformation,
  siteOrganization,
  therapyCoding,
} from './writing';

export type WithdrawInput = {
  readonly prescription: Prescription;
  readonly messageId: string;
  /** `Bundle.identifier` of the notification that is taken back. */
  readonly of: string;
  readonly reason: Coded;
  readonly at: Instant;
  readonly actor: Actor;
  readonly site: Site;
};

/** Which kind of script, and of repeat dispensing which issue, with whole counters (eps.md 1.4). */
const aboutIssue = ({ treatment, issue, issues }: Prescription) => [
  {
    url: structureDefinition('Extension-EPS-Prescription'),
    extension: [{ url: 'courseOfTherapyType', valueCoding: therapyCoding(treatment) }],
  },
  ...(treatment === 'erd' ? [repeatInformation(issue, issues)] : []),
];

/** [FHIR-13] Withdrawal of the last notification: Task, status in-progress, code abort (eps.md 1.4). */
export const writeWithdraw = ({ prescription, messageId, of, reason, at, actor, site }: WithdrawInput) => ({
  resourceType: 'Task',
  id: messageId,
  extension: [provenanceAgent(actor), ...aboutIssue(prescription)],
  contained: [actorRole(actor, 'requester', '#organization'), siteOrganization(site, 'organization')],
  identifier: [identifier(systems.uuid, messageId)],
  groupIdentifier: identifier(systems.shortId, prescription.shortId),
  status: 'in-progress',
  statusReason: concept(systems.withdrawReason, reason.code, reason.display),
  intent: 'order',
  code: concept(
    'http://hl7.org/fhir/CodeSystem/task-code',
    'abort',
    'Mark the focal resource as no longer active',
  ),
  focus: { type: 'Bundle', identifier: identifier(systems.uuid, of) },
  for: { identifier: identifier(systems.nhsNumber, prescription.patient.nhsNumber ?? '') },
  authoredOn: formatFhirTime(at),
  requester: { reference: '#requester' },
  owner: { identifier: identifier(systems.ods, site.ods) },
  reasonCode: concept(systems.snomed, '373784005', 'Dispensing medication'),
});
