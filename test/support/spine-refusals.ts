import { dig } from '../../electron/training/json';
import { at, drop, once, replaced, type Change } from './changed-message';
import { wire } from './spine-talk';

const dispense = ['entry', 1, 'resource'] as const;
const organization = ['entry', 4, 'resource'] as const;
const agent = ['parameter', 2, 'resource'] as const;
const owner = ['parameter', 0, 'resource'] as const;
const item = ['item', 0] as const;

const withReason =
  (nth: number, code: string): Change =>
  (message) => {
    const whole = {
      url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionNonDispensingReason',
      valueCoding: { code },
    };
    const now = dig(message, 'entry', nth, 'resource', 'extension') as readonly unknown[]; // it has a list
    return at('entry', nth, 'resource', 'extension')([...now, whole])(message);
  };
const differingReasons: Change = (message) => withReason(2, '0009')(wire(withReason(1, '0010')(message)));

const twoStatuses: Change = at('entry', 2, 'resource', 'type', 'coding', 0, 'code')('0003');

/** Wanted: HTTP status and a word of the answer. */
type Row = readonly [what: string, change: Change, status: number, says?: string];

/** By message: each refusal that was seen at the real proxy, and what it lets pass and the Spine does not (eps.md 8). */
export const refusals: Readonly<Record<string, readonly Row[]>> = {
  'release (nominated)': [
    ['no owner', drop('parameter', 0), 400, 'owner is missing'],
    ['no agent', drop('parameter', 2), 400, 'agent not found'],
    ['agent without telecom', drop(...agent, 'telecom'), 400, 'telecom is missing'],
    ['agent without code', drop(...agent, 'code'), 400, 'Too few values'],
    ['agent without practitioner', drop(...agent, 'practitioner'), 500],
    [
      'practitioner as reference',
      at(...agent, 'practitioner')({ reference: 'x' }),
      400,
      'Identifier and Display',
    ],
    ['agent without role profile', drop(...agent, 'identifier'), 400, 'identifier'],
    ['owner without ODS', drop(...owner, 'identifier'), 400, 'identifier'],
    ['a Bundle', at('resourceType')('Bundle'), 400, 'Expected Parameters'],
    ['unknown resource', at('resourceType')('Patient'), 500],
    ['owner without telecom (beyond the proxy)', drop(...owner, 'telecom'), 400, 'telecom'],
    ['owner without address (beyond the proxy)', drop(...owner, 'address'), 400, 'address'],
    ['owner without name (beyond the proxy)', drop(...owner, 'name'), 400, 'name'],
    ['telecom without use', drop(...agent, 'telecom', 0, 'use'), 400, 'use is missing'],
  ],
  return: [
    ['intent original-order', at('intent')('original-order'), 400, "must be one of: 'order'"],
    ['status completed', at('status')('completed'), 400, "'in-progress', 'rejected'"],
    [
      'withdraw-system reason',
      replaced('dispense-return-status-reason', 'dispense-withdraw-reason'),
      400,
      'must have a system',
    ],
    ['unknown reason (beyond the proxy)', at('statusReason', 'coding', 0, 'code')('0099'), 400, '0099'],
    ['no statusReason', drop('statusReason'), 500],
    ['no focus', drop('focus'), 500],
    ['no groupIdentifier', drop('groupIdentifier'), 500],
    ['no identifier', drop('identifier'), 400, 'Task.identifier'],
    [
      'requester no reference',
      at('requester')({ identifier: { value: '1' } }),
      400,
      'reference to contained',
    ],
    ['no contained organization', drop('contained', 1), 400, 'not found'],
    ['authoredOn without zone', at('authoredOn')('2022-11-21T14:30:00'), 400, '2022-11-21T14:30:00'],
    ['authoredOn missing', drop('authoredOn'), 400, 'date time'],
    [
      'another patient (beyond the proxy)',
      at('for', 'identifier', 'value')('9449304130'),
      400,
      'INVALID_MESSAGE',
    ],
    ['unknown script', at('groupIdentifier', 'value')('819851-A83008-2EFE34'), 400, 'PRESCRIPTION_NOT_FOUND'],
    [
      'bad check character (beyond the proxy)',
      at('groupIdentifier', 'value')('819851-A83008-2EFE35'),
      400,
      'INVALID_CHECK_DIGIT',
    ],
    ['another site (beyond the proxy)', replaced('"FA565"', '"FX999"'), 400, 'INVALID_STATE_TRANSITION'],
  ],
  withdrawal: [
    ['no code', drop('code'), 400, 'Task.code is required'],
    ['code fulfill', at('code', 'coding', 0, 'code')('fulfill'), 400, "must be one of: 'abort'"],
    ['unknown reason (beyond the proxy)', at('statusReason', 'coding', 0, 'code')('ZZ'), 400, 'ZZ'],
    ['no for', drop('for'), 500],
    [
      'another notification',
      at('focus', 'identifier', 'value')('00000000-0000-4000-8000-00000000ffff'),
      400,
      'AMEND_IDENTIFIER_MISMATCH',
    ],
  ],
  'notification (full)': [
    [
      'different whenHandedOver',
      at(...dispense, 'whenHandedOver')('2026-11-20T10:00:00+00:00'),
      400,
      'whenHandedOver',
    ],
    [
      'different NHS numbers',
      at(...dispense, 'subject', 'identifier', 'value')('9449304130'),
      400,
      'subject.identifier',
    ],
    [
      'no reimbursementAuthority',
      drop(...organization, 'extension'),
      400,
      'missing the reimbursement authority',
    ],
    [
      'empty reimbursement extension',
      replaced('reimbursementAuthority', 'nothing'),
      400,
      'reimbursement authority',
    ],
    [
      'reimbursement of nobody (beyond the proxy)',
      replaced('T1450', 'X9999'),
      400,
      'ODS code for reimbursement',
    ],
    ['performer empty', at(...dispense, 'performer')([]), 500],
    ['no MessageHeader.response', drop('entry', 0, 'resource', 'response'), 500],
    ['no Bundle.identifier', drop('identifier'), 500],
    ['no TaskBusinessStatus on the first', drop(...dispense, 'extension'), 400, 'TaskBusinessStatus'],
    ['type missing', drop(...dispense, 'type'), 500],
    ['quantity missing', drop(...dispense, 'quantity'), 500],
    ['dosageInstruction missing', drop(...dispense, 'dosageInstruction'), 500],
    ['contained request missing', drop(...dispense, 'contained', 1), 400, '#m1 not found'],
    ['one line omitted (beyond the proxy)', drop('entry', 1), 400, 'MEDICATIONREQUEST_NOT_FOUND'],
    ['no MedicationDispense', replaced('"MedicationDispense"', '"Basic"'), 500],
    [
      'unknown event',
      replaced('"dispense-notification"', '"dispense"'),
      400,
      'eventCoding.code must be one of',
    ],
    ['organisation telecom without use', drop(...organization, 'telecom', 0, 'use'), 400, 'use is missing'],
    ['status 0099 (beyond the proxy)', replaced('"0006"', '"0099"'), 400, 'INVALID_STATE_TRANSITION'],
    ['item type 0099 (beyond the proxy)', at(...dispense, 'type', 'coding', 0, 'code')('0099'), 400, '0099'],
    [
      'check character (beyond the proxy)',
      replaced('24F5DA-A83008-7EFE6Z', '24F5DA-A83008-7EFE6X'),
      400,
      'INVALID_CHECK_DIGIT',
    ],
    ['another site', replaced('"FA565"', '"FX999"'), 400, 'INVALID_STATE_TRANSITION'],
    [
      'a line of another script',
      once('a54219b8-f741-4c47-b662-e4f8dfa49a00', 'a54219b8-f741-4c47-b662-e4f8dfa49aff'),
      400,
      'MEDICATIONREQUEST_NOT_FOUND',
    ],
    [
      'two directions on an item',
      (m) => {
        const dosage = dig(m, ...dispense, 'dosageInstruction') as readonly unknown[]; // it has one
        return at(...dispense, 'dosageInstruction')([...dosage, ...dosage])(m);
      },
      400,
      'Too many values',
    ],
    [
      'statuses of the script that differ (beyond the proxy)',
      at(...dispense, 'extension', 0, 'valueCoding', 'code')('0003'),
      400,
      'prescriptionStatus',
    ],
    [
      'items of two scripts (beyond the proxy)',
      at(...dispense, 'contained', 1, 'groupIdentifier', 'value')('819851-A83008-2EFE34'),
      400,
      'groupIdentifier',
    ],
    ['no long id', replaced('Extension-DM-PrescriptionId', 'x'), 400, 'Extension-DM-PrescriptionId'],
    ['an item without what was asked for', drop(...dispense, 'contained', 1, 'dispenseRequest'), 500],
    [
      'one identifier for two products (beyond the proxy)',
      (m) => at('entry', 2, 'resource', 'identifier')(dig(m, ...dispense, 'identifier'))(m),
      400,
      'identifier of its own',
    ],
    [
      'two statuses for one line (beyond the proxy)',
      (m) => at('entry', 2, 'resource', 'contained')(dig(m, ...dispense, 'contained'))(wire(twoStatuses(m))),
      400,
      'A line item has one status',
    ],
    ['0006 by the dispenser (beyond the proxy)', at(...dispense, 'type', 'coding', 0, 'code')('0006'), 400],
  ],
  'notification (none dispensed)': [
    ['reasons of the whole that differ', differingReasons, 400, 'prescriptionNonDispensingReason'],
    ['no reason (beyond the proxy)', drop(...dispense, 'statusReasonCodeableConcept'), 400, 'reason'],
    ['unknown reason (beyond the proxy)', replaced('"0010"', '"0099"'), 400, 'reason'],
    [
      'quantity where nothing left (beyond the proxy)',
      at(...dispense, 'quantity', 'value')(1),
      400,
      'must be 0',
    ],
  ],
  amendment: [
    [
      'at another time (beyond the proxy)',
      (m) => replaced(String(dig(m, ...dispense, 'whenHandedOver')), '2026-11-20T10:00:00+00:00')(m),
      400,
      'keeps whenHandedOver',
    ],
    [
      'of another notification',
      at(
        'entry',
        0,
        'resource',
        'extension',
        0,
        'valueIdentifier',
        'value',
      )('00000000-0000-4000-8000-00000000ffff'),
      400,
      'AMEND_IDENTIFIER_MISMATCH',
    ],
  ],
  claim: [
    [
      'two insurances',
      (m) => ({ ...m, insurance: [(m.insurance as unknown[])[0], (m.insurance as unknown[])[0]] }),
      400,
      'Expected 1 item(s) in Claim.insurance, but received 2',
    ],
    ['wrong authority', replaced('T1450', 'X9999'), 400, "'T1450', 'RQFZ1'"],
    [
      'no endorsement on any item',
      replaced('medicationdispense-endorsement', 'nothing'),
      400,
      'missing the required endorsement',
    ],
    [
      'no endorsement on the second (beyond the proxy)',
      drop(...item, 'detail', 1, 'programCode', 1),
      400,
      'endorsement',
    ],
    ['unknown charge', replaced('not-paid', 'free'), 400, 'Unsupported prescription charge code'],
    ['no charge', replaced('DM-prescription-charge', 'nothing'), 400, 'DM-prescription-charge'],
    ['no exemption (beyond the proxy: nothing to pay by)', drop(...item, 'programCode'), 200],
    ['no business status', replaced('Extension-EPS-TaskBusinessStatus', 'x'), 400, 'TaskBusinessStatus'],
    [
      'no sequence identifier',
      replaced('Extension-ClaimSequenceIdentifier', 'x'),
      400,
      'ClaimSequenceIdentifier',
    ],
    [
      'two items',
      (m) => ({ ...m, item: [(m.item as unknown[])[0], (m.item as unknown[])[0]] }),
      400,
      'Expected 1 element',
    ],
    ['no created', drop('created'), 400, 'date time'],
    [
      'an endorsement without its text (beyond the proxy)',
      replaced('NDEC', 'IP'),
      400,
      'supporting information',
    ],
    ['a line less (beyond the proxy)', drop(...item, 'detail', 0), 400, 'MEDICATIONREQUEST_NOT_FOUND'],
  ],
  'amended claim': [
    [
      'of another claim',
      at('extension', 0, 'valueIdentifier', 'value')('00000000-0000-4000-8000-00000000ffff'),
      400,
      'AMEND_IDENTIFIER_MISMATCH',
    ],
  ],
};
