import type { Patient } from '../prescriptions/model';
import { child, extensionOrFormer, text, type Json } from './json';
import { readPatient } from './read-people';
import { follow, type Resources } from './resources';

/** What an item says of its subject on the spot, by identifier and perhaps by name. */
const onTheSpot = (request: Json): readonly Json[] => {
  const subject = child(request, 'subject');
  const id = child(subject, 'identifier');
  return id ? [{ identifier: [id], name: [{ text: text(subject, 'display') }] }] : [];
};

/** Two entries without number are one patient by name and birth. */
const bornAs = ({ family, given, birthDate }: Patient): string =>
  [family, given, birthDate].join('|').toUpperCase();

const differ = (values: readonly string[]): boolean => new Set(values).size > 1;

export type Whose =
  | { readonly kind: 'patient'; readonly patient: Patient; readonly died: boolean }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'several' };

const died = (resource: Json): boolean =>
  resource.deceasedBoolean === true || text(resource, 'deceasedDateTime') !== '';

/** Of several that are named, whether they are one: by number, and where one has none by name and birth. */
const several = (entries: readonly Patient[], spots: readonly Patient[]): boolean => {
  const numbers = [...entries, ...spots].flatMap(({ nhsNumber }) => nhsNumber ?? []);
  const unnumbered = entries.some(({ nhsNumber }) => nhsNumber === undefined);
  return differ(numbers) || (unnumbered && differ(entries.map(bornAs)));
};

/** The patient of all items: the entry they point at, else the one that came along, else what they say themselves. */
export const whoseItems = (resources: Resources, requests: readonly Json[]): Whose => {
  const pointed = new Set<Json>();
  const spots: Json[] = [];
  for (const request of requests) {
    const entry = follow(resources, request, 'subject');
    if (entry) pointed.add(entry);
    spots.push(...onTheSpot(request));
  }
  const entries = pointed.size > 0 ? [...pointed] : resources.ofType('Patient');
  const resource = entries[0] ?? spots[0];
  if (!resource) return { kind: 'nobody' };
  const read = (one: Json): Patient => readPatient(one, resources.day);
  const patient = read(resource);
  if (entries.length + spots.length === 1) return { kind: 'patient', patient, died: died(resource) };
  const named = spots.map(read);
  if (several([patient, ...entries.slice(1).map(read)].slice(0, entries.length), named))
    return { kind: 'several' };
  const nhsNumber = patient.nhsNumber ?? named[0]?.nhsNumber;
  return {
    kind: 'patient',
    patient: nhsNumber === undefined ? patient : { ...patient, nhsNumber },
    died: died(resource),
  };
};

export type Groups = {
  /** Short ids that the items bear, upper case, each once. */
  readonly shortIds: readonly string[];
  /** Long ids that they bear, lower case, each once. */
  readonly longIds: readonly string[];
};

/** To which prescriptions the items say that they belong. */
export const groupsOf = (requests: readonly Json[]): Groups => {
  const shortIds = new Set<string>();
  const longIds = new Set<string>();
  for (const request of requests) {
    const group = child(request, 'groupIdentifier');
    const long = child(extensionOrFormer(group, 'Extension-DM-PrescriptionId'), 'valueIdentifier');
    shortIds.add(text(group, 'value').toUpperCase());
    longIds.add(text(long, 'value').toLowerCase());
  }
  for (const ids of [shortIds, longIds]) ids.delete('');
  return { shortIds: [...shortIds], longIds: [...longIds] };
};

/** The kind of message, as its header calls it; empty where it has none. */
export const eventOf = (resources: Resources): string =>
  text(child(resources.ofType('MessageHeader')[0], 'eventCoding'), 'code');
