import { child, children, text, type Json } from './json';

/** The resources of one message by type, and by every way a reference may name them. */
export type Resources = {
  readonly ofType: (type: string) => readonly Json[];
  readonly resolve: (reference: string) => Json | undefined;
  /** FHIR path of a resource inside the message, for warnings. */
  readonly placeOf: (resource: Json) => string;
};

/** Where references of a bundle lead: full URLs, `Type/id`, bare UUID URNs and contained `#id`. */
export const indexResources = (bundle: Json): Resources => {
  const byReference = new Map<string, Json>();
  const byType = new Map<string, Json[]>();
  const places = new Map<Json, string>();
  children(bundle, 'entry').forEach((entry, i) => {
    const resource = child(entry, 'resource');
    if (!resource) return;
    const type = text(resource, 'resourceType');
    const id = text(resource, 'id');
    const fullUrl = text(entry, 'fullUrl');
    places.set(resource, `entry[${i}].resource`);
    byType.set(type, [...(byType.get(type) ?? []), resource]);
    for (const name of [fullUrl, id && `urn:uuid:${id}`, id && `${type}/${id}`])
      if (name && !byReference.has(name)) byReference.set(name, resource);
  });
  return {
    ofType: (type) => byType.get(type) ?? [],
    resolve: (reference) => byReference.get(reference),
    placeOf: (resource) => places.get(resource) ?? '',
  };
};

/** What a reference field points at: another entry, or a contained resource of `owner`. */
export const follow = (resources: Resources, owner: Json | undefined, name: string): Json | undefined => {
  const reference = text(child(owner, name), 'reference');
  if (reference.startsWith('#'))
    return children(owner, 'contained').find((one) => text(one, 'id') === reference.slice(1));
  return reference === '' ? undefined : resources.resolve(reference);
};
