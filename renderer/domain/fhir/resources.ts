import { child, children, placed, text, type Json } from './json';

/** The resources of one message by type, and by every way a reference may name them. */
export type Resources = {
  readonly ofType: (type: string) => readonly Json[];
  readonly resolve: (reference: string) => Json | undefined;
  /** FHIR path of a resource inside the message, for warnings. */
  readonly placeOf: (resource: Json) => string;
};

type Entry = { readonly resource: Json; readonly type: string };

/** Names by `Type/id` and bare UUID, for bundles whose references are not their full URLs. */
const namesById = (entries: readonly Entry[]): ReadonlyMap<string, Json> => {
  const names = new Map<string, Json>();
  for (const { resource, type } of entries) {
    const id = text(resource, 'id');
    if (id === '') continue;
    for (const name of [`urn:uuid:${id}`, `${type}/${id}`]) if (!names.has(name)) names.set(name, resource);
  }
  return names;
};

/** Where references of a bundle lead: full URLs, `Type/id`, bare UUID URNs and contained `#id`. */
export const indexResources = (bundle: Json): Resources => {
  const byUrl = new Map<string, Json>();
  const byType = new Map<string, Json[]>();
  const entries: Entry[] = [];
  const places = new Map<Json, number>();
  for (const [i, entry] of placed(bundle.entry)) {
    const resource = child(entry, 'resource');
    if (!resource) continue;
    const type = text(resource, 'resourceType');
    const fullUrl = text(entry, 'fullUrl');
    entries.push({ resource, type });
    places.set(resource, i);
    const same = byType.get(type);
    if (same) same.push(resource);
    else byType.set(type, [resource]);
    if (fullUrl !== '' && !byUrl.has(fullUrl)) byUrl.set(fullUrl, resource);
  }
  let byId: ReadonlyMap<string, Json> | undefined;
  return {
    ofType: (type) => byType.get(type) ?? [],
    resolve: (reference) =>
      reference === '' ? undefined : (byUrl.get(reference) ?? (byId ??= namesById(entries)).get(reference)),
    placeOf: (resource) => {
      const place = places.get(resource);
      return place === undefined ? '' : `entry[${place}].resource`;
    },
  };
};

/** What a reference field points at: another entry, or a contained resource of `owner`. */
export const follow = (resources: Resources, owner: Json | undefined, name: string): Json | undefined => {
  const reference = text(child(owner, name), 'reference');
  if (reference.startsWith('#'))
    return children(owner, 'contained').find((one) => text(one, 'id') === reference.slice(1));
  return reference === '' ? undefined : resources.resolve(reference);
};
