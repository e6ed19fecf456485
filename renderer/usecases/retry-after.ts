import type { Instant } from '../domain/kernel/instant';
import type { AttemptFact } from './ports';

type Headers = Extract<AttemptFact, { kind: 'answered' }>['headers'];

/** A date of HTTP in UTC milliseconds; the oldest of its three forms does not name its zone. */
export const readHttpDate = (text: string | undefined): number =>
  text === undefined ? NaN : Date.parse(/GMT$/.test(text.trim()) ? text : `${text} GMT`);

/**
 * [OUT-4] Milliseconds that a `Retry-After` asks for, at most `mostMs`. One that names a moment is measured by the
 * clock of whoever says it, or from `at`, when it came, where that is not known.
 */
export const retryAfterMs = (headers: Headers, mostMs: number, at?: Instant): number | undefined => {
  const said = headers['retry-after']?.trim() ?? '';
  const saidAt = readHttpDate(headers['date']);
  const from = Number.isNaN(saidAt) ? (at ?? NaN) : saidAt;
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : readHttpDate(said) - from;
  return ms > 0 ? Math.min(ms, mostMs) : undefined;
};
