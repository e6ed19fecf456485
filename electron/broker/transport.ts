import type { AttemptFact } from '../contract/envelope';
import { deadlineIn, type Deadline } from '../system/deadline';

import type { ReadableStream } from 'node:stream/web';

/** `fetch` of Electron's `net` in the program, of Node in tests. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A way out that was never used before; given back when the answer was read or is waited for no more, which ends what is on its way. */
export type Connection = { readonly fetch: Fetch; readonly release: () => void };
export type Connect = () => Promise<Connection>;

/** EPS gives up after 30 s itself (eps.md 1.0): waiting longer is pointless, less is discouraged. */
export const epsLimitMs = 30_000;
/** The largest answer kept whole: some 25 prescriptions are below 1 MB. */
const maxBodyBytes = 16 * 1024 * 1024;

/** `late`: the wait was over before the body was. */
type Read = { readonly body: Uint8Array; readonly ended: 'whole' | 'broken' | 'late' };

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

/** Reads as much of a body as comes in time; what came before a break is kept, so that nothing received is lost. */
const readBody = async (response: Response, over: Promise<void>): Promise<Read> => {
  // Node's and Electron's types differ here; both give bytes.
  const stream = response.body as ReadableStream<Uint8Array> | null;
  const reader = stream?.getReader();
  if (!reader) return { body: new Uint8Array(), ended: 'whole' };
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended: Read['ended'] = 'whole';
  try {
    for (;;) {
      const step = await Promise.race([reader.read(), over]);
      if (!step) {
        ended = 'late';
        break;
      }
      if (step.done) break;
      const { value } = step;
      parts.push(value);
      size += value.byteLength;
      if (size > maxBodyBytes) {
        ended = 'broken';
        break;
      }
    }
  } catch {
    ended = 'broken';
  }
  return { body: joined(parts, Math.min(size, maxBodyBytes)), ended };
};

/** Only what the domain reads: an answer's other headers may name hosts and sessions. */
const keptHeaders = ['content-type', 'date', 'retry-after', 'x-request-id', 'x-correlation-id'];

const headersOf = (response: Response, ended: Read['ended']): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = response.headers.get(name);
    if (value !== null) kept[name] = value.slice(0, 500);
  }
  return ended === 'whole' ? kept : { ...kept, 'x-holdfast-cut': 'the answer broke off here' };
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

/**
 * [BRK-9] Makes one attempt and says what came of it. Never throws, never repeats, and waits by a clock of its own:
 * an abort signal reaches Electron's `fetch` only while nothing of it was collected (Node 18 keeps it weakly).
 */
export const post = async (
  connect: Connect,
  request: Post,
  deadline: () => Deadline = () => deadlineIn(epsLimitMs),
): Promise<AttemptFact> => {
  const connection = await connect();
  const { passed, cancel } = deadline();
  const timedOut: AttemptFact = { kind: 'timed-out', afterMs: epsLimitMs };
  try {
    const answering = connection.fetch(request.url, {
      method: 'POST',
      headers: request.headers,
      body: new Uint8Array(request.body),
      redirect: 'error',
      credentials: 'omit',
    });
    const response = await Promise.race([answering, passed]);
    if (!response) return timedOut;
    const { body, ended } = await readBody(response, passed);
    if (ended === 'late' && body.byteLength === 0) return timedOut;
    return { kind: 'answered', status: response.status, headers: headersOf(response, ended), body };
  } catch (failure) {
    return { kind: 'unreachable', reason: reasonOf(failure) };
  } finally {
    cancel();
    connection.release();
  }
};
