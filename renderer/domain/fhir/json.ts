/**
 * Small steps through JSON that nobody vouched for. None of them throws; each gives undefined or
 * nothing where the shape is another. They read one level each, so depth is bounded by their callers.
 */
export type Json = Readonly<Record<string, unknown>>;

const maxText = 10_000;
const maxList = 2_000;

export const asJson = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined; // a plain JSON object

/** The objects of a list, with their place in it; anything else in the list is passed over. */
export const list = (from: unknown): readonly Json[] => {
  if (!Array.isArray(from)) return [];
  const found: Json[] = [];
  for (const value of from.slice(0, maxList) as unknown[]) {
    const json = asJson(value);
    if (json) found.push(json);
  }
  return found;
};

export const child = (from: Json | undefined, name: string): Json | undefined => asJson(from?.[name]);
export const children = (from: Json | undefined, name: string): readonly Json[] => list(from?.[name]);

/** Text, trimmed and bounded; a number is written out. Empty where there is none. */
export const text = (from: Json | undefined, name: string): string => {
  const value = from?.[name];
  if (typeof value === 'string') return value.trim().slice(0, maxText);
  return typeof value === 'number' ? String(value) : '';
};

export const texts = (from: Json | undefined, name: string): readonly string[] => {
  const value = from?.[name];
  if (!Array.isArray(value)) return [];
  return (value.slice(0, maxList) as unknown[])
    .filter((line) => typeof line === 'string')
    .map((line) => line.trim().slice(0, maxText))
    .filter((line) => line !== '');
};

/** A finite number; also one that was written as text, such as ".5". */
export const number = (from: Json | undefined, name: string): number | undefined => {
  const value = from?.[name];
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
};

/** The extension whose URL ends with this name: NHS and UK Core publish the same names on two hosts. */
export const extension = (from: Json | undefined, name: string): Json | undefined =>
  children(from, 'extension').find((one) => {
    const url = text(one, 'url');
    return url === name || url.endsWith(`/${name}`);
  });

export const part = (from: Json | undefined, url: string): Json | undefined =>
  children(from, 'extension').find((one) => text(one, 'url') === url);

/** Value of the identifier with this system, or of the first one when no system is asked for. */
export const identifierValue = (from: readonly Json[], system: string): string => {
  const found = from.find((one) => text(one, 'system') === system);
  return text(found, 'value');
};
