import { readOutcome } from '../domain/fhir/read-outcome';
import { readRelease } from '../domain/fhir/read-release';
import type { Arrival, ReleaseAnswer } from '../domain/inbox/decide';
import type { Verdict } from '../domain/outbox/decide';
import type { AttemptFact } from './ports';

type Answered = Extract<AttemptFact, { kind: 'answered' }>;

/** Milliseconds of a `Retry-After` in seconds; a date is left to the usual back-off. */
const retryAfterMs = (headers: Answered['headers']): number | undefined => {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined;
};

const laterStatuses: readonly number[] = [408, 425, 429];
const comesBack = (status: number): boolean => status >= 500 || laterStatuses.includes(status);

/** JSON of a body, or undefined: nesting that overflows the parser is as unreadable as a cut. */
const parse = (body: string | undefined): unknown => {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
};

const unreadable = (fact: Answered): string =>
  fact.bodyText === undefined
    ? 'The answer is not text that can be read.'
    : /^\s*</.test(fact.bodyText)
      ? 'A web page came back in place of an answer from EPS. A proxy or a log-in page may be in the way.'
      : 'The answer is cut short or garbled.';

/** An answer to `$release`, read. `seq` is its journal entry. */
export const readAnswer = (fact: Answered, seq: number): ReleaseAnswer => {
  const json = parse(fact.bodyText);
  const read = readRelease(json);
  if (read.kind === 'scripts' && fact.status < 400) {
    const arrivals = read.scripts.map((script): Arrival => {
      const source = { seq, path: script.path };
      return script.kind === 'script'
        ? { kind: 'script', prescription: script.prescription, source }
        : { kind: 'quarantined', source, shortId: script.shortId, sentence: script.sentence };
    });
    return { kind: 'arrivals', arrivals };
  }
  const outcome = readOutcome(json);
  if (outcome?.code === 'NO_MORE_PRESCRIPTIONS') return { kind: 'no-more' };
  if (comesBack(fact.status)) return { kind: 'retry-later', afterMs: retryAfterMs(fact.headers) };
  if (outcome && !outcome.informational) {
    const { code, sentence, next, holder } = outcome;
    return { kind: 'refused', code, sentence, next, ...(holder ? { holder } : {}) };
  }
  if (fact.status === 401 || fact.status === 403)
    return {
      kind: 'refused',
      code: String(fact.status),
      sentence: 'The broker does not accept the sign-in.',
      next: 'Sign in again.',
    };
  return { kind: 'unreadable', sentence: unreadable(fact) };
};

const detailOf = (fact: Answered): string => `HTTP ${fact.status}\n${(fact.bodyText ?? '').slice(0, 4000)}`;

/** [OUT-2] An answer to a notification, return, withdrawal or claim. */
export const readVerdict = (fact: Answered): Verdict => {
  const outcome = readOutcome(parse(fact.bodyText));
  if (fact.status >= 200 && fact.status < 300 && outcome?.informational)
    return { kind: 'accepted', replay: false };
  if (comesBack(fact.status))
    return {
      kind: 'retry-later',
      reason: fact.status === 429 ? 'busy' : 'broker',
      afterMs: retryAfterMs(fact.headers),
      mayHaveArrived: fact.status !== 429,
    };
  if (outcome && !outcome.informational)
    return {
      kind: 'refused',
      code: outcome.code,
      sentence: outcome.sentence,
      next: outcome.next,
      detail: detailOf(fact),
    };
  if (fact.status === 401 || fact.status === 403)
    return {
      kind: 'refused',
      code: String(fact.status),
      sentence: 'The broker does not accept the sign-in or the role.',
      next: 'Sign in again, then try again.',
      detail: detailOf(fact),
    };
  return { kind: 'unreadable', sentence: unreadable(fact), detail: detailOf(fact) };
};
