import { expect, it } from 'vitest';
import { probe } from '../../electron/broker/probe';

const html = { 'content-type': 'text/html; charset=utf-8' };
const ask = (body: string | null, init: ResponseInit) =>
  probe(
    async () => ({ fetch: async () => new Response(body, init), release: () => undefined }),
    'https://broker.test/_ping',
    () => 0,
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
    () => 0,
  );
  expect(asked).toEqual({ kind: 'somebody-else', came: { kind: 'sent-on', to: '' } });
});
