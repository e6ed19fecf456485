import type { Answer } from './json';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { control } from './control';
import { Faults, type Fault } from './faults';
import { refusedAccess, rejected } from './outcome';
import type { Received, Spine } from './spine';

const bodyLimit = 4 * 1024 * 1024;
/** Longer than anybody waits for an answer. */
const reorderMs = 40_000;

export type SpineServer = {
  readonly url: string;
  /** The bearer token that EPS calls and the control calls must carry. */
  readonly token: string;
  readonly faults: Faults;
  readonly received: () => readonly Received[];
  readonly close: () => Promise<void>;
};

export type ServerParts = {
  readonly spine: Spine;
  readonly now: () => number;
  readonly port?: number;
  readonly token?: string;
  /** Told of a request that is kept silent on purpose, by its id. */
  readonly silent?: (requestId: string) => void;
  /** Scripts for `prescribe` over the control calls. */
  readonly prescribe: (count: number) => number;
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer; // no encoding is set, so parts are buffers
    size += bytes.length;
    if (size > bodyLimit) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
};

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

const send = (response: ServerResponse, answer: Answer, requestId: string): void => {
  const body = Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    'Content-Type': 'application/fhir+json; fhirVersion=4.0',
    'Content-Length': body.length,
    ...(requestId ? { 'X-Request-ID': requestId } : {}),
  });
  response.end(body);
};

const statusOnly = (response: ServerResponse, fault: Fault): void => {
  response.writeHead(fault.status ?? 500, {
    'Content-Type': 'text/plain',
    ...(fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) }),
  });
  response.end('no answer for you');
};

/** A fault that strikes before anything was done; true when it took the request. */
const strikeBefore = (request: IncomingMessage, response: ServerResponse, fault: Fault): boolean => {
  switch (fault.kind) {
    case 'refuse-connection':
      request.socket.destroy();
      return true;
    case 'silence':
      return true;
    case 'status':
      statusOnly(response, fault);
      return true;
    case 'outcome': {
      const { status, body } = rejected(fault.code ?? 'ERROR');
      response.writeHead(fault.status ?? status, { 'Content-Type': 'application/fhir+json' });
      response.end(JSON.stringify(body));
      return true;
    }
    case 'html':
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<!doctype html><title>Log in to the network</title>');
      return true;
    case 'delay':
    case 'lose-answer':
    case 'duplicate':
    case 'cut':
    case 'reorder':
      return false;
  }
};

/** A fault that strikes when the effect is there and the answer on its way; true when it took the answer. */
const strikeAfter = async (response: ServerResponse, fault: Fault, answer: Answer): Promise<boolean> => {
  if (fault.kind === 'delay') await wait(fault.ms ?? 1000);
  if (fault.kind === 'lose-answer') {
    response.socket?.destroy();
    return true;
  }
  if (fault.kind !== 'cut') return false;
  const body = Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    'Content-Type': 'application/fhir+json',
    'Content-Length': body.length,
  });
  response.write(body.subarray(0, fault.bytes ?? Math.floor(body.length / 2)), () =>
    response.socket?.destroy(),
  );
  return true;
};

const sameToken = (header: string | undefined, token: string): boolean => {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

const headerOf = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '');

const unattendedIsAllowed = (path: string, body: unknown): boolean =>
  path.endsWith('$release') && !JSON.stringify(body ?? null).includes('"group-identifier"');

/** What the platform in front of EPS asks of a request (eps.md 1.0). */
const judgeHeaders = (request: IncomingMessage, path: string, body: unknown): Answer | undefined => {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(headerOf(request, 'x-request-id')))
    return { ...refusedAccess(403, "Invalid value in header 'X-Request-ID'"), status: 400 };
  if (!/^\d+$/.test(headerOf(request, 'nhsd-session-urid')) && !unattendedIsAllowed(path, body))
    return refusedAccess(
      403,
      'Dispensing functionality can only be accessed using the user-restricted access mode.',
    );
  return undefined;
};

class Door {
  readonly faults = new Faults();
  readonly received: Received[] = [];
  /** Requests that are handed on only after the one that follows. */
  readonly #heldBack: (() => void)[] = [];
  readonly #parts: ServerParts;
  readonly #token: string;

  constructor(parts: ServerParts, token: string) {
    this.#parts = parts;
    this.#token = token;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://spine').pathname;
    if (path === '/_probe') {
      this.#probe(request, response);
      return;
    }
    if (!sameToken(request.headers.authorization, this.#token)) {
      send(response, refusedAccess(401, 'Access token is missing or wrong.'), '');
      return;
    }
    const bytes = await bodyOf(request);
    if (bytes === undefined) request.socket.destroy();
    else if (path.startsWith('/_training/')) this.#control(path, bytes, response);
    else await this.#eps(path, bytes, request, response);
  }

  /** Whether anybody is here, and the Spine behind: answers everyone, changes nothing, uses up no fault. */
  #probe(request: IncomingMessage, response: ServerResponse): void {
    const fault = this.faults.lasting();
    if (fault && strikeBefore(request, response, fault)) return;
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ spine: 'works' }));
  }

  #control(path: string, bytes: Buffer, response: ServerResponse): void {
    const { spine, prescribe } = this.#parts;
    const reply = control(path, parse(bytes), {
      spine,
      prescribe,
      faults: this.faults,
      received: this.received,
    });
    response.writeHead(reply.status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(reply.body));
  }

  /** [TSP-24] Until another request was handled, or a time has passed. */
  #untilNext(ms: number): Promise<void> {
    return Promise.race([
      wait(ms, undefined, { ref: false }),
      new Promise<void>((next) => this.#heldBack.push(next)),
    ]);
  }

  async #eps(path: string, bytes: Buffer, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = this.faults.take(path, bytes.toString('utf8'));
    if (fault?.kind === 'silence') this.#parts.silent?.(headerOf(request, 'x-request-id'));
    if (fault && strikeBefore(request, response, fault)) return;
    if (fault?.kind === 'reorder') await this.#untilNext(fault.ms ?? reorderMs);
    const body = parse(bytes);
    const requestId = headerOf(request, 'x-request-id');
    const refused = judgeHeaders(request, path, body);
    const handle = () => this.#parts.spine.handle(path, body, requestId);
    if (fault?.kind === 'duplicate' && !refused) handle();
    const { answer, messageId, replay } = refused
      ? { answer: refused, messageId: '', replay: false }
      : handle();
    for (const next of this.#heldBack.splice(0)) next();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.received.push({
      at: this.#parts.now(),
      path,
      requestId,
      messageId,
      sha256,
      status: answer.status,
      replay,
    });
    if (fault && (await strikeAfter(response, fault, answer))) return;
    send(response, answer, requestId);
  }
}

/** Opens the Spine on this computer only. */
export const serveSpine = async (parts: ServerParts): Promise<SpineServer> => {
  const token = parts.token ?? randomBytes(16).toString('hex');
  const door = new Door(parts, token);
  const server: Server = createServer((request, response) => {
    // [TSP-26] By the clock that the answers bear, which a drill moves.
    response.setHeader('Date', new Date(parts.now()).toUTCString());
    door.answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(parts.port ?? 0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo; // a TCP server listens, so it has a port
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    faults: door.faults,
    received: () => door.received,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
