import { expect, it } from 'vitest';
import { probe } from '../../electron/broker/probe';

/** What this computer's clock shows. */
const shownAt = Date.UTC(2026, 10, 24, 9, 0, 0);
const clocks = { now: () => 0, wall: () => shownAt };
const html = { 'content-type': 'text/html; charset=utf-8' };
const ask = (body: string | null, init: ResponseInit) =>
  probe(
    async () => ({ fetch: async () => new Response(body, init), release: () => undefined }),
    'https://broker.test/_ping',
    clocks,
  );

it('[WAT-7] any answer of a broker is one, whatever its status and its words', async () => {
  for (const [body, init] of [
    ['{"version":"v1","revision":"a"}', { headers: { 'content-type': 'application/json' } }],
    ['OK', { headers: { 'content-type': 'text/plain' } }],
    ['', {}],
    ['<html><title>Not found</title></html>', { status: 404, headers: html }],
    ['<h1>Bad gateway</h1>', { status: 502, headers: html }],
    ['', { status: 308, headers: { location: '/_ping/' } }],
  ] as const)
    expect(await ask(body, init)).toEqual({
      kind: 'answered',
      status: 'status' in init ? init.status : 200,
      spine: 'unsaid',
      tookMs: 0,
    });
});

it('[WAT-13] a web page with a good status, or another host, is not the broker, and is told by its name', async () => {
  const came = async (body: string | null, init: ResponseInit) => {
    const found = await ask(body, init);
    return found.kind === 'somebody-else' ? found.came : found;
  };
  const portal =
    '<!DOCTYPE html>\n<html><head><TITLE lang="en">\n Hotel &amp; Spa\n Wi-Fi </TITLE></head></html>';
  expect(await came(portal, { headers: html })).toEqual({ kind: 'page', title: 'Hotel & Spa Wi-Fi' });
  expect(await came(` ${portal}`, {})).toMatchObject({ kind: 'page' });
  expect(await came('<html></html>', {})).toEqual({ kind: 'page', title: '' });
  expect(await came('log in', { status: 511 })).toEqual({ kind: 'page', title: '' });
  const long = `<html><title>${'x'.repeat(500)}</title>`;
  expect(await came(long, { headers: html })).toEqual({ kind: 'page', title: 'x'.repeat(60) });
  expect(await came(null, { status: 302, headers: { location: 'http://login.hotel.test/a?b=c' } })).toEqual({
    kind: 'sent-on',
    to: 'login.hotel.test',
  });
  expect(await came(null, { status: 302 })).toEqual({ kind: 'sent-on', to: '' });
  const electron = async () => {
    throw new Error('Redirect was cancelled');
  };
  const asked = await probe(
    async () => ({ fetch: electron, release: () => undefined }),
    'https://b.test/',
    clocks,
  );
  expect(asked).toEqual({ kind: 'somebody-else', came: { kind: 'sent-on', to: '' } });
});

it('[WAT-16] says how far our clock is ahead of theirs, unless a store in between speaks for them', async () => {
  const ahead = async (headers: HeadersInit) => {
    const found = await ask('OK', { headers });
    return found.kind === 'answered' ? found.aheadMs : found;
  };
  const date = (ms: number) => new Date(ms).toUTCString();
  expect(await ahead({ date: date(shownAt - 3 * 3_600_000) })).toBe(3 * 3_600_000);
  expect(await ahead({ date: date(Date.UTC(2036, 0, 1)) })).toBe(shownAt - Date.UTC(2036, 0, 1));
  for (const said of ['', 'now', 'Tue, 24 Nov 2026 25:61:00 GMT', 'Tue Nov 24 09:00:00 2026'])
    expect(await ahead({ date: said }), said).toBeUndefined();
  expect(await ahead({ date: date(0), age: '86400' })).toBeUndefined();
  const inDrill = { now: () => 0, wall: undefined };
  const connect = async () => ({
    fetch: async () => new Response('OK', { headers: { date: date(0) } }),
    release: () => undefined,
  });
  expect(await probe(connect, 'https://broker.test/', inDrill)).not.toHaveProperty('aheadMs');
});
