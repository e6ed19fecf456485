/**
 * Small steps through JSON that nobody vouched for. None of them throws; each gives undefined or
 * nothing where the shape is another. They read one level each, so depth is bounded by their callers.
 */
export type Json = Readonly<Record<string, unknown>>;

const maxText = 10_000;
const maxList = 2_000;

export const asJson = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined; // a plain JSON object

/** The objects of a list; anything else in it is passed over. One that stands where a list should is a list of one. */
const list = (from: unknown): readonly Json[] => {
  if (!Array.isArray(from)) {
    const one = asJson(from);
    return one ? [one] : [];
  }
  const found: Json[] = [];
  const end = Math.min(from.length, maxList);
  for (let i = 0; i < end; i += 1) {
    const json = asJson(from[i]);
    if (json) found.push(json);
  }
  return found;
};

/** The objects of a list with their true places in it, for whoever must find them again; one alone has no place. */
export const placed = (from: unknown): readonly (readonly [number | undefined, Json])[] => {
  if (!Array.isArray(from)) {
    const one = asJson(from);
    return one ? [[undefined, one]] : [];
  }
  const found: [number, Json][] = [];
  const end = Math.min(from.length, maxList);
  for (let i = 0; i < end; i += 1) {
    const json = asJson(from[i]);
    if (json) found.push([i, json]);
  }
  return found;
};

/** The same with what is no object, as undefined: for lists in which nothing may be passed over. */
export const slots = (from: unknown): readonly (readonly [number | undefined, Json | undefined])[] =>
  Array.isArray(from)
    ? (from as unknown[]).slice(0, maxList).map((one, i) => [i, asJson(one)] as const)
    : placed(from);

/** The path of what stands at such a place of `name`. */
export const pathAt = (name: string, place: number | undefined): string =>
  place === undefined ? name : `${name}[${place}]`;

export const child = (from: Json | undefined, name: string): Json | undefined => asJson(from?.[name]);
export const children = (from: Json | undefined, name: string): readonly Json[] => list(from?.[name]);

/** [FHIR-28] A text that is longer than any of EPS says where it was cut. */
export const bounded = (value: string): string => {
  const trimmed = value.trim();
  return trimmed.length > maxText
    ? `${trimmed.slice(0, maxText)} … (cut here: the message says more)`
    : trimmed;
};

/** Text, trimmed and bounded; a number is written out. Empty where there is none. */
export const text = (from: Json | undefined, name: string): string => {
  const value = from?.[name];
  if (typeof value === 'string') return bounded(value);
  return typeof value === 'number' ? String(value) : '';
};

export const texts = (from: Json | undefined, name: string): readonly string[] => {
  const value = from?.[name];
  if (!Array.isArray(value)) return text(from, name) === '' ? [] : [text(from, name)];
  const found: string[] = [];
  const end = Math.min(value.length, maxList);
  for (let i = 0; i < end; i += 1) {
    const line: unknown = value[i];
    const kept = typeof line === 'string' ? bounded(line) : '';
    if (kept !== '') found.push(kept);
  }
  return found;
};

/** As people write numbers: `Number` would also take `0x10` and the like. */
const written = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/;

/** A finite number; also one that was written as text, such as ".5". */
export const number = (from: Json | undefined, name: string): number | undefined => {
  const value = from?.[name];
  const read = typeof value === 'string' && written.test(value) ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
};

/** The first object of a list that fits, without making another list of it. */
const findIn = (from: Json | undefined, name: string, fits: (one: Json) => boolean): Json | undefined => {
  const value = from?.[name];
  if (!Array.isArray(value)) {
    const one = asJson(value);
    return one && fits(one) ? one : undefined;
  }
  const end = Math.min(value.length, maxList);
  for (let i = 0; i < end; i += 1) {
    const json = asJson(value[i]);
    if (json && fits(json)) return json;
  }
  return undefined;
};

/** The first object of a list. */
export const firstOf = (from: Json | undefined, name: string): Json | undefined =>
  findIn(from, name, () => true);

const isCalled = (name: string, { url }: Json): boolean => {
  if (typeof url !== 'string' || !url.endsWith(name)) return false;
  return url.length === name.length || url.charAt(url.length - name.length - 1) === '/';
};

/** The extension whose URL ends with this name: NHS and UK Core publish the same names on two hosts. */
export const extension = (from: Json | undefined, name: string): Json | undefined =>
  findIn(from, 'extension', (one) => isCalled(name, one));

const endsWith = (name: string, { url }: Json): boolean =>
  typeof url === 'string' && url.toLowerCase().endsWith(`/${name}`);

/** The same for all of them, whichever of the two names each bears. */
export const extensionsOrFormer = (from: Json | undefined, name: string): readonly Json[] => {
  const now = name.toLowerCase();
  const before = now.replace('-dm-', '-');
  return children(from, 'extension').filter((one) => endsWith(now, one) || endsWith(before, one));
};

/** [FHIR-26] Also by what NHS called `Extension-DM-PrescriptionType` before 2021: `Extension-prescriptionType`. */
export const extensionOrFormer = (from: Json | undefined, name: string): Json | undefined => {
  const found = extension(from, name);
  if (found) return found;
  const now = name.toLowerCase();
  const before = now.replace('-dm-', '-');
  return findIn(from, 'extension', (one) => endsWith(now, one) || endsWith(before, one));
};

/** Parts of all extensions of this name, as if they were one. */
export const partsOf = (from: Json | undefined, name: string): Json | undefined => {
  const [first, ...others] = children(from, 'extension').filter((one) => isCalled(name, one));
  return others.length === 0
    ? first
    : { extension: [first, ...others].flatMap((one) => children(one, 'extension')) };
};

export const part = (from: Json | undefined, url: string): Json | undefined =>
  findIn(from, 'extension', (one) => one.url === url);

/** Value of the identifier with this system, or of the first one when no system is asked for. */
export const identifierValue = (from: readonly Json[], system: string): string => {
  const found = from.find((one) => text(one, 'system') === system);
  return text(found, 'value');
};
