import { containedIn, extensionOf, items, str, type Json } from './json';
import { bad, good, isUuid, isZonedTime, judgeRole, judgeSite, odsOf, trips, type Judged } from './judge';

export type TaskRequest = {
  readonly kind: 'return' | 'withdraw';
  readonly messageId: string;
  readonly shortId: string;
  readonly nhsNumber: string;
  readonly ods: string;
  readonly focus: string;
  /** One-based, from the zero-based counter; undefined where none was sent. */
  readonly issue: number | undefined;
};

const reasons = {
  return: {
    system: 'https://fhir.nhs.uk/CodeSystem/EPS-task-dispense-return-status-reason',
    codes: ['0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008'],
  },
  withdraw: {
    system: 'https://fhir.nhs.uk/CodeSystem/EPS-task-dispense-withdraw-reason',
    codes: ['QU', 'MU', 'DA', 'PA', 'OC', 'ONC'],
  },
} as const;

const judgeReason = (body: Json, kind: 'return' | 'withdraw'): string | undefined => {
  const coding = items(body, 'statusReason', 'coding')[0];
  const { system, codes } = reasons[kind];
  if (str(coding, 'system') !== system)
    return `Task.reasonCode must have a system of '${system}' and a value from that system.`;
  return (codes as readonly string[]).includes(str(coding, 'code'))
    ? undefined
    : `The reason ${str(coding, 'code')} is not one of ${codes.join(', ')}.`;
};

/** One-based issue of a message about repeat dispensing; integers only, as the real translator has it. */
export const issueOf = (value: Json): { readonly ok: boolean; readonly issue: number | undefined } => {
  const repeat = extensionOf(value, 'Extension-EPS-RepeatInformation');
  if (!repeat) return { ok: true, issue: undefined };
  const issued = items(repeat, 'extension').find((one) => one.url === 'numberOfRepeatsIssued');
  const number = issued?.valueInteger;
  return typeof number === 'number' ? { ok: true, issue: number + 1 } : { ok: false, issue: undefined };
};

const judgeRequester = (body: Json): { readonly wrong: string | undefined; readonly ods: string } => {
  const reference = str(body, 'requester', 'reference');
  if (!reference.startsWith('#'))
    return { wrong: 'task.requester should be a reference to contained.practitionerRole', ods: '' };
  const role = containedIn(body, reference);
  if (!role) return { wrong: `Contained resource with reference ${reference} not found`, ods: '' };
  const place = str(role, 'organization', 'reference');
  const organization = containedIn(body, place);
  if (!organization) return { wrong: `Contained resource with reference ${place} not found`, ods: '' };
  const wrong =
    judgeRole(role, 'Task.contained(PractitionerRole)') ??
    judgeSite(organization, 'Task.contained(Organization)');
  return { wrong, ods: odsOf(organization) };
};

const kindOf = (status: string): 'return' | 'withdraw' | undefined =>
  status === 'rejected' ? 'return' : status === 'in-progress' ? 'withdraw' : undefined;

/** [TSP-2] A return or a withdrawal (eps.md 1.2, 1.4, 8). */
export const judgeTask = (body: Json): Judged<TaskRequest> => {
  if (body.resourceType !== 'Task') return bad('Incorrect FHIR resource type. Expected Task.');
  const kind = kindOf(str(body, 'status'));
  if (!kind) return bad("Task.status must be one of: 'in-progress', 'rejected'.");
  if (body.intent !== 'order') return bad("Task.intent must be one of: 'order'.");
  const messageId = str(body, 'identifier', 0, 'value');
  if (!isUuid(messageId)) return bad('Required field missing: Task.identifier.');
  const shortId = str(body, 'groupIdentifier', 'value');
  const focus = str(body, 'focus', 'identifier', 'value');
  if (!body.statusReason || focus === '' || shortId === '') return trips();
  const nhsNumber = str(body, 'for', 'identifier', 'value');
  if (kind === 'withdraw' && nhsNumber === '') return trips();
  if (kind === 'withdraw' && !body.code)
    return bad("Task.code is required when Task.status is 'in-progress'.");
  if (kind === 'withdraw' && str(body, 'code', 'coding', 0, 'code') !== 'abort')
    return bad("Task.code.coding.code must be one of: 'abort'.");
  if (!isZonedTime(str(body, 'authoredOn')))
    return bad(`Incorrect format for date time string '${str(body, 'authoredOn')}'.`);
  const requester = judgeRequester(body);
  const wrong = judgeReason(body, kind) ?? requester.wrong;
  if (wrong !== undefined) return bad(wrong);
  const { ok, issue } = issueOf(body);
  if (!ok) return trips();
  return good({
    kind,
    messageId: messageId.toLowerCase(),
    shortId,
    nhsNumber,
    ods: requester.ods,
    focus,
    issue,
  });
};
