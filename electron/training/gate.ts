import type { IncomingMessage } from 'node:http';
import type { Answer } from './json';
import { invalidHeader, refusedAccess, serverError } from './outcome';

/** The largest message that the real proxy reads; it answers a larger one as it answers every trouble of its own. */
const epsBodyLimit = 1024 * 1024;

const paths: readonly string[] = [
  '/FHIR/R4/Task/$release',
  '/FHIR/R4/$process-message',
  '/FHIR/R4/Task',
  '/FHIR/R4/Claim',
];
const types: readonly string[] = ['application/fhir+json', 'application/json'];
/** For debugging, and turned away where patients are (eps.md 1.0). */
const debugging = ['x-skip-validation', 'x-raw-response'];

export const headerOf = (request: IncomingMessage, name: string): string =>
  String(request.headers[name] ?? '');

const unattendedIsAllowed = (path: string, body: unknown): boolean =>
  path.endsWith('$release') && !JSON.stringify(body ?? null).includes('"group-identifier"');

/**
 * [TSP-32] What the platform in front of EPS and the proxy behind it ask of a request (eps.md 1.0). The proxy makes
 * one answer, 500, of an unknown path, another verb, another type and a body that is too large.
 */
export const judgeHeaders = (
  request: IncomingMessage,
  path: string,
  body: unknown,
  size: number,
): Answer | undefined => {
  const requestId = headerOf(request, 'x-request-id');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(requestId))
    return invalidHeader('X-Request-ID', requestId);
  const role = headerOf(request, 'nhsd-session-urid');
  if (role !== '' && !/^\d+$/.test(role)) return invalidHeader('NHSD-Session-URID', role);
  if (role === '' && !unattendedIsAllowed(path, body))
    return refusedAccess(
      403,
      'Dispensing functionality can only be accessed using the user-restricted access mode.',
    );
  const debug = debugging.find((name) => headerOf(request, name) !== '');
  if (debug !== undefined) return refusedAccess(403, `The header ${debug} is not allowed here.`);
  const type = headerOf(request, 'content-type').split(';')[0]?.trim().toLowerCase() ?? '';
  const isKnown = request.method === 'POST' && paths.includes(path) && types.includes(type);
  return isKnown && size <= epsBodyLimit ? undefined : serverError();
};

/** [TSP-33] Counts requests, and turns away those above so many in a minute, as the platform does (eps.md 1.0). */
export class Turnstile {
  #passed: number[] = [];

  passes(perMinute: number, now: number): boolean {
    this.#passed = this.#passed.filter((at) => at > now - 60_000);
    if (this.#passed.length >= perMinute) return false;
    this.#passed.push(now);
    return true;
  }
}
