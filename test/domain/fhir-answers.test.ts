import { describe, expect, it } from 'vitest';
import { canonicalCode, issueCodeWords } from '../../renderer/domain/fhir/codes/issue-code';
import { readOutcome } from '../../renderer/domain/fhir/read-outcome';
import { parseAnswer } from '../../renderer/domain/fhir/parse';
import { decodeUtf8 } from '../../renderer/usecases/utf8';
import { readAnswer, readVerdict } from '../../renderer/usecases/read-answer';
import { aBundle } from '../support/fhir';

const fact = (status: number, bodyText: string | undefined, type = 'application/fhir+json') =>
  ({ kind: 'answered', status, headers: { 'content-type': type }, bodyText }) as const;
const sentenceOf = (status: number, body: string | undefined, type?: string): string => {
  const verdict = readVerdict(fact(status, body, type));
  const answer = readAnswer(fact(status, body, type), 1);
  if (verdict.kind === 'unreadable' && answer.kind === 'unreadable') {
    expect(answer.sentence).toBe(verdict.sentence);
    return verdict.sentence;
  }
  return `${verdict.kind}/${answer.kind}`;
};

const deep = (length: number) => '['.repeat(length / 2) + ']'.repeat(length / 2);

describe('answers that are none', () => {
  it('[FHIR-16] each is told by a sentence of its own', () => {
    expect(sentenceOf(200, undefined)).toContain('not text');
    expect(sentenceOf(200, ' \n')).toContain('empty');
    expect(sentenceOf(200, '<!doctype html><p>Log in')).toContain('web page');
    expect(sentenceOf(200, '<Parameters/>', 'application/fhir+xml')).toContain('XML');
    expect(sentenceOf(200, '{"resourceType":"Para')).toContain('cut short');
    expect(sentenceOf(200, '{"resourceType":"Patient"}')).toContain('none that EPS sends');
    expect(sentenceOf(200, deep(1000))).toContain('none that EPS sends');
    expect(sentenceOf(200, deep(2 * 1024 * 1024))).toContain('nests deeper');
    expect(sentenceOf(200, `"${'x'.repeat(18 * 1024 * 1024)}"`)).toContain('larger than any');
    expect(sentenceOf(404, '<html>')).toContain('no EPS at the broker');
    expect(sentenceOf(407, '<html>')).toContain('proxy');
    expect(sentenceOf(413, '')).toContain('too large');
  });

  it('[FHIR-16] 401, 403, 429, 5xx, 504 and time-outs part ways', () => {
    expect(sentenceOf(401, '')).toBe('retry-later/turned-away');
    expect(sentenceOf(403, '<html>')).toBe('refused/refused');
    for (const status of [429, 500, 502, 503, 504])
      expect(sentenceOf(status, 'x')).toBe('retry-later/retry-later');
    expect(readVerdict(fact(429, ''))).toMatchObject({ reason: 'busy', mayHaveArrived: false });
    expect(readVerdict(fact(504, ''))).toMatchObject({ reason: 'broker', mayHaveArrived: true });
  });

  it('[FHIR-16] bytes that are no UTF-8 are no text, and a byte order mark is none of it', () => {
    expect(decodeUtf8(new Uint8Array([0x7b, 0xff, 0x7d]))).toBeUndefined();
    const marked = decodeUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]));
    expect(parseAnswer(marked)).toEqual({ kind: 'json', json: {} });
  });

  it('[FHIR-16] brackets inside text nest nothing', () => {
    const long = JSON.stringify({ a: '[{"\\'.repeat(400_000), b: 'x\\"['.repeat(99) });
    expect(parseAnswer(long).kind).toBe('json');
  });

  it('[FHIR-1] a script is read although a part of it nests without end, and whatever the content type says', () => {
    const bundle = JSON.stringify(aBundle()).replace('"gender":"male"', `"gender":${deep(20_000)}`);
    const body = `{"resourceType":"Parameters","parameter":[null,{"name":"passedPrescriptions","resource":{"entry":[5,{"resource":${bundle}}]}}]}`;
    const answer = readAnswer(fact(200, body, 'text/plain'), 1);
    expect(answer).toMatchObject({
      kind: 'arrivals',
      arrivals: [
        { kind: 'quarantined', source: { path: 'parameter[1].resource.entry[0].resource' } },
        { kind: 'script', source: { path: 'parameter[1].resource.entry[1].resource' } },
      ],
    });
  });
});

