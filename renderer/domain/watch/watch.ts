import { asInstant, earlier, hourMs, minuteMs, type Instant } from '../kernel/instant';
import type { PartChange, WatchEvent } from './events';
import { noBrokerWords } from './words';
import {
  partNames,
  type Health,
  type Look,
  type PartName,
  type PartWatch,
  type Reading,
  type Tally,
  type Watch,
  type WatchRules,
} from './model';

const unseen = (part: PartName, at: Instant): PartWatch => ({
  part,
  health: 'unknown',
  sinceAt: at,
  reason: '',
  lastAt: undefined,
  tookMs: undefined,
  failedAt: undefined,
  inARow: 0,
  looks: {},
  recorded: undefined,
});

/** What the journal knows of a part that failed: when last, and since when, where it failed still at the end. */
export type KnownFailure = {
  readonly part: PartName;
  readonly failedAt: Instant;
  readonly failing: PartChange | undefined;
};

/** Nothing was looked at yet. `known`: what failed before the program was closed. */
export const beginWatch = (at: Instant, known: readonly KnownFailure[] = []): Watch => {
  const parts = Object.fromEntries(partNames.map((part) => [part, unseen(part, at)])) as Record<
    PartName,
    PartWatch
  >; // every name is in the list
  for (const { part, failedAt: knownAt, failing } of known) {
    // It lies before now, whatever clock dated it.
    const failedAt = earlier(knownAt, asInstant(at - 1));
    parts[part] = { ...parts[part], failedAt, sinceAt: failing ? earlier(failing.sinceAt, failedAt) : at };
  }
  return { parts, hour: undefined };
};

/** What only a broker has. */
const ofBroker: readonly PartName[] = ['broker', 'spine'];

/** [SET-6] What the settings say of the broker: that there is none, or none any more, nobody need look to know. */
export const knowBroker = (watch: Watch, isSetUp: boolean, at: Instant): Watch => {
  const parts = { ...watch.parts };
  for (const part of ofBroker) {
    const { health, recorded, failedAt } = parts[part];
    if (isSetUp !== (health === 'absent')) continue;
    const anew = { ...unseen(part, at), recorded, failedAt };
    parts[part] = isSetUp ? anew : { ...anew, health: 'absent', reason: noBrokerWords };
  }
  return { ...watch, parts };
};

/** A look may be dated this much before the one before it: attempts are dated by main. */
const outOfStepMs = minuteMs;

/** When anything was looked at last. */
const lastLookAt = ({ parts }: Watch): Instant | undefined =>
  partNames
    .flatMap((part) => parts[part].lastAt ?? [])
    .reduce<Instant | undefined>((last, at) => (last !== undefined && at < last ? last : at), undefined);

/** What failed, for a watch that begins anew without a restart. */
const failuresOf = ({ parts }: Watch): readonly KnownFailure[] =>
  partNames.flatMap((part): KnownFailure[] => {
    const { failedAt, health, sinceAt, reason } = parts[part];
    const failing = health === 'fails' ? { part, health, sinceAt, reason } : undefined;
    return failedAt === undefined ? [] : [{ part, failedAt, failing }];
  });

/**
 * [WAT-15] A look long after the one before it, or dated before it: the computer was asleep, or its clock was moved.
 * What was in between was not measured, as after a restart, and times by another clock measure nothing.
 */
const unbroken = (before: Watch, at: Instant, rules: WatchRules): Watch => {
  const lastAt = lastLookAt(before);
  if (lastAt === undefined || (at >= lastAt - outOfStepMs && at - lastAt <= rules.asleepMs)) return before;
  const hour = before.hour && { ...before.hour, untilAt: earlier(lastAt, at) };
  return { ...beginWatch(at, failuresOf(before)), hour };
};

/** Whether nothing but one message failed, while our own probe gets through. */
const isAlone = (attempt: Look, probe: Look | undefined): boolean =>
  attempt.about !== undefined && probe?.works === true;

/** [WAT-1] A part fails while the last look from either source failed; one message alone proves nothing (WAT-11). */
const judge = (looks: PartWatch['looks'], at: Instant, rules: WatchRules): Look | undefined => {
  const { probe, attempt } = looks;
  if (probe && !probe.works) return probe;
  const speaks = probe === undefined || (attempt && at - attempt.at < rules.attemptSpeaksMs);
  if (attempt && !attempt.works && speaks && !isAlone(attempt, probe)) return attempt;
  return probe ?? attempt;
};

const counted = (before: PartWatch, health: Health): number =>
  before.health === health ? before.inARow + 1 : 1;

/** A part that failed when the program was closed, and fails still, failed all the time as far as we know. */
const sinceOf = (before: PartWatch, health: Health, at: Instant): Instant => {
  if (before.health === health) return before.sinceAt;
  return before.health === 'unknown' && health === 'fails' && before.sinceAt < at ? before.sinceAt : at;
};

/** [WAT-11] A reading as a look: a second message that fails shortly after another shows that it is not the message. */
const lookOf = (before: PartWatch, reading: Reading, at: Instant, rules: WatchRules): Look => {
  const { result, reason, source, about } = reading;
  const one: Look = { works: result === 'works', at, reason };
  if (source === 'probe' || one.works || about === undefined) return one;
  const last = before.looks.attempt;
  const another = last && !last.works && at - last.at < rules.attemptSpeaksMs && last.about !== about;
  return another ? one : { ...one, about };
};

