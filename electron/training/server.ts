import type { Answer } from './json';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { control } from './control';
import { Faults } from './faults';
import { headerOf, judgeHeaders, Turnstile } from './gate';
import { strikeAfter, strikeBefore } from './misbehave';
import { refusedAccess, tooManyRequests } from './outcome';
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

/** The ids of a request, which its answer bears (eps.md 1.0). */
type Mirrored = Readonly<Record<string, string>>;
const mirroredOf = (request: IncomingMessage): Mirrored =>
  Object.fromEntries(
    ['X-Request-ID', 'X-Correlation-ID']
      .map((name) => [name, headerOf(request, name.toLowerCase())] as const)
      .filter(([, value]) => value !== ''),
  );

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

const send = (response: ServerResponse, answer: Answer, mirrored: Mirrored): void => {
  const body = Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    'Content-Type': 'application/fhir+json; fhirVersion=4.0',
    'Content-Length': body.length,
    ...mirrored,
  });
  response.end(body);
};

const sameToken = (header: string | undefined, token: string): boolean => {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

type LastAnswer = { readonly answer: Answer; readonly mirrored: Mirrored };

class Door {
  readonly faults = new Faults();
  readonly received: Received[] = [];
  /** Requests that are handed on only after the one that follows. */
  readonly #heldBack: (() => void)[] = [];
  readonly #turnstile = new Turnstile();
  /** What was answered last, for the fault that hands it to whoever comes next. */
  #last: LastAnswer | undefined;
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
      send(response, refusedAccess(401, 'Access token is missing or wrong.'), mirroredOf(request));
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
    const mirrored = mirroredOf(request);
    const { perMinute } = this.faults;
    const refused =
      perMinute === undefined || this.#turnstile.passes(perMinute, this.#parts.now())
        ? judgeHeaders(request, path, body, bytes.length, this.#parts.spine.nominatedAt)
        : tooManyRequests();
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
    const last = this.#last;
    this.#last = { answer, mirrored };
    if (fault?.kind === 'other-answer' && last) {
      send(response, last.answer, last.mirrored);
      return;
    }
    if (fault && (await strikeAfter(response, fault, answer))) return;
    send(response, answer, mirrored);
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
