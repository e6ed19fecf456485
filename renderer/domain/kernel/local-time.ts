import { asInstant, hourMs, readWall, type Instant } from './instant';

/** A moment, as an input of the browser wants it: `2026-11-25T17:00` on a wall in England. */
export const writeLocalTime = (at: Instant): string => {
  const { date, time } = readWall(at);
  return `${date}T${time.slice(0, 5)}`;
};

/**
 * The same the other way; undefined where it is no time. In the hour that comes twice in autumn it is the later one,
 * unless that is after `latest`; in spring a time of the hour that is left out is an hour later.
 */
export const readLocalTime = (text: string, latest?: Instant): Instant | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined;
  const winter = Date.parse(`${text}:00Z`);
  if (Number.isNaN(winter)) return undefined;
  const meant = [winter, winter - hourMs].map(asInstant).filter((at) => writeLocalTime(at) === text);
  return meant.find((at) => latest === undefined || at <= latest) ?? meant.at(-1) ?? asInstant(winter);
};