describe('codes of EPS', () => {
  it('[FHIR-8] both spellings of a code mean the same', () => {
    for (const [coordinator, published] of [
      ['PRESCRIPTION_INVALID_STATE_TRANSITION', 'INVALID_STATE_TRANSITION'],
      ['MEDICATIONREQUEST_INVALID_STATE_TRANSITION', 'PRESCRIPTION_INVALID_LINE_STATE_TRANSITION'],
      ['MEDICATIONREQUEST_NOT_FOUND', 'ITEM_NOT_FOUND'],
      ['MISMATCH_AUTHORISED_REPEAT_COUNT', 'MISMATCH_AUTHORISED_REPEAT_COUNTS'],
      ['MISMATCH_AUTHORISED_REPEAT_COUNT', 'MAX_REPEAT_MISMATCH'],
      ['FAILURE_TO_PROCESS_MESSAGE', 'UNABLE_TO_PROCESS_MESSAGE'],
    ] as const)
      expect(canonicalCode(published)).toBe(coordinator);
  });

  it('[FHIR-8] every code of the protocol has words of its own, an unknown one keeps EPS’s', () => {
    const known =
      'PRESCRIPTION_CANCELLED PRESCRIPTION_EXPIRED RESOURCE_NOT_FOUND PRESCRIPTION_WITH_ANOTHER_DISPENSER PRESCRIPTION_DISPENSED NO_MORE_PRESCRIPTIONS SERVICE_DISABLED RESOURCE_VERSION_MISMATCH FAILURE_TO_PROCESS_MESSAGE INVALID_MESSAGE INVALID_DATE_FORMAT PRESCRIPTION_NOT_FOUND PRESCRIPTION_INVALID_STATE_TRANSITION MEDICATIONREQUEST_INVALID_STATE_TRANSITION MEDICATIONREQUEST_NOT_FOUND CLAIM_INVALID_NOT_DISPENSED MISMATCH_AUTHORISED_REPEAT_COUNT DISPENSE_AMEND_IDENTIFIER_MISMATCH CLAIM_AMEND_PERIOD_ISSUE INVALID_CHECK_DIGIT SERVER_ERROR TIMEOUT'.split(
        ' ',
      );
    for (const code of known) expect(issueCodeWords(code, '').sentence, code).not.toContain(code);
    for (const code of ['BRAND_NEW', 'constructor', '__proto__', 'toString'])
      expect(issueCodeWords(code, '').sentence).toContain(code);
    for (const words of ['the words of EPS', 'the words of EPS. '])
      expect(issueCodeWords('BRAND_NEW', words).sentence).toBe('EPS says: the words of EPS.');
  });
});

