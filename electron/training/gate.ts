import type { IncomingMessage } from 'node:http';
import type { Answer } from './json';
import { givesAt, type Gives, type NominatedAt } from './nominated-at';
import { invalidHeader, refusedAccess, serverError } from './outcome';

/** The largest message that the real proxy reads; it answers a larger one as it answers every trouble of its own. */
const epsBodyLimit = 1024 * 1024;

const paths: readonly string[] = ['/FHIR/R4/$process-message', '/FHIR/R4/Task', '/FHIR/R4/Claim'];
const types: readonly string[] = ['application/fhir+json', 'application/json'];
/** For debugging, and turned away where patients are (eps.md 1.0). */
const debugging = ['x-skip-validation', 'x-raw-response'];

export const headerOf = (request: IncomingMessage, name: string): string =>
  String(request.headers[name] ?? '');

const onlyPeople = 'Dispensing functionality can only be accessed using the user-restricted access mode.';
const notYours = 'Your app does not have permission to access dispensing functionality.';

/** [TSP-13] [TSP-35] What whoever asks is told where it may not: a person, or with no role the program alone. */
const judgeAccess = (role: string, gives: Gives | undefined, body: unknown): string | undefined => {
  if (gives === 'nominated') return role === '' ? undefined : notYours;
  const mayGoAlone = gives === 'all' && !JSON.stringify(body ?? null).includes('"group-identifier"');
  return role === '' && !mayGoAlone ? onlyPeople : undefined;
};

/**
 * [TSP-32] What the platform in front of EPS and the proxy behind it ask of a request (eps.md 1.0). The proxy makes
 * one answer, 500, of an unknown path, another verb, another type and a body that is too large.
 */
export const judgeHeaders = (
  request: IncomingMessage,
  path: string,
  body: unknown,
  size: number,
  nominatedAt: NominatedAt,
): Answer | undefined => {
  const requestId = headerOf(request, 'x-request-id');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(requestId))
    return invalidHeader('X-Request-ID', requestId);
  const role = headerOf(request, 'nhsd-session-urid');
  if (role !== '' && !/^\d+$/.test(role)) return invalidHeader('NHSD-Session-URID', role);
  const gives = givesAt(path, nominatedAt);
  const isPath = gives !== undefined || paths.includes(path);
  const away = isPath ? judgeAccess(role, gives, body) : undefined;
  if (away !== undefined) return refusedAccess(403, away);
  const debug = debugging.find((name) => headerOf(request, name) !== '');
  if (debug !== undefined) return refusedAccess(403, `The header ${debug} is not allowed here.`);
  const type = headerOf(request, 'content-type').split(';')[0]?.trim().toLowerCase() ?? '';
  const isKnown = request.method === 'POST' && isPath && types.includes(type);
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
