import { afterEach, describe, expect, it } from 'vitest';
import { post } from '../../../electron/broker/transport';
import { deadlineIn } from '../../../electron/system/deadline';
import type { Fault } from '../../../electron/training/faults';
import { serveSpine, type SpineServer } from '../../../electron/training/server';
import type { Json } from '../../../electron/training/json';
import { asRequestId } from '../../../renderer/domain/kernel/ids';
import { verdictWithoutAnswer, type Verdict } from '../../../renderer/domain/outbox/decide';
import { writeRelease } from '../../../renderer/domain/fhir/write-release';
import { readVerdict } from '../../../renderer/usecases/read-answer';
import { decodeUtf8 } from '../../../renderer/usecases/utf8';
import { aSite, now, uuids } from '../../support/builders';
import { actor, notify, notifyPath, only, release, releasePath, wire } from '../../support/spine-talk';
import { aSpine } from '../../support/world';

let server: SpineServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const newId = uuids('9');
const ask = wire(writeRelease({ site: aSite, actor }));

type Asked = {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const open = async (spine = aSpine(1), clock: { at: number } = { at: now }): Promise<SpineServer> => {
  server = await serveSpine({ spine, now: () => clock.at, prescribe: () => 0 });
  return server;
};

const headersFor = ({ token }: SpineServer, requestId: string): Record<string, string> => ({
  Authorization: `Bearer ${token}`,
  'X-Request-ID': requestId,
  'X-Correlation-ID': requestId,
  'NHSD-Session-URID': '555086715105',
  'Content-Type': 'application/fhir+json',
});

const asked = async (to: SpineServer, { path = releasePath, method = 'POST', body, headers }: Asked) => {
  const all: Record<string, string> = { ...headersFor(to, newId()), ...headers };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const answer = await fetch(`${to.url}${path}`, {
    method,
    headers: sent,
    ...(method === 'GET' ? {} : { body: body ?? JSON.stringify(ask) }),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};

const controlled = ({ url, token }: SpineServer, what: string, body: unknown): Promise<Response> =>
  fetch(`${url}/_training/${what}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });

describe('training Spine: the gate', () => {
  it('[TSP-32] turns away what the platform and the proxy turn away, each with its status', async () => {
    const spine = aSpine(1);
    const to = await open(spine);
    const large = JSON.stringify({ ...ask, language: 'x'.repeat(1024 * 1024) });
    const wanted: readonly (readonly [string, Asked, number, string])[] = [
      ['no token', { headers: { Authorization: '' } }, 401, 'ACCESS_DENIED'],
      ['another token', { headers: { Authorization: 'Bearer x' } }, 401, 'ACCESS_DENIED'],
      ['no request id', { headers: { 'X-Request-ID': '' } }, 400, 'INVALID_VALUE'],
      ['a request id that is none', { headers: { 'X-Request-ID': '7' } }, 400, 'X-Request-ID'],
      ['a role that is none', { headers: { 'NHSD-Session-URID': 'R8000' } }, 400, 'NHSD-Session-URID'],
      ['no role', { headers: { 'NHSD-Session-URID': '' }, path: notifyPath }, 403, 'user-restricted'],
      ['a debugging header', { headers: { 'x-skip-validation': 'true' } }, 403, 'x-skip-validation'],
      ['an unknown path', { path: '/FHIR/R4/$verify-signature' }, 500, 'SERVER_ERROR'],
      ['another verb', { method: 'GET' }, 500, 'SERVER_ERROR'],
      ['another verb with a body', { method: 'PUT' }, 500, 'SERVER_ERROR'],
      ['another type', { headers: { 'Content-Type': 'text/plain' } }, 500, 'SERVER_ERROR'],
      ['a body above 1 MB', { body: large }, 500, 'SERVER_ERROR'],
      ['no JSON', { body: '{"resourceType":' }, 400, 'Failed to parse JSON'],
    ];
    for (const [what, how, status, says] of wanted) {
      const answer = await asked(to, how);
      expect([what, answer.status, answer.text.includes(says)]).toEqual([what, status, true]);
    }
    expect(only(spine).status).toBe('0001');
    expect((await asked(to, { headers: { 'NHSD-Session-URID': '' } })).status).toBe(200);
  });

  it('[TSP-35] gives nominated scripts at one path or the other, and says to whoever knocks at the wrong one', async () => {
    const spine = aSpine(2);
    const to = await open(spine);
    const unattendedPath = `${releasePath}-unattended`;
    const alone = { 'NHSD-Session-URID': '' };
    const naming = (body: unknown) => JSON.stringify(body);
    const nobody = naming(writeRelease({ site: aSite }));
    const byId = { site: aSite, shortId: spine.scripts()[1]?.shortId ?? '' };
    type Row = readonly [what: string, how: Asked, status: number, says: string];
    const knock = async (rows: readonly Row[]): Promise<void> => {
      for (const [what, how, status, says] of rows) {
        const answer = await asked(to, how);
        expect([what, answer.status, answer.text]).toEqual([what, status, expect.stringContaining(says)]);
      }
    };
    // Before it is switched it is a path like any that is not known, whoever asks.
    await knock([
      ['the program alone', { path: unattendedPath, headers: alone, body: nobody }, 500, 'SERVER_ERROR'],
      ['a person', { path: unattendedPath }, 500, 'SERVER_ERROR'],
    ]);
    expect((await controlled(to, 'nominated-at', { at: 'nowhere' })).status).toBe(400);
    expect((await controlled(to, 'nominated-at', { at: 'unattended' })).status).toBe(200);
    await knock([
      ['a person without an id', {}, 400, 'Required parameter group-identifier is missing.'],
      ['the program at the common path', { headers: alone }, 403, 'user-restricted access mode'],
      ['a person', { path: unattendedPath, body: nobody }, 403, 'does not have permission'],
      ['somebody named', { path: unattendedPath, headers: alone }, 400, 'parameter(\\"agent\\")'],
      [
        'a script named',
        { path: unattendedPath, headers: alone, body: naming(writeRelease(byId)) },
        400,
        'parameter(\\"group-identifier\\")',
      ],
      [
        'no site',
        { path: unattendedPath, headers: alone, body: naming(wire({ ...ask, parameter: [] })) },
        400,
        'owner',
      ],
    ]);
    expect(spine.scripts().map(({ status }) => status)).toEqual(['0001', '0001']);
    await knock([
      ['a person with an id', { body: naming(writeRelease({ ...byId, actor })) }, 200, byId.shortId],
      [
        'the program alone',
        { path: unattendedPath, headers: alone, body: nobody },
        200,
        'passedPrescriptions',
      ],
    ]);
    expect(spine.scripts().map(({ status }) => status)).toEqual(['0002', '0002']);
    to.faults.set([{ kind: 'status', only: 'release', status: 503 }]);
    await knock([['a fault', { path: unattendedPath, headers: alone, body: nobody }, 503, '']]);
    to.faults.set([]);
    await controlled(to, 'nominated-at', { at: 'common' });
    await knock([['all at one path again', {}, 200, 'NO_MORE_PRESCRIPTIONS']]);
  });

  it('[TSP-32] an answer bears both ids of its request', async () => {
    const id = newId();
    const { headers } = await asked(await open(), {
      headers: { 'X-Request-ID': id, 'X-Correlation-ID': 'c' },
    });
    expect([headers.get('x-request-id'), headers.get('x-correlation-id')]).toEqual([id, 'c']);
  });

  it('[TSP-33] turns away more requests in a minute than it was told, and none later', async () => {
    const clock = { at: Number(now) };
    const spine = aSpine(30);
    const to = await open(spine, clock);
    to.faults.set([{ kind: 'rate', only: 'any', perMinute: 2 }]);
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await asked(to, {})).status);
    expect(statuses).toEqual([200, 200, 429]);
    clock.at += 60_001;
    expect((await asked(to, {})).status).toBe(200);
    to.faults.set([]);
    for (let i = 0; i < 3; i += 1) expect((await asked(to, {})).status).toBe(200);
  });
});

/** A notification at the Spine through the program's own door, once with the fault and once without, as it is read. */
const toldTwice = async (fault: Partial<Fault> & Pick<Fault, 'kind'>) => {
  const spine = aSpine(2);
  const { message } = notify(aSpine(0), release(spine).body);
  const to = await open(spine);
  await asked(to, {}); // what another request was answered
  const id = asRequestId(newId());
  to.faults.set([{ only: 'notification', times: 1, ...fault }]);
  const first = await attempt(to, id, message);
  return { spine, first, second: await attempt(to, id, message) };
};

const attempt = async (
  to: SpineServer,
  id: ReturnType<typeof asRequestId>,
  message: Json,
): Promise<Verdict> => {
  const fact = await post(
    async () => ({ fetch, release: () => undefined }),
    {
      url: `${to.url}${notifyPath}`,
      headers: headersFor(to, id),
      body: new TextEncoder().encode(JSON.stringify(message)),
    },
    () => deadlineIn(300),
  );
  if (fact.kind === 'refused-locally') throw new Error(fact.sentence);
  if (fact.kind !== 'answered') return verdictWithoutAnswer(fact);
  const { kind, status, headers, body } = fact;
  return readVerdict({ kind, status, headers, bodyText: decodeUtf8(body) }, now, id);
};

describe('training Spine: what comes back in the place of an answer', () => {
  it.each([
    ['redirect', {}, 'retry-later', 0],
    ['html', {}, 'unreadable', 0],
    ['cut', {}, 'unreadable', 1],
    ['gzip-cut', { bytes: 40 }, 'unreadable', 1],
    ['endless', {}, 'unreadable', 1],
    ['charset', {}, 'unreadable', 1],
    ['other-answer', {}, 'unreadable', 1],
    ['bom', {}, 'accepted', 1],
  ] as const)(
    '[TSP-34] %s: nothing is taken for an answer that is none, and the repeat is known',
    async (kind, more, wanted, effects) => {
      const { spine, first, second } = await toldTwice({ kind, ...more });
      expect(first.kind).toBe(wanted);
      if (first.kind === 'retry-later') expect(first.mayHaveArrived).toBe(true);
      expect(second.kind).toBe('accepted');
      expect(only(spine).applied).toHaveLength(1);
      expect(server?.received().filter(({ replay }) => replay)).toHaveLength(effects);
    },
  );

  it('[TSP-34] a time to wait can be a date, or make no sense', async () => {
    const to = await open();
    for (const retryAfter of ['Fri, 27 Nov 2026 23:59:00 GMT', 'soon']) {
      to.faults.set([{ kind: 'status', only: 'any', times: 1, status: 503, retryAfter }]);
      const { status, headers } = await asked(to, {});
      expect([status, headers.get('retry-after')]).toEqual([503, retryAfter]);
    }
  });
});