describe('what an answer is', () => {
  const outcome = (code: string, severity = 'error', display = 'words of EPS') =>
    JSON.stringify({
      resourceType: 'OperationOutcome',
      issue: [{ severity, code: 'invalid', details: { coding: [{ code, display }] } }],
    });
  /** Every code of eps.md 1.1 and 1.6 that comes with HTTP 400. */
  const refusals =
    'PRESCRIPTION_CANCELLED PRESCRIPTION_EXPIRED RESOURCE_NOT_FOUND PRESCRIPTION_WITH_ANOTHER_DISPENSER PRESCRIPTION_DISPENSED RESOURCE_VERSION_MISMATCH FAILURE_TO_PROCESS_MESSAGE UNABLE_TO_PROCESS_MESSAGE INVALID_MESSAGE INVALID_DATE_FORMAT ERROR PRESCRIPTION_NOT_FOUND PRESCRIPTION_INVALID_STATE_TRANSITION INVALID_STATE_TRANSITION MEDICATIONREQUEST_INVALID_STATE_TRANSITION PRESCRIPTION_INVALID_LINE_STATE_TRANSITION MEDICATIONREQUEST_NOT_FOUND ITEM_NOT_FOUND CLAIM_INVALID_NOT_DISPENSED MISMATCH_AUTHORISED_REPEAT_COUNT MISMATCH_AUTHORISED_REPEAT_COUNTS MAX_REPEAT_MISMATCH DISPENSE_AMEND_IDENTIFIER_MISMATCH CLAIM_AMEND_PERIOD_ISSUE INVALID_CHECK_DIGIT INVALID_VALUE TOO_FEW_VALUES_SUBMITTED TOO_MANY_VALUES_SUBMITTED MISSING_VALUE PATIENT_DECEASED DUPLICATE_PRESCRIPTION_ID'.split(
      ' ',
    );

  it('[OUT-5] [FHIR-8] each refusal of EPS is one, with a sentence and a next step', () => {
    for (const code of refusals) {
      const verdict = readVerdict(fact(400, outcome(code)));
      const answer = readAnswer(fact(400, outcome(code)), 1);
      expect([verdict.kind, answer.kind], code).toEqual(['refused', 'refused']);
      if (verdict.kind !== 'refused') continue;
      expect(verdict.sentence.length, code).toBeGreaterThan(10);
      expect(verdict.next.length, code).toBeGreaterThan(5);
    }
  });

  it('[OUT-4] what is switched off, out of time or at fault is tried again', () => {
    for (const [status, code] of [
      [400, 'SERVICE_DISABLED'],
      [500, 'SERVER_ERROR'],
      [500, 'TIMEOUT'],
      [500, 'INVALID_VALUE'],
      [504, 'GATEWAY_TIMEOUT'],
      [429, 'THROTTLED'],
    ] as const)
      expect(readVerdict(fact(status, outcome(code))).kind, code).toBe('retry-later');
    expect(readVerdict(fact(400, outcome('SERVICE_DISABLED')))).toMatchObject({ mayHaveArrived: false });
  });

  it('[OUT-2] only a good answer is good', () => {
    const good = outcome('', 'information', '');
    expect(readVerdict(fact(200, good)).kind).toBe('accepted');
    expect(readVerdict(fact(201, good)).kind).toBe('accepted');
    for (const [status, body] of [
      [400, good],
      [200, outcome('NEW', 'error')],
      [200, JSON.stringify({ resourceType: 'OperationOutcome', issue: [] })],
      [202, ''],
    ] as const)
      expect(readVerdict(fact(status, body)).kind, `${status} ${body}`).not.toBe('accepted');
  });

  it('[INB-4] an answer without a script among passed and failed is “no more”', () => {
    const list = { resourceType: 'Bundle', type: 'searchset', total: 0 };
    for (const resource of [list, { ...list, entry: [] }]) {
      const parameter = ['passedPrescriptions', 'failedPrescriptions'].map((name) => ({ name, resource }));
      const body = JSON.stringify({ resourceType: 'Parameters', parameter });
      expect(readAnswer(fact(200, body), 1)).toEqual({ kind: 'no-more' });
    }
    expect(readAnswer(fact(200, outcome('NO_MORE_PRESCRIPTIONS', 'information')), 1)).toEqual({
      kind: 'no-more',
    });
  });

  it('[FHIR-8] of several issues and codes the one that is known speaks', () => {
    const coded = (...codes: readonly string[]) => ({
      severity: 'error',
      code: 'invalid',
      details: { coding: codes.map((code) => ({ code })) },
    });
    const read = (...issue: readonly unknown[]) =>
      readOutcome({ resourceType: 'OperationOutcome', issue })?.code;
    expect(read(coded('REC_BAD_REQUEST', 'PRESCRIPTION_EXPIRED'))).toBe('PRESCRIPTION_EXPIRED');
    expect(read(coded('REC_BAD_REQUEST'), coded('PRESCRIPTION_CANCELLED'))).toBe('PRESCRIPTION_CANCELLED');
    expect(read(coded('NEW'), coded('NEWER'))).toBe('NEW');
    expect(read({ severity: 'information' }, coded('NEW'))).toBe('NEW');
  });

  it('[FHIR-8] a holder whom the Spine does not name is no pharmacy called UNKNOWN', () => {
    const elsewhere = (contained: unknown, pointer: unknown) =>
      readOutcome({
        resourceType: 'OperationOutcome',
        contained: [contained],
        extension: [
          {
            url: 'https://fhir.nhs.uk/StructureDefinition/Extension-Spine-supportingInfo',
            valueReference: pointer,
          },
        ],
        issue: [
          {
            severity: 'error',
            code: 'business-rule',
            details: { coding: [{ code: 'PRESCRIPTION_WITH_ANOTHER_DISPENSER' }] },
          },
        ],
      });
    const ods = (value: string) => ({ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value });
    const unnamed = elsewhere(
      { resourceType: 'Organization', id: 'h', name: 'UNKNOWN', identifier: [ods('UNKNOWN')] },
      { reference: '#h' },
    );
    expect(unnamed?.sentence).not.toContain('UNKNOWN');
    expect(unnamed?.holder?.ods).toBe('');
    expect(unnamed?.next).toContain('Ask the patient');
    const onTheSpot = elsewhere(null, { identifier: ods('VNFKT'), display: 'The Simple Pharmacy' });
    expect(onTheSpot?.holder).toMatchObject({ ods: 'VNFKT', name: 'The Simple Pharmacy' });
  });
});
