import { asInstant, dayMs, minuteMs, type Instant } from '../kernel/instant';

const baseMs = 1_000;
const capMs = 5 * minuteMs;
/** [OUT-4] A message waits up to a day if told so: a person may have the next try at once (OUT-20). */
export const longestRetryAfterMs = dayMs;

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

/**
 * Reasons that only come before a connection of its own is there (BRK-6): no name, nobody who takes it, a certificate
 * that is not accepted. Left out is what may also come of one that took the whole message, such as ERR_SSL_…,
 * ERR_ADDRESS_UNREACHABLE or ERR_NETWORK_CHANGED: a needless doubt is safe. ERR_INTERNET_DISCONNECTED is said of a
 * computer without a network; a network lost on the way is said as changed, reset or aborted, or times out.
 */
const neverArrived =
  /^(ERR_(INTERNET_DISCONNECTED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|CONNECTION_REFUSED|CONNECTION_TIMED_OUT|PROXY_CONNECTION_FAILED|NETWORK_ACCESS_DENIED|CERT_[A-Z_]+)|ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/;

/** [OUT-3] A lost connection leaves in doubt whether EPS got it, unless the reason proves that it did not. */
export const surelyNotSent = (reason: string): boolean => neverArrived.test(reason);
