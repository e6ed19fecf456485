import type { AttemptFact } from '../contract/envelope';

import type { ReadableStream } from 'node:stream/web';

/** `fetch` of Electron's `net` in the program, of Node in tests. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A way out that was never used before; given back when the answer was read. */
export type Connection = { readonly fetch: Fetch; readonly release: () => void };
export type Connect = () => Promise<Connection>;

/** EPS gives up after 30 s itself (eps.md 1.0): waiting longer is pointless, less is discouraged. */
export const epsLimitMs = 30_000;
/** The largest answer kept whole: some 25 prescriptions are below 1 MB. */
const maxBodyBytes = 16 * 1024 * 1024;

type Read = { readonly body: Uint8Array; readonly cut: boolean };

/** The first `size` bytes of all parts, copied once. */
const joined = (parts: readonly Uint8Array[], size: number): Uint8Array => {
  const body = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    const fits = part.subarray(0, size - at);
    body.set(fits, at);
    at += fits.byteLength;
  }
  return body;
};

/** Reads as much of a body as comes; what came before a break is kept, so that nothing received is lost. */
const readBody = async (response: Response): Promise<Read> => {
  // Node's and Electron's types differ here; both give bytes.
  const stream = response.body as ReadableStream<Uint8Array> | null;
  const reader = stream?.getReader();
  if (!reader) return { body: new Uint8Array(), cut: false };
  const parts: Uint8Array[] = [];
  let size = 0;
  let cut = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      size += value.byteLength;
      if (size > maxBodyBytes) {
        cut = true;
        await reader.cancel();
        break;
      }
    }
  } catch {
    cut = true;
  }
  return { body: joined(parts, Math.min(size, maxBodyBytes)), cut };
};

/** Only what the domain reads: an answer's other headers may name hosts and sessions. */
const keptHeaders = ['content-type', 'retry-after', 'x-request-id', 'x-correlation-id'];

const headersOf = (response: Response, cut: boolean): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = response.headers.get(name);
    if (value !== null) kept[name] = value.slice(0, 500);
  }
  return cut ? { ...kept, 'x-holdfast-cut': 'the answer broke off here' } : kept;
};

export const reasonOf = (failure: unknown): string => {
  const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause.message : '';
  const text = `${failure instanceof Error ? failure.message : String(failure)} ${cause}`;
  return (/(ERR_[A-Z_]+|E[A-Z]{4,})/.exec(text)?.[1] ?? 'the connection failed').slice(0, 200);
};

export type Post = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** Makes one attempt and says what came of it. Never throws, never repeats. */
export const post = async (connect: Connect, request: Post, limitMs = epsLimitMs): Promise<AttemptFact> => {
  const connection = await connect();
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limitMs);
  try {
    const response = await connection.fetch(request.url, {
      method: 'POST',
      headers: request.headers,
      body: new Uint8Array(request.body),
      signal: abort.signal,
      redirect: 'error',
      credentials: 'omit',
    });
    const { body, cut } = await readBody(response);
    if (abort.signal.aborted && body.byteLength === 0) return { kind: 'timed-out', afterMs: limitMs };
    return { kind: 'answered', status: response.status, headers: headersOf(response, cut), body };
  } catch (failure) {
    return abort.signal.aborted
      ? { kind: 'timed-out', afterMs: limitMs }
      : { kind: 'unreachable', reason: reasonOf(failure) };
  } finally {
    clearTimeout(timer);
    connection.release();
  }
};
