import { filled } from '../kernel/filled';
import { codedOf } from './coded';
import { child, children, text, type Json } from './json';
import { patientWordsOf, repeatsInNotes } from './read-directions';
import { follow, pointedAt, type Resources } from './resources';

/** A resource with the one inside which it stands, for its pointers. */
type Found = { readonly resource: Json; readonly owner: Json };

/** Entries of these types, and what stands inside entries. */
export const foundOf = (resources: Resources, types: readonly string[]): readonly Found[] => {
  const isOne = (one: Json): boolean => types.includes(text(one, 'resourceType'));
  const found: Found[] = [];
  for (const entry of resources.all) {
    if (isOne(entry)) found.push({ resource: entry, owner: entry });
    for (const inner of children(entry, 'contained'))
      if (isOne(inner)) found.push({ resource: inner, owner: entry });
  }
  return found;
};

const messages = (resources: Resources): readonly Found[] =>
  foundOf(resources, ['CommunicationRequest', 'Communication']);

/** What the prescriber tells the patient. */
export const instructionsOf = (resources: Resources, requests: readonly Json[]): readonly string[] => {
  const said = messages(resources).flatMap(({ resource }) => [
    ...children(resource, 'payload').flatMap((payload) => [
      text(payload, 'contentString'),
      text(child(payload, 'contentAttachment'), 'title'),
    ]),
    ...children(resource, 'note').map((note) => text(note, 'text')),
  ]);
  return [...new Set(filled([...said, ...requests.flatMap(patientWordsOf)]))];
};

/** [FHIR-28] What a message to the patient points at and did not come with it. */
export const missingOf = (resources: Resources): readonly string[] =>
  filled(
    messages(resources).flatMap(({ resource, owner }) =>
      children(resource, 'payload').flatMap((payload) => {
        const pointer = child(payload, 'contentReference');
        return pointer && !pointedAt(resources, owner, pointer)
          ? [text(pointer, 'display') || text(pointer, 'reference')]
          : [];
      }),
    ),
  );

/** A list of something else, of allergies say, is none of repeats; NHS's own often says nothing of what it lists. */
export const isRepeatList = (list: Json): boolean => {
  const about = filled([
    text(list, 'title'),
    codedOf(child(list, 'code')).display,
    text(child(list, 'code'), 'text'),
  ]);
  return about.length === 0 || about.some((words) => /repeat|medic|re-?order|drug/i.test(words));
};

/** The medicine of a list's entry: its name on the spot, or of what it points at. */
const nameOf = (resources: Resources, owner: Json, entry: Json): string => {
  const item = child(entry, 'item');
  const display = text(item, 'display');
  const found = display === '' ? pointedAt(resources, owner, item) : undefined;
  const medication = found && (follow(resources, found, 'medicationReference') ?? found);
  const named =
    codedOf(child(medication, 'medicationCodeableConcept')).display ||
    codedOf(child(medication, 'code')).display;
  const name = display || named;
  return entry.deleted === true && name !== '' ? `${name} (taken off the list)` : name;
};

/** Names on the list of authorised repeats, each once (SCAL 1.7.3). */
export const repeatListOf = (resources: Resources, requests: readonly Json[]): readonly string[] => {
  const names = filled([
    ...foundOf(resources, ['List'])
      .filter(({ resource }) => isRepeatList(resource))
      .flatMap(({ resource, owner }) => [
        ...children(resource, 'entry').map((entry) => nameOf(resources, owner, entry)),
        ...children(resource, 'note').map((note) => text(note, 'text')),
      ]),
    ...requests.flatMap(repeatsInNotes),
  ]);
  return [...new Set(names)];
};
