import { asInstant, formatFhirTime, hourMs, readWall, type Instant } from './instant';

/** `2026-11-25T17:00` on a wall in England, as a moment; undefined where it is no time. */
export const readLocalTime = (text: string): Instant | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined;
  const asIfUtc = Date.parse(`${text}:00Z`);
  if (Number.isNaN(asIfUtc)) return undefined;
  const offset = formatFhirTime(asInstant(asIfUtc)).slice(19);
  return asInstant(offset === '+00:00' ? asIfUtc : asIfUtc - hourMs);
};

/** The same the other way, as an input of the browser wants it. */
export const writeLocalTime = (at: Instant): string => {
  const { date, time } = readWall(at);
  return `${date}T${time.slice(0, 5)}`;
};
