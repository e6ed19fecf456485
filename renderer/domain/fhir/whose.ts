import type { Patient } from '../prescriptions/model';
import { child, extension, text, type Json } from './json';
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

/** The patient of all items: the entry they point at, else the one that came along, else what they say themselves. */
export const whoseItems = (resources: Resources, requests: readonly Json[]): Whose => {
  const pointed = new Set(
    requests.flatMap((request): readonly Json[] => {
      const entry = follow(resources, request, 'subject');
      return entry ? [entry] : [];
    }),
  );
  const entries = pointed.size > 0 ? [...pointed] : resources.ofType('Patient');
  const spots = requests.flatMap(onTheSpot);
  const [resource] = [...entries, ...spots];
  if (!resource) return { kind: 'nobody' };
  const read = entries.map(readPatient);
  const numbers = [...read, ...spots.map(readPatient)].flatMap(({ nhsNumber }) => nhsNumber ?? []);
  const unnumbered = read.some(({ nhsNumber }) => nhsNumber === undefined);
  if (differ(numbers) || (unnumbered && differ(read.map(bornAs)))) return { kind: 'several' };
  const [nhsNumber] = numbers;
  const patient = read[0] ?? readPatient(resource);
  return {
    kind: 'patient',
    patient: nhsNumber === undefined ? patient : { ...patient, nhsNumber },
    died: resource.deceasedBoolean === true || text(resource, 'deceasedDateTime') !== '',
  };
};

const groupOf = (request: Json): Json | undefined => child(request, 'groupIdentifier');

const distinct = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value) => value !== '')),
];

/** Short ids that the items bear, upper case. */
export const shortIdsOf = (requests: readonly Json[]): readonly string[] =>
  distinct(requests.map((request) => text(groupOf(request), 'value').toUpperCase()));

/** Long ids that the items bear, lower case. */
export const longIdsOf = (requests: readonly Json[]): readonly string[] =>
  distinct(
    requests.map((request) =>
      text(
        child(extension(groupOf(request), 'Extension-DM-PrescriptionId'), 'valueIdentifier'),
        'value',
      ).toLowerCase(),
    ),
  );

/** The kind of message, as its header calls it; empty where it has none. */
export const eventOf = (resources: Resources): string =>
  text(child(resources.ofType('MessageHeader')[0], 'eventCoding'), 'code');
