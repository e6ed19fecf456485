import { child, children, firstOf, pathAt, slots, text, type Json } from './json';

/** The resources of one message by type, and by every way a reference may name them. */
export type Resources = {
  /** Each entry's resource, in the order of the message. */
  readonly all: readonly Json[];
  readonly ofType: (type: string) => readonly Json[];
  readonly resolve: (reference: string) => Json | undefined;
  /** The day that the message is of, as it says itself; empty where it does not. */
  readonly day: string;
  /** FHIR path of a resource inside the message, for warnings. */
  readonly placeOf: (resource: Json) => string;
  /** [FHIR-30] Places of entries that bear no resource, or one that does not say what it is. */
  readonly unreadable: readonly number[];
};

type Entry = {
  readonly resource: Json;
  readonly type: string;
  readonly fullUrl: string;
  readonly place: number | undefined;
};

/** One spelling for what may be written in several: a UUID has no case, and which version is meant says nothing here. */
const plain = (name: string): string =>
  name.startsWith('urn:') || name.startsWith('URN:')
    ? name.toLowerCase()
    : name.replace(/\/_history\/[^/]*$/, '');

/** `Type/id` at the end of an absolute URL; the name itself where it is none. */
const relative = (name: string): string => /[^/]+\/[^/]+$/.exec(name)?.[0] ?? name;

/** Names by `Type/id` and bare UUID, for bundles whose references are not their full URLs. */
const namesById = (entries: readonly Entry[]): ReadonlyMap<string, Json> => {
  const names = new Map<string, Json>();
  for (const { resource, type, fullUrl } of entries) {
    const id = text(resource, 'id');
    const own = id === '' ? [] : [`urn:uuid:${id.toLowerCase()}`, `${type}/${id}`, id];
    for (const name of [...own, relative(fullUrl)])
      if (name !== '' && !names.has(name)) names.set(name, resource);
  }
  return names;
};

const dayOf = (bundle: Json, signed: Json | undefined): string =>
  (
    text(child(bundle, 'meta'), 'lastUpdated') ||
    text(bundle, 'timestamp') ||
    text(firstOf(signed, 'signature'), 'when')
  ).slice(0, 10);

/** Where references of a bundle lead: full URLs, `Type/id` in full or in part, UUIDs with and without their URN. */
export const indexResources = (bundle: Json): Resources => {
  const byUrl = new Map<string, Json>();
  const byType = new Map<string, Json[]>();
  const entries: Entry[] = [];
  const unreadable: number[] = [];
  for (const [place, entry] of slots(bundle.entry)) {
    const resource = child(entry, 'resource');
    const type = text(resource, 'resourceType');
    if (!resource || type === '') unreadable.push(place ?? 0);
    if (!resource) continue;
    const fullUrl = plain(text(entry, 'fullUrl'));
    entries.push({ resource, type, fullUrl, place });
    const same = byType.get(type);
    if (same) same.push(resource);
    else byType.set(type, [resource]);
    if (fullUrl !== '' && !byUrl.has(fullUrl)) byUrl.set(fullUrl, resource);
  }
  let byId: ReadonlyMap<string, Json> | undefined;
  return {
    all: entries.map(({ resource }) => resource),
    day: dayOf(bundle, byType.get('Provenance')?.[0]),
    ofType: (type) => byType.get(type) ?? [],
    resolve: (reference) => {
      if (reference === '') return undefined;
      const name = plain(reference);
      const found = byUrl.get(name);
      if (found) return found;
      byId ??= namesById(entries);
      return byId.get(name) ?? byId.get(relative(name));
    },
    placeOf: (resource) => {
      const entry = entries.find((one) => one.resource === resource);
      return entry ? `${pathAt('entry', entry.place)}.resource` : '';
    },
    unreadable,
  };
};

const containedIn = (owner: Json | undefined, reference: string): Json | undefined =>
  children(owner, 'contained').find((one) => text(one, 'id') === reference.slice(1));

/** The same, seen from inside `owner`: what it contains points at its other parts, for nothing contains by itself. */
export const inside = (resources: Resources, owner: Json): Resources => ({
  ...resources,
  resolve: (reference) =>
    reference.startsWith('#') ? containedIn(owner, reference) : resources.resolve(reference),
});

/** What a pointer leads to: another entry, or a contained resource of `owner`. */
export const pointedAt = (
  resources: Resources,
  owner: Json | undefined,
  pointer: Json | undefined,
): Json | undefined => {
  const reference = text(pointer, 'reference');
  const own = reference.startsWith('#') ? containedIn(owner, reference) : undefined;
  return own ?? (reference === '' ? undefined : resources.resolve(reference));
};

/** What a reference field of `owner` points at. */
export const follow = (resources: Resources, owner: Json | undefined, name: string): Json | undefined =>
  pointedAt(resources, owner, child(owner, name));
