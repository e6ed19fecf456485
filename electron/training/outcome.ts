import type { Answer, Json } from './json';
import type { Holder } from './model';

const epsSystem = 'https://fhir.nhs.uk/CodeSystem/EPS-IssueCode';
const spineSystem = 'https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode';

/** Rejections with the words that go with them (eps.md 1.1, 1.6). */
const rejections = {
  PRESCRIPTION_CANCELLED: ['business-rule', 'Prescription has been cancelled', epsSystem],
  PRESCRIPTION_EXPIRED: ['business-rule', 'Prescription has expired', epsSystem],
  RESOURCE_NOT_FOUND: ['not-found', 'Resource not found', spineSystem],
  PRESCRIPTION_WITH_ANOTHER_DISPENSER: ['business-rule', 'Prescription is with another dispenser', epsSystem],
  PRESCRIPTION_DISPENSED: ['business-rule', 'Prescription has been dispensed', epsSystem],
  PRESCRIPTION_NOT_FOUND: ['not-found', 'Prescription can not be found', epsSystem],
  PRESCRIPTION_INVALID_STATE_TRANSITION: [
    'business-rule',
    'Invalid prescription state transition',
    epsSystem,
  ],
  MEDICATIONREQUEST_INVALID_STATE_TRANSITION: [
    'business-rule',
    'Invalid line item state transition',
    epsSystem,
  ],
  MEDICATIONREQUEST_NOT_FOUND: ['not-found', 'Line item can not be found', epsSystem],
  CLAIM_INVALID_NOT_DISPENSED: [
    'business-rule',
    'Prescription is neither dispensed nor not dispensed',
    epsSystem,
  ],
  MISMATCH_AUTHORISED_REPEAT_COUNT: ['business-rule', 'Repeat counts do not match', epsSystem],
  DISPENSE_AMEND_IDENTIFIER_MISMATCH: ['business-rule', 'Not the last dispense notification', epsSystem],
  INVALID_CHECK_DIGIT: ['value', 'prescriptionID has invalid checksum', epsSystem],
  CLAIM_AMEND_PERIOD_ISSUE: ['business-rule', 'The time to amend this claim is over', epsSystem],
  SERVICE_DISABLED: ['exception', 'Nominated download is disabled', epsSystem],
  RESOURCE_VERSION_MISMATCH: ['conflict', 'The record has changed', spineSystem],
  INVALID_DATE_FORMAT: ['value', 'A date is not in its format', epsSystem],
  FAILURE_TO_PROCESS_MESSAGE: ['processing', 'Unable to process the message', spineSystem],
  ERROR: ['invalid', 'Unknown error', spineSystem],
  INVALID_MESSAGE: ['invalid', 'Invalid message', epsSystem],
} as const;
export type Rejection = keyof typeof rejections;
export const rejectionCodes = Object.keys(rejections) as readonly Rejection[]; // its own keys

const issueOf = (severity: string, code: string, more: Json): Json => ({ severity, code, ...more });
const outcomeOf = (issue: Json, more: Json = {}): Json => ({
  resourceType: 'OperationOutcome',
  ...more,
  issue: [issue],
});

export const accepted = (): Answer => ({
  status: 200,
  body: outcomeOf(issueOf('information', 'informational', {})),
});

export const noMore = (): Answer => ({
  status: 200,
  body: outcomeOf(
    issueOf('information', 'informational', {
      details: {
        coding: [
          { system: epsSystem, code: 'NO_MORE_PRESCRIPTIONS', display: 'No more prescriptions available' },
        ],
      },
    }),
  ),
});

export const rejected = (code: Rejection, diagnostics?: string): Answer => {
  const [issue, display, system] = rejections[code];
  return {
    status: 400,
    body: outcomeOf(
      issueOf('error', issue, {
        details: { coding: [{ system, code, display }] },
        ...(diagnostics === undefined ? {} : { diagnostics }),
      }),
    ),
  };
};

export const withAnotherDispenser = (holder: Holder): Answer => {
  const { status, body } = rejected('PRESCRIPTION_WITH_ANOTHER_DISPENSER');
  const organization = {
    resourceType: 'Organization',
    id: 'holder',
    identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: holder.ods }],
    name: holder.name,
    telecom: [{ system: 'phone', use: 'work', value: holder.phone }],
    address: [{ use: 'work', line: [...holder.lines], postalCode: holder.postcode }],
  };
  return {
    status,
    body: {
      ...body,
      contained: [organization],
      extension: [
        {
          url: 'https://fhir.nhs.uk/StructureDefinition/Extension-Spine-supportingInfo',
          valueReference: { reference: '#holder' },
        },
      ],
    },
  };
};

/** What the proxy in front of the Spine answers to a message that is not well formed (eps.md 8). */
export const malformed = (diagnostics: string): Answer => ({
  status: 400,
  body: outcomeOf(issueOf('error', 'invalid', { diagnostics })),
});

const spineValue = (status: number, code: string, diagnostics: string): Answer => ({
  status,
  body: outcomeOf(
    issueOf('error', 'value', { details: { coding: [{ system: spineSystem, code }] }, diagnostics }),
  ),
});

/** A header that the platform does not take (eps.md 1.0). */
export const invalidHeader = (name: string, value: string): Answer =>
  spineValue(400, 'INVALID_VALUE', `Invalid value - '${value}' in header '${name}'`);

/** [TSP-33] More requests than the platform lets through. */
export const tooManyRequests = (): Answer =>
  spineValue(429, 'TOO_MANY_REQUESTS', "You have exceeded your application's rate limit.");

/** [TSP-30] An id that was used for another message: the real ones would take it for a repeat, or lose it. */
export const usedBefore = (what: string): Answer => malformed(`${what} was used for another message before.`);

/** Missing structure that the real proxy trips over. */
export const serverError = (): Answer => ({
  status: 500,
  body: outcomeOf(
    issueOf('fatal', 'exception', {
      details: {
        coding: [
          {
            system: 'https://fhir.nhs.uk/CodeSystem/http-error-codes',
            code: 'SERVER_ERROR',
            display: '500: The Server has encountered an error processing the request.',
          },
        ],
      },
    }),
  ),
});

export const refusedAccess = (status: 401 | 403, diagnostics: string): Answer => ({
  status,
  body: outcomeOf(
    issueOf('error', status === 401 ? 'login' : 'forbidden', {
      details: {
        coding: [
          {
            system: 'https://fhir.nhs.uk/CodeSystem/http-error-codes',
            code: status === 401 ? 'ACCESS_DENIED' : 'FORBIDDEN',
          },
        ],
      },
      diagnostics,
    }),
  ),
});
