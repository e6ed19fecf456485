import { afterEach, describe, expect, it } from 'vitest';
import { Faults } from '../../../electron/training/faults';
import { serveSpine, type SpineServer } from '../../../electron/training/server';
import { writeRelease } from '../../../renderer/domain/fhir/write-release';
import { aSite, now, uuids } from '../../support/builders';
import { actor, codeOf, notify, release, releasePath, scriptsOf, wire } from '../../support/spine-talk';
import { aSpine } from '../../support/world';

let server: SpineServer | undefined;
afterEach(async () => {
  await server?.close();
});

const newId = uuids('9');
const request = wire(writeRelease({ site: aSite, actor }));

const post = async (
  { url, token }: SpineServer,
  path: string,
  body: unknown,
  id = newId(),
): Promise<number> => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Request-ID': id,
      'NHSD-Session-URID': '555086715105',
      'Content-Type': 'application/fhir+json',
    },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  return answer.status;
};

describe('the training Spine misbehaves on command', () => {
  it('[TSP-25] a fault strikes a share, or what speaks of one prescription; a probe meets neither', () => {
    const numbers = [0.1, 0.9, 0.1];
    const faults = new Faults(() => numbers.shift() ?? 1);
    const taken = (body: string) => faults.take(releasePath, body)?.kind;
    faults.set([{ kind: 'silence', only: 'any', share: 0.5 }]);
    expect([taken(''), taken(''), taken('')]).toEqual(['silence', undefined, 'silence']);
    expect(faults.lasting()).toBeUndefined();
    faults.set([{ kind: 'silence', only: 'any', about: 'ABC' }]);
    expect([taken('about ABC'), taken('about DEF')]).toEqual(['silence', undefined]);
    expect(faults.lasting()).toBeUndefined();
  });

  it('[TSP-23] the same release twice is answered the same, until it is forgotten', () => {
    const spine = aSpine(3);
    const first = spine.handle(releasePath, request, 'a').answer;
    const again = spine.handle(releasePath, request, 'a');
    expect(again).toMatchObject({ replay: true, answer: first });
    expect(codeOf(spine.handle(releasePath, request, 'b').answer.body)).toBe('NO_MORE_PRESCRIPTIONS');
    spine.forgetReleases();
    expect(codeOf(spine.handle(releasePath, request, 'a').answer.body)).toBe('NO_MORE_PRESCRIPTIONS');
  });

  it('[TSP-26] an answer bears the time of the Spine, whatever clock that goes by', async () => {
    server = await serveSpine({ spine: aSpine(1), now: () => now, prescribe: () => 0 });
    const { url, token } = server;
    const headers = { Authorization: `Bearer ${token}`, 'X-Request-ID': newId() };
    const answer = await fetch(`${url}${releasePath}`, {
      method: 'POST',
      headers: { ...headers, 'NHSD-Session-URID': '555086715105', 'Content-Type': 'application/fhir+json' },
      body: JSON.stringify(request),
    });
    expect(answer.headers.get('date')).toBe(new Date(now).toUTCString());
    expect(await answer.text()).toContain(new Date(now).toISOString());
  });

  it('[TSP-24] a backlog comes drop by drop', () => {
    let at: number = now;
    const spine = aSpine(12, () => at);
    spine.drip({ count: 5, everyMs: 60_000 });
    const counts = [release(spine), release(spine)].map(({ body }) => scriptsOf(body).length);
    expect(counts).toEqual([5, 0]);
    at += 61_000;
    expect(scriptsOf(release(spine).body)).toHaveLength(5);
    spine.drip(undefined);
    expect(scriptsOf(release(spine).body)).toHaveLength(2);
  });

  it('[TSP-24] a request handed on twice has its effect once; one handed on late comes after the next', async () => {
    const spine = aSpine(1);
    const { message } = notify(aSpine(1), release(aSpine(1)).body);
    server = await serveSpine({ spine, now: () => now, prescribe: () => 0 });
    release(spine);
    server.faults.set([{ kind: 'duplicate', only: 'notification', times: 1 }]);
    expect(await post(server, '/FHIR/R4/$process-message', message)).toBe(200);
    expect(spine.scripts()[0]?.applied).toHaveLength(1);
    server.faults.set([{ kind: 'reorder', only: 'release', times: 1 }]);
    const late = post(server, releasePath, request, '11111111-1111-4111-8111-111111111111');
    while (server.faults.list().length > 0) await new Promise((turn) => setImmediate(turn));
    await post(server, releasePath, request, '22222222-2222-4222-8222-222222222222');
    await late;
    expect(
      server
        .received()
        .slice(-2)
        .map(({ requestId }) => requestId.charAt(0)),
    ).toEqual(['2', '1']);
  });
});
