import { isJson, items, str, type Json } from './json';
import { dayMs } from './spans';

/** Older than this, a loaded script could no longer be dispensed in every schedule. */
const freshDays = 20;

/** Where a prescription message says when it begins and ends; a birth date is none of these. */
const dated: readonly string[] = [
  'start',
  'end',
  'when',
  'recorded',
  'authoredOn',
  'lastUpdated',
  'timestamp',
  'valueDateTime',
];

const moved = (value: string, days: number): string => {
  const match = /^(\d{4}-\d{2}-\d{2})(.*)$/s.exec(value);
  const at = Date.parse(match?.[1] ?? '');
  if (!match || Number.isNaN(at)) return value;
  return new Date(at + days * dayMs).toISOString().slice(0, 10) + (match[2] ?? '');
};

const shift = (value: unknown, days: number, key: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => shift(one, days, key));
  if (isJson(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shift(inner, days, name)]));
  return typeof value === 'string' && dated.includes(key) ? moved(value, days) : value;
};

const beginOf = (bundle: Json): number => {
  const resources = items(bundle, 'entry').map((entry) => entry.resource);
  const starts = resources.flatMap((resource) => [
    str(resource, 'dispenseRequest', 'validityPeriod', 'start'),
    str(resource, 'signature', 0, 'when'),
    str(resource, 'authoredOn'),
  ]);
  const known = [...starts, str(bundle, 'meta', 'lastUpdated')].map((text) => Date.parse(text.slice(0, 10)));
  return Math.min(...known.filter((at) => !Number.isNaN(at)));
};

/**
 * [TSP-14] A message from a file may be years old, and could then only be shown, not dispensed. Its dates are
 * moved by whole days, all by the same, so that it begins today; a fresh one stays as it is.
 */
export const withFreshDates = (bundle: Json, now: number): Json => {
  const begin = beginOf(bundle);
  const days = Math.floor(now / dayMs) - Math.floor(begin / dayMs);
  if (!Number.isFinite(begin) || (days >= 0 && days <= freshDays)) return bundle;
  return shift(bundle, days, '') as Json; // an object stays an object
};
