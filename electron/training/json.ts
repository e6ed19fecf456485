/** JSON as it came over the wire; every step into it may find nothing. */
export type Json = { readonly [name: string]: unknown };

/** An answer of the Spine. */
export type Answer = { readonly status: number; readonly body: Json };

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `dig(resource, 'groupIdentifier', 'value')`; a number steps into an array. */
export const dig = (value: unknown, ...path: readonly (string | number)[]): unknown => {
  let here = value;
  for (const step of path) {
    if (typeof step === 'number') here = Array.isArray(here) ? (here as unknown[])[step] : undefined;
    else here = isJson(here) ? here[step] : undefined;
  }
  return here;
};

export const str = (value: unknown, ...path: readonly (string | number)[]): string => {
  const found = dig(value, ...path);
  return typeof found === 'string' ? found : '';
};

export const items = (value: unknown, ...path: readonly (string | number)[]): readonly Json[] => {
  const found = dig(value, ...path);
  return Array.isArray(found) ? (found as unknown[]).filter(isJson) : [];
};

/** The extension whose url ends so. */
export const extensionOf = (value: unknown, name: string): Json | undefined =>
  items(value, 'extension').find((one) => str(one, 'url').endsWith(name));

export const containedIn = (value: unknown, reference: string): Json | undefined =>
  items(value, 'contained').find((one) => `#${str(one, 'id')}` === reference);

/** Resources of one type in a message bundle. */
export const resourcesOf = (bundle: unknown, type: string): readonly Json[] =>
  items(bundle, 'entry')
    .map((entry) => entry.resource)
    .filter(isJson)
    .filter((resource) => resource.resourceType === type);

export const identifierOf = (value: unknown, system: string): string =>
  str(
    items(value, 'identifier').find((one) => one.system === system),
    'value',
  );
