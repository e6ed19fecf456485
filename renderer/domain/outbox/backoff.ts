import { asInstant, type Instant } from '../kernel/instant';

const baseMs = 1_000;
const capMs = 5 * 60_000;

/**
 * [OUT-4] When to try again: full jitter between nothing and twice the last bound, at most five minutes;
 * never before a `Retry-After`. `chance` is in [0, 1).
 */
export const nextAttemptAt = (
  now: Instant,
  attempts: number,
  chance: number,
  retryAfterMs: number | undefined,
): Instant => {
  const bound = Math.min(capMs, baseMs * 2 ** Math.min(attempts, 20));
  const waitMs = Math.max(250, Math.floor(bound * chance));
  return asInstant(now + Math.max(waitMs, retryAfterMs ?? 0));
};

/** Reasons of a failed attempt that prove nothing left this computer or nobody took it. */
const neverArrived =
  /ERR_(INTERNET_DISCONNECTED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|CONNECTION_REFUSED|ADDRESS_UNREACHABLE|CONNECTION_TIMED_OUT|PROXY_CONNECTION_FAILED|NETWORK_ACCESS_DENIED|CERT_[A-Z_]+|SSL_[A-Z_]+)|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

/** [OUT-3] A lost connection leaves in doubt whether EPS got it, unless the reason proves that it did not. */
export const surelyNotSent = (reason: string): boolean => neverArrived.test(reason);
