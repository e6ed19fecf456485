import { describe, expect, it } from 'vitest';
import { canonicalCode, issueCodeWords } from '../../renderer/domain/fhir/codes/issue-code';
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
      arrivals: [{ kind: 'script', source: { path: 'parameter[1].resource.entry[1].resource' } }],
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
    expect(issueCodeWords('BRAND_NEW', 'the words of EPS').sentence).toContain('the words of EPS');
  });
});
