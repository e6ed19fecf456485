import { parseAnswer, type Parsed } from '../domain/fhir/parse';
import { readOutcome } from '../domain/fhir/read-outcome';
import { readRelease } from '../domain/fhir/read-release';
import type { Arrival, Made, ReleaseAnswer } from '../domain/inbox/answer';
import { longestRetryAfterMs } from '../domain/outbox/backoff';
import type { Verdict } from '../domain/outbox/decide';
import type { RequestId } from '../domain/kernel/ids';
import { asInstant, hourMs, type Instant } from '../domain/kernel/instant';
import type { AttemptFact } from './ports';
import { readHttpDate, retryAfterMs } from './retry-after';
import { forAnother, isForAnother } from './whose-answer';

type Answered = Extract<AttemptFact, { kind: 'answered' }>;

/** [INB-2] Nobody can hurry a request for prescriptions, and the next would be asked for after an hour. */
const longestReleaseMs = hourMs;

/** Main renews the token before the next try; if that fails, the person signs in again. */
const signInNotAccepted = {
  sentence: 'The broker did not accept the sign-in, so nothing was asked for.',
  next: 'It is tried again with a new one. If this stays, sign in again.',
};

/** Turned away at the gate for their number; EPS has not seen it. */
const tooMany = 429;
const laterStatuses: readonly number[] = [408, 425, tooMany];
const comesBack = (status: number): boolean => status >= 500 || laterStatuses.includes(status);

/** [OUT-4] EPS did not look at the message, and will once it is switched on again (eps.md 1.1). */
const switchedOff = 'SERVICE_DISABLED';

const jsonOf = (parsed: Parsed): unknown => (parsed.kind === 'json' ? parsed.json : undefined);

/** A 403 alone, where no OperationOutcome came with it: a refusal of EPS all the same. */
const forbidden = {
  kind: 'refused',
  code: '403',
  sentence: 'EPS does not let this role or this program do that.',
  next: 'Sign in with another role, then try again.',
} as const;

/** What another status alone says. */
const statusWords: Readonly<Record<number, string>> = {
  404: 'There is no EPS at the broker’s address.',
  407: 'A proxy in between wants a log-in.',
  413: 'The broker says this message is too large.',
};

/** Why an answer tells nothing: what is wrong with its body, else that it is no answer of EPS. */
const unreadable = (fact: Answered, parsed: Parsed): string => {
  const own = statusWords[fact.status];
  if (own !== undefined) return own;
  const type = fact.headers['content-type'] ?? '';
  if (/\bxml\b/i.test(type)) return 'The answer came as XML, and JSON was asked for.';
  return parsed.kind === 'unreadable' ? parsed.sentence : 'The answer is JSON, but none that EPS sends.';
};

/** [INB-4] How old an answer is is measured by the clock of whoever sent it, where they say what it shows. */
const madeOf = (fact: Answered, madeAt: number, at: Instant | undefined): Made | undefined => {
  const saidAt = readHttpDate(fact.headers['date']);
  const from = Number.isNaN(saidAt) ? at : saidAt;
  if (at === undefined || from === undefined || Number.isNaN(madeAt)) return undefined;
  const agoMs = Math.max(0, from - madeAt);
  return { at: asInstant(at - agoMs), agoMs };
};

/** An answer to `$release`, read. `seq` is its journal entry; `at`: when it came; `requestId`: to what. */
export const readAnswer = (
  fact: Answered,
  seq: number,
  at?: Instant,
  requestId?: RequestId,
): ReleaseAnswer => {
  if (isForAnother(fact.headers, requestId)) return { kind: 'unreadable', sentence: forAnother };
  const parsed = parseAnswer(fact.bodyText);
  const json = jsonOf(parsed);
  const read = readRelease(json);
  if (read.kind === 'scripts' && fact.status < 400) {
    // [INB-4] No script among passed and failed is no more than "no more".
    if (read.scripts.length === 0) return { kind: 'no-more' };
    const arrivals = read.scripts.map((script): Arrival => {
      const source = { seq, path: script.path };
      return script.kind === 'script'
        ? { kind: 'script', prescription: script.prescription, source }
        : { kind: 'quarantined', source, shortId: script.shortId, sentence: script.sentence };
    });
    const made = madeOf(fact, read.madeAt, at);
    return { kind: 'arrivals', arrivals, ...(made ? { made } : {}) };
  }
  const outcome = readOutcome(json);
  if (fact.status === 401) return { kind: 'turned-away', ...signInNotAccepted };
  if (outcome?.code === 'NO_MORE_PRESCRIPTIONS') return { kind: 'no-more' };
  if (comesBack(fact.status))
    return {
      kind: 'retry-later',
      afterMs: retryAfterMs(fact.headers, longestReleaseMs, at),
      mayHaveArrived: fact.status !== tooMany,
    };
  if (outcome && !outcome.informational) {
    const { code, sentence, next, holder } = outcome;
    return { kind: 'refused', code, sentence, next, ...(holder ? { holder } : {}) };
  }
  if (fact.status === 403) return forbidden;
  return { kind: 'unreadable', sentence: unreadable(fact, parsed) };
};

const detailOf = (fact: Answered): string => `HTTP ${fact.status}\n${(fact.bodyText ?? '').slice(0, 4000)}`;

const later = (fact: Answered, at: Instant | undefined): Verdict | undefined => {
  // [OUT-9] Turned away at the gate: EPS has not seen it. Main renews the token once; then the person must.
  if (fact.status === 401)
    return { kind: 'retry-later', reason: 'smartcard', afterMs: undefined, mayHaveArrived: false };
  if (!comesBack(fact.status)) return undefined;
  return {
    kind: 'retry-later',
    reason: fact.status === tooMany ? 'busy' : 'broker',
    afterMs: retryAfterMs(fact.headers, longestRetryAfterMs, at),
    mayHaveArrived: fact.status !== tooMany,
  };
};

/** [OUT-2] An answer to a notification, return, withdrawal or claim. `at`: when it came; `requestId`: to what. */
export const readVerdict = (fact: Answered, at?: Instant, requestId?: RequestId): Verdict => {
  if (isForAnother(fact.headers, requestId))
    return { kind: 'unreadable', sentence: forAnother, detail: detailOf(fact) };
  const parsed = parseAnswer(fact.bodyText);
  const outcome = readOutcome(jsonOf(parsed));
  if (fact.status >= 200 && fact.status < 300 && outcome?.informational)
    return { kind: 'accepted', replay: false };
  const retry = later(fact, at);
  if (retry) return retry;
  const detail = detailOf(fact);
  if (outcome?.code === switchedOff)
    return { kind: 'retry-later', reason: 'broker', afterMs: undefined, mayHaveArrived: false };
  if (outcome && !outcome.informational) {
    const { code, sentence, next } = outcome;
    return { kind: 'refused', code, sentence, next, detail };
  }
  if (fact.status === 403) return { ...forbidden, detail };
  return { kind: 'unreadable', sentence: unreadable(fact, parsed), detail };
};
