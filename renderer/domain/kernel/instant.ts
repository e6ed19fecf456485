import type { Brand } from './brand';

/** A moment: milliseconds since 1970 in UTC. */
export type Instant = Brand<number, 'Instant'>;
/** A calendar day in England, `2026-11-24`. */
export type LocalDate = Brand<string, 'LocalDate'>;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
/** Twenty-four hours: a day of the calendar may have one more or one less (`calendar.ts`). */
export const dayMs = 24 * hourMs;

export const asInstant = (ms: number): Instant => ms as Instant; // brand
export const asLocalDate = (date: string): LocalDate => date as LocalDate; // brand

/** The one that comes first. */
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** When something is due that never waits longer than `longestMs`: what is further off was set by a clock since put back. */
export const withinReach = (dueAt: Instant, now: Instant, longestMs: number): Instant =>
  dueAt - now > longestMs ? now : dueAt;

/** Whether something was less than `ms` ago. What is still to come was dated by a clock since put back: nobody knows when it was. */
export const isWithin = (ms: number, at: Instant, now: Instant): boolean => at <= now && now - at < ms;

/** Whether `at` is later than `other`. What lies after now was dated by a clock since put back: it was before all that does not. */
export const isAfter = (at: Instant, other: Instant, now: Instant): boolean =>
  at > now === other > now ? at > other : at <= now;

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const longDate = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

type Wall = { readonly date: LocalDate; readonly time: string };

/** What the clock on a wall in England shows: `2026-11-24` and `09:02:31`. */
export const readWall = (at: Instant): Wall => {
  const part = new Map(londonParts.formatToParts(at).map((p) => [p.type, p.value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? '';
  return {
    date: asLocalDate(`${get('year')}-${get('month')}-${get('day')}`),
    time: `${get('hour')}:${get('minute')}:${get('second')}`,
  };
};

/** ISO 8601 with England's offset to the second, as EPS wants a time: `2026-11-24T09:02:31+00:00`. */
export const formatFhirTime = (at: Instant): string => {
  const { date, time } = readWall(at);
  const wallMs = Date.parse(`${date}T${time}Z`);
  const offsetMinutes = Math.round((wallMs - Math.floor(at / 1000) * 1000) / 60_000);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const two = (n: number) => String(Math.abs(n)).padStart(2, '0');
  return `${date}T${time}${sign}${two(Math.trunc(offsetMinutes / 60))}:${two(offsetMinutes % 60)}`;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12-Mar-1950`, as the NHS common user interface writes a date. Anything else comes back as it is. */
export const formatDate = (date: string): string => {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(date);
  const month = match ? months[Number(match[2]) - 1] : undefined;
  if (!match || month === undefined) return date;
  return match[3] === undefined ? `${month}-${match[1]}` : `${match[3]}-${month}-${match[1]}`;
};

/** `5 January 2026`, as patients read a date (NHS common user interface). */
export const formatLongDate = (at: Instant): string => longDate.format(at);

/** `24-Nov-2026 09:02`, 24 h, England's time. */
export const formatDateTime = (at: Instant): string => {
  const { date, time } = readWall(at);
  return `${formatDate(date)} ${time.slice(0, 5)}`;
};

/** `09:02` today, with the date on any other day. */
export const formatClock = (at: Instant, now: Instant): string =>
  readWall(at).date === readWall(now).date ? readWall(at).time.slice(0, 5) : formatDateTime(at);

/** The same for a line with little room: `27-Nov 09:02` on any other day, without a year that is this one. */
export const formatShortClock = (at: Instant, now: Instant): string =>
  formatClock(at, now).replace(`-${readWall(now).date.slice(0, 4)} `, ' ');

/** How long something has waited: `0:42`, `9:05` (hours and minutes), `2d`. */
export const formatWait = (fromAt: Instant, now: Instant): string => {
  const minutes = Math.max(0, Math.floor((now - fromAt) / 60_000));
  if (minutes >= 48 * 60) return `${Math.floor(minutes / 1440)}d`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
};

/** Age in whole years on a day, as for `(76y)` in the banner. */
export const ageOn = (birthDate: string, today: LocalDate): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
};
