import { dayMs } from './spans';

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  hourCycle: 'h23',
});

const partOf = (at: number, type: Intl.DateTimeFormatPartTypes): number =>
  Number(wall.formatToParts(at).find((part) => part.type === type)?.value);

/** The first moment in England of a day of the month after the one in which `at` lies there. */
export const inNextMonth = (at: number, day: number): number => {
  const utc = Date.UTC(partOf(at, 'year'), partOf(at, 'month'), day);
  // In summer that is one o'clock there.
  return utc - (partOf(utc, 'hour') * dayMs) / 24;
};
