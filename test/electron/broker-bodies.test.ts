import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { post } from '../../electron/broker/transport';
import { deadlineIn } from '../../electron/system/deadline';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** What one attempt at a real server comes to. */
const attempt = async (answer: RequestListener, limitMs = 5_000) => {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(
    () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo; // a TCP server listens, so it has a port
  const connect = async () => ({ fetch, release: () => undefined });
  const body = new TextEncoder().encode('{}');
  return post(connect, { url: `http://127.0.0.1:${port}/x`, headers: {}, body }, () => deadlineIn(limitMs));
};

const textOf = (fact: Awaited<ReturnType<typeof attempt>>): string =>
  fact.kind === 'answered' ? new TextDecoder().decode(fact.body) : fact.kind;

describe('bodies of every kind', () => {
  it('[BRK-4] a compressed answer is kept as it reads', async () => {
    const fact = await attempt((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Type': 'application/fhir+json' });
      response.end(gzipSync('{"resourceType":"Parameters"}'));
    });
    expect(textOf(fact)).toBe('{"resourceType":"Parameters"}');
  });

  it('[BRK-4] a compressed flood is cut where an honest one would be', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    expect(bomb.byteLength).toBeLessThan(1024 * 1024);
    const fact = await attempt((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(bomb);
    }, 30_000);
    expect(fact).toMatchObject({
      kind: 'answered',
      headers: { 'x-holdfast-cut': expect.any(String) as string },
    });
    expect(fact.kind === 'answered' && fact.body.byteLength).toBe(16 * 1024 * 1024);
  });

  it('[BRK-4] what only says that it is compressed is kept as far as it goes, or counts as no answer', async () => {
    const fact = await attempt((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end('this is no gzip');
    });
    expect(
      fact.kind === 'unreachable' || (fact.kind === 'answered' && 'x-holdfast-cut' in fact.headers),
    ).toBe(true);
  });

  it('[BRK-4] bytes that are no text, other types and empty bodies are kept as they came', async () => {
    const bytes = Buffer.from([0x00, 0xff, 0xfe, 0x80]);
    const fact = await attempt((_request, response) => {
      response.writeHead(502, { 'Content-Type': 'image/png' });
      response.end(bytes);
    });
    expect(fact).toMatchObject({ kind: 'answered', status: 502, headers: { 'content-type': 'image/png' } });
    expect(fact.kind === 'answered' && Buffer.from(fact.body).equals(bytes)).toBe(true);
    expect(textOf(await attempt((_request, response) => void response.writeHead(204).end()))).toBe('');
  });

  it('[BRK-4] a redirect is not followed', async () => {
    let asked = 0;
    const fact = await attempt((_request, response) => {
      asked += 1;
      response.writeHead(302, { Location: '/log-in' });
      response.end();
    });
    expect([fact.kind, asked]).toEqual(['unreachable', 1]);
  });

  it('[BRK-4] a body that drips for ever ends at the limit, with what came', async () => {
    const fact = await attempt((_request, response) => {
      response.writeHead(200);
      response.write('{"resourceType":');
    }, 300);
    expect(fact).toMatchObject({
      kind: 'answered',
      headers: { 'x-holdfast-cut': expect.any(String) as string },
    });
    expect(textOf(fact)).toBe('{"resourceType":');
  });
});