const look = (before: PartWatch, reading: Reading, at: Instant, rules: WatchRules): PartWatch => {
  const lastAt = at;
  const tookMs = reading.tookMs ?? before.tookMs;
  if (reading.result === 'absent') {
    const sinceAt = before.health === 'absent' ? before.sinceAt : at;
    return { ...before, health: 'absent', reason: reading.reason, inARow: 1, looks: {}, sinceAt, lastAt };
  }
  if (reading.result === 'unreached')
    return { ...before, health: 'unknown', reason: reading.reason, inARow: 1, looks: {}, sinceAt: at };
  const one = lookOf(before, reading, at, rules);
  const looks = { ...before.looks, [reading.source]: one };
  const judged = judge(looks, at, rules) ?? one;
  const health = judged.works ? 'works' : 'fails';
  return {
    ...before,
    health,
    reason: judged.reason,
    sinceAt: sinceOf(before, health, at),
    inARow: counted(before, health),
    lastAt,
    tookMs,
    failedAt: !one.works && health === 'fails' ? at : before.failedAt,
    looks,
  };
};

const tally = (tallies: readonly Tally[], reading: Reading): readonly Tally[] => {
  if (reading.result === 'absent' || reading.result === 'unreached') return tallies;
  const found = tallies.find(({ part }) => part === reading.part);
  const next: Tally = {
    part: reading.part,
    looks: (found?.looks ?? 0) + 1,
    failed: (found?.failed ?? 0) + (reading.result === 'fails' ? 1 : 0),
    slowestMs: Math.max(found?.slowestMs ?? 0, reading.tookMs ?? 0),
  };
  return [...tallies.filter(({ part }) => part !== reading.part), next];
};

/** The full hour in which a moment lies; whole hours are the same in England and in UTC. */
export const hourOf = (at: Instant): Instant => asInstant(Math.floor(at / hourMs) * hourMs);

/**
 * [WAT-3] Is it to be written down? The first look after a start and every recovery at once; a failure when
 * two looks in a row saw it, so that one lost packet makes no history.
 */
const isNews = ({ health, recorded, inARow }: PartWatch): boolean => {
  if (health === 'unknown' || health === recorded) return false;
  return recorded === undefined || health !== 'fails' || inARow >= 2;
};

/** An attempt says nothing of a part that is not there, and of sign-in only that it was refused, or is no more. */
const isHeard = ({ part, health }: PartWatch, { source, result }: Reading): boolean =>
  source === 'probe' ||
  (health !== 'absent' && (part !== 'sign-in' || result === 'fails' || health === 'fails'));

/** [WAT-1] [WAT-3] [WAT-4] Takes in what was seen; says what of it belongs in the journal. */
export const takeReadings = (
  last: Watch,
  readings: readonly Reading[],
  at: Instant,
  rules: WatchRules,
): { readonly watch: Watch; readonly events: readonly WatchEvent[] } => {
  const before = unbroken(last, at, rules);
  const parts = { ...before.parts };
  const { hour } = before;
  const ended = hour && (hour.untilAt !== undefined || hour.hourAt !== hourOf(at)) ? hour : undefined;
  let tallies: readonly Tally[] = ended ? [] : (hour?.tallies ?? []);
  for (const reading of readings) {
    if (!isHeard(parts[reading.part], reading)) continue;
    parts[reading.part] = look(parts[reading.part], reading, at, rules);
    tallies = tally(tallies, reading);
  }
  const news = partNames.map((part) => parts[part]).filter(isNews);
  const began = partNames.every((part) => before.parts[part].recorded === undefined);
  for (const part of news) parts[part.part] = { ...part, recorded: part.health };
  const events: WatchEvent[] = [];
  if (ended) {
    const untilAt = ended.untilAt ?? asInstant(ended.hourAt + hourMs);
    events.push({
      type: 'watch.hour-summed',
      id: 'hour',
      hourAt: ended.hourAt,
      untilAt,
      tallies: ended.tallies,
    });
  }
  if (news.length > 0)
    events.push({
      type: 'watch.changed',
      id: 'parts',
      began,
      changes: news.map(({ part, health, sinceAt, reason }) => ({ part, health, sinceAt, reason })),
    });
  return { watch: { parts, hour: { hourAt: hourOf(at), tallies } }, events };
};

/** [WAT-6] Failing for long enough and seen often enough that it is no passing trouble. */
export const isSustained = (part: PartWatch, now: Instant, rules: WatchRules): boolean =>
  part.health === 'fails' &&
  part.inARow >= rules.sustainLooks &&
  now - part.sinceAt >= rules.sustainMs * (part.part === 'printer' ? 6 : 1);

/** [WAT-6] Working again for as long and as often as a failure must last to count. */
export const isSteady = (part: PartWatch, now: Instant, rules: WatchRules): boolean =>
  part.health === 'absent' ||
  (part.health === 'works' && part.inARow >= rules.sustainLooks && now - part.sinceAt >= rules.sustainMs);

/** When to look again: oftener while something fails. */
export const nextLookMs = (watch: Watch, rules: WatchRules): number =>
  partNames.some((part) => watch.parts[part].health === 'fails') ? rules.failingMs : rules.calmMs;
