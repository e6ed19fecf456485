import { formatClock, formatDateTime, minuteMs, type Instant } from '../kernel/instant';
import { audiences, type Audience, type Incident, type TimelineEntry } from './model';
import { openPromises } from './promises';

export const audienceWords: Readonly<Record<Audience, string>> = {
  icb: 'ICB',
  dos: 'NHS 111 and urgent care (Directory of Services)',
  surgeries: 'GP surgeries',
  patients: 'Patients (door, website, telephone)',
  booked: 'Booked and supervised patients',
};

/** The same in a word, where they stand side by side. */
const audienceNames: Readonly<Record<Audience, string>> = {
  icb: 'ICB',
  dos: 'NHS 111',
  surgeries: 'surgeries',
  patients: 'patients',
  booked: 'booked patients',
};

/** What changed since somebody was told, so that they know what is no longer so. */
const changes = {
  slipped: 'before a promise slipped',
  fixed: 'before it was fixed',
  'failed-again': 'before it failed again',
} as const;
type Change = keyof typeof changes;
const isChange = (kind: string): kind is Change => kind in changes;

export type Told = {
  readonly audience: Audience;
  /** When they were told last; undefined where they were not. */
  readonly at: Instant | undefined;
  readonly since: Change | undefined;
};

/** A person gives the minute; within one, what was entered later is later. */
const minuteOf = ({ happenedAt }: TimelineEntry): number => Math.floor(happenedAt / minuteMs);

/** [INC-12] For each audience, whether it was told, and whether what it was told still holds. */
export const toldOf = ({ timeline }: Incident): readonly Told[] => {
  const entries = [...timeline].sort((a, b) => minuteOf(a) - minuteOf(b));
  return audiences.map((audience) => {
    const told = entries.filter(({ fact }) => fact.kind === 'told' && fact.audience === audience).at(-1);
    if (!told) return { audience, at: undefined, since: undefined };
    const later = entries.slice(entries.indexOf(told) + 1).map(({ fact }) => fact.kind);
    return { audience, at: told.happenedAt, since: later.filter(isChange).at(-1) };
  });
};

const toldAt = (at: string, { since }: Told): string =>
  since === undefined ? at : `${at}, ${changes[since]}`;

/** "ICB: told at 10:05, before a promise slipped" */
export const toldWords = (told: Told, now: Instant): string =>
  `${audienceWords[told.audience]}: ${told.at === undefined ? 'not told yet' : `told at ${toldAt(formatClock(told.at, now), told)}`}`;

/**
 * All of them in a line: "ICB 10:05, before a promise slipped · not yet: surgeries, patients". `now` where it is read
 * today; paper is read on another day, and has the dates.
 */
export const toldLine = (incident: Incident, now: Instant | undefined): string => {
  const say = (at: Instant): string => (now === undefined ? formatDateTime(at) : formatClock(at, now));
  const all = toldOf(incident);
  const missing = all.filter(({ at }) => at === undefined).map(({ audience }) => audienceNames[audience]);
  return [
    ...all.flatMap((one) =>
      one.at === undefined ? [] : [`${audienceNames[one.audience]} ${toldAt(say(one.at), one)}`],
    ),
    ...(missing.length === 0 ? [] : [`not yet: ${missing.join(', ')}`]),
  ].join(' · ');
};

/** Who is told next: whom nobody told yet, else who knows what is no longer so. */
export const nextToTell = (incident: Incident): Audience => {
  const all = toldOf(incident);
  const next = all.find(({ at }) => at === undefined) ?? all.find(({ since }) => since !== undefined);
  return next?.audience ?? 'icb';
};

/** What there is to say, from the incident's own record; a person changes it before it is kept. */
export const tellSentence = (incident: Incident): string => {
  const { title, detectedAt, fixedAt } = incident;
  if (fixedAt !== undefined) return `${title}: fixed at ${formatDateTime(fixedAt)}.`;
  const promise = openPromises(incident).at(-1);
  return `${title}, since ${formatDateTime(detectedAt)}. ${
    promise
      ? `${promise.saidBy}: clear by ${formatDateTime(promise.clearBy)}.`
      : 'Nobody has said by when it will be clear.'
  }`;
};
