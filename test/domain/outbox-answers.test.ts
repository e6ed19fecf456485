import { describe, expect, it } from 'vitest';
import { asRequestId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { readAnswer, readVerdict } from '../../renderer/usecases/read-answer';

describe('answers to messages', () => {
  const answered = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    readVerdict({
      kind: 'answered',
      status,
      headers,
      bodyText: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const outcome = (severity: string, code?: string) => ({
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity,
        code: 'business-rule',
        ...(code ? { details: { coding: [{ code, display: code }] } } : {}),
      },
    ],
  });

  it('[OUT-2] are accepted only with an informational outcome', () => {
    expect(answered(200, outcome('information')).kind).toBe('accepted');
    expect(answered(200, outcome('error', 'PRESCRIPTION_NOT_FOUND')).kind).toBe('refused');
    expect(answered(200, {}).kind).toBe('unreadable');
    expect(answered(200, '').kind).toBe('unreadable');
  });

  it('[OUT-13] [INB-19] are nobody’s here when both their ids are the one of another request; ids of a gateway tell nothing', () => {
    const own = asRequestId('00000000-0000-4000-8000-00000000000a');
    const other = '00000000-0000-4000-8000-00000000000b';
    const third = '00000000-0000-4000-8000-00000000000c';
    const kinds = (headers: Record<string, string>, body: unknown = outcome('information')) => {
      const fact = { kind: 'answered', status: 200, headers, bodyText: JSON.stringify(body) } as const;
      return [readVerdict(fact, undefined, own).kind, readAnswer(fact, 1, undefined, own).kind];
    };
    const none = outcome('information', 'NO_MORE_PRESCRIPTIONS');
    const ids = (request: string, correlation?: string) => ({
      'x-request-id': request,
      ...(correlation === undefined ? {} : { 'x-correlation-id': correlation }),
    });
    expect(kinds(ids(other, other), none)).toEqual(['unreadable', 'unreadable']);
    expect(kinds(ids(other, other), outcome('error', 'PRESCRIPTION_NOT_FOUND'))).toEqual([
      'unreadable',
      'unreadable',
    ]);
    for (const headers of [
      {},
      ids(own.toUpperCase(), own),
      ids(other),
      ids(other, own),
      ids(own, other),
      ids(other, third),
      ids('7', '7'),
    ])
      expect(kinds(headers, none)).toEqual(['accepted', 'no-more']);
  });

  it('[OUT-5] are refused with a sentence and a next step for every status that is final', () => {
    for (const [status, body] of [
      [400, outcome('error', 'PRESCRIPTION_INVALID_STATE_TRANSITION')],
      [400, outcome('error', 'SOMETHING_NEW')],
      [403, {}],
    ] as const) {
      const verdict = answered(status, body);
      expect(verdict).toMatchObject({ kind: 'refused' });
      if (verdict.kind === 'refused')
        expect(verdict.sentence.length * verdict.next.length).toBeGreaterThan(0);
    }
  });

  it('[OUT-4] are asked again later for 408, 425, 429 and 5xx, honouring Retry-After', () => {
    for (const status of [408, 425, 429, 500, 502, 503, 504])
      expect(answered(status, 'x').kind).toBe('retry-later');
    expect(answered(429, '', { 'retry-after': '7' })).toMatchObject({ afterMs: 7000, mayHaveArrived: false });
  });

  it('[OUT-4] honours a Retry-After that names a moment, by the clock of the one who says it', () => {
    const afterMs = (said: string, date?: string, status = 503) => {
      const headers = { 'retry-after': said, ...(date === undefined ? {} : { date }) };
      const fact = { kind: 'answered', status, headers, bodyText: '' } as const;
      const verdict = readVerdict(fact, asInstant(Date.UTC(2026, 10, 27, 23, 50)));
      const answer = readAnswer(fact, 1, asInstant(Date.UTC(2026, 10, 27, 23, 50)));
      return [verdict, answer].map((one) => (one.kind === 'retry-later' ? one.afterMs : one.kind));
    };
    const minute = 60_000;
    const said = 'Fri, 27 Nov 2026 23:59:00 GMT';
    expect(afterMs(said)).toEqual([9 * minute, 9 * minute]);
    expect(afterMs(said, 'Fri, 27 Nov 2026 23:39:00 GMT', 429)).toEqual([20 * minute, 20 * minute]);
    expect(afterMs('Friday, 27-Nov-26 23:59:00 GMT')).toEqual([9 * minute, 9 * minute]);
    expect(afterMs('Fri Nov 27 23:59:00 2026')).toEqual([9 * minute, 9 * minute]);
    for (const none of ['Fri, 27 Nov 2026 23:00:00 GMT', 'soon', '-7', '0', ''])
      expect([none, ...afterMs(none)]).toEqual([none, undefined, undefined]);
    // A message may be hurried by a person, a request for prescriptions not.
    expect(afterMs('7200')).toEqual([120 * minute, 60 * minute]);
    expect(afterMs('9999999999')).toEqual([24 * 60 * minute, 60 * minute]);
  });

  it('[OUT-7] a sign-in that ran out is waited for, whatever came with the 401; nothing had an effect', () => {
    for (const body of [{}, '', '<html>', outcome('error', 'ACCESS_DENIED')])
      expect(answered(401, body)).toMatchObject({
        kind: 'retry-later',
        reason: 'smartcard',
        mayHaveArrived: false,
      });
  });

  it('a web page in place of an answer is named as one', () => {
    const verdict = answered(200, '<!doctype html><title>Log in</title>');
    expect(verdict.kind === 'unreadable' && verdict.sentence).toContain('web page');
  });
});
