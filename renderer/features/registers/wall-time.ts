import { asInstant, formatFhirTime, readWall, type Instant } from '../../domain/kernel/instant';

/** A moment as a field of date and time wants it, by the clock in England. */
export const wallField = (at: number): string => {
  const { date, time } = readWall(asInstant(at));
  return `${date}T${time.slice(0, 5)}`;
};

/** Back again; undefined where the field is not filled in. */
export const fromWallField = (text: string): Instant | undefined => {
  const asIfUtc = Date.parse(`${text}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) || Number.isNaN(asIfUtc)) return undefined;
  const offset = formatFhirTime(asInstant(asIfUtc)).slice(19);
  return asInstant(offset === '+00:00' ? asIfUtc : asIfUtc - 3_600_000);
};
