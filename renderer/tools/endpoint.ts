import { randomUUID } from 'node:crypto';
import type { AttemptFact } from '../usecases/ports';

/** Where each kind of message goes below the base of the FHIR API. */
const paths = {
  release: 'Task/$release',
  notification: '$process-message',
  return: 'Task',
  withdraw: 'Task',
  claim: 'Claim',
} as const;
export type Sort = keyof typeof paths;

/** EPS answers within 30 s or not at all (eps.md 1.0). */
const limitMs = 30_000;
const maxBodyBytes = 16 * 1024 * 1024;

/**
 * A base URL with or without `/FHIR/R4` at its end means the same: `http://host:port`, `…/fhir-dispensing` and
 * `…/fhir-dispensing/FHIR/R4` are all understood.
 */
export const urlOf = (base: string, sort: Sort): string => {
  const bare = base.replace(/\/+$/, '').replace(/\/FHIR\/R4$/i, '');
  return `${bare}/FHIR/R4/${paths[sort]}`;
};

export type Endpoint = (sort: Sort, message: unknown) => Promise<AttemptFact>;

const readText = async (response: Response): Promise<string | undefined> => {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.byteLength > maxBodyBytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** One HTTP attempt for each message, with the headers that the program sends and those that were asked for. */
export const endpointAt =
  (base: string, more: Readonly<Record<string, string>>, roleProfileId: string): Endpoint =>
  async (sort, message) => {
    const requestId = randomUUID();
    try {
      const response = await fetch(urlOf(base, sort), {
        method: 'POST',
        headers: {
          'Content-Type': 'application/fhir+json',
          Accept: 'application/fhir+json',
          'X-Request-ID': requestId,
          'X-Correlation-ID': requestId,
          'NHSD-Session-URID': roleProfileId,
          ...more,
        },
        body: JSON.stringify(message),
        redirect: 'error',
        signal: AbortSignal.timeout(limitMs),
      });
      return { kind: 'answered', status: response.status, headers: {}, bodyText: await readText(response) };
    } catch (failure) {
      if (failure instanceof Error && failure.name === 'TimeoutError')
        return { kind: 'timed-out', afterMs: limitMs };
      const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause.message : '';
      return { kind: 'unreachable', reason: cause || String(failure) };
    }
  };
