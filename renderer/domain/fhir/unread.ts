import type { Warning } from '../prescriptions/model';
import { bounded, child, children, pathAt, placed, text, type Json } from './json';
import { otherName } from './read-directions';
import { foundOf, isRepeatList, missingOf } from './read-instructions';
import { pointedAt, type Resources } from './resources';

/** Parts that say how a message is made, not what it says. */
const silent: readonly string[] = [
  'resourceType',
  'id',
  'meta',
  'system',
  'url',
  'use',
  'data',
  'div',
  'contentType',
  'identifier',
  'contained',
];
const deepest = 12;

const isText = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** A concept by its words, a quantity with its unit, a pointer by what it calls its target. */
const wordsOfObject = (from: Json, depth: number): readonly string[] => {
  if (from.coding !== undefined) {
    const own = text(from, 'text');
    const codes = children(from, 'coding').map((one) => text(one, 'display') || text(one, 'code'));
    return own === '' ? codes : [own];
  }
  if (text(from, 'display') !== '') return [text(from, 'display')];
  if (text(from, 'value') !== '' && text(from, 'unit') !== '')
    return [`${text(from, 'comparator')}${text(from, 'value')} ${text(from, 'unit')}`];
  return Object.keys(from)
    .filter((name) => !name.startsWith('_') && !silent.includes(name))
    .flatMap((name) => {
      const part = from[name];
      if (name === 'language' && typeof part === 'string') return [];
      if (name === 'valueBoolean') return [part === true ? 'yes' : 'no'];
      if (typeof part === 'boolean') return part ? [name] : [];
      return wordsIn(part, depth + 1);
    });
};

/** What a part of a message says to people. */
const wordsIn = (value: unknown, depth = 0): readonly string[] => {
  if (isText(value)) return [String(value).trim()].filter((words) => words !== '');
  if (Array.isArray(value)) return (value as unknown[]).flatMap((one) => wordsIn(one, depth + 1));
  if (typeof value !== 'object' || value === null || depth > deepest) return [];
  return wordsOfObject(value as Json, depth); // an object of JSON
};

const said = (words: readonly string[]): string => bounded(words.join(', '));
const warning = (code: string, sentence: string, place: string): Warning => ({ code, sentence, place });

/** What is said twice in one place is told once. */
const once = (warnings: readonly Warning[]): readonly Warning[] => [
  ...new Map(warnings.map((one) => [`${one.place} ${one.sentence}`, one])).values(),
];

type Part = { readonly name: string; readonly words: readonly string[]; readonly place: string };

/** Elements of FHIR that have no place here, by what they are called on screen. */
const called = Object.entries({
  statusReason: 'the reason for its status',
  priority: 'how urgent it is',
  reasonCode: 'the reason for it',
  reasonReference: 'the reason for it',
  supportingInformation: 'what it rests on',
  detectedIssue: 'a clinical issue',
  performer: 'who is to give it',
  performerType: 'who is to give it',
  insurance: 'who pays',
});
const calledInRequest = Object.entries({
  initialFill: 'the first supply',
  dispenseInterval: 'the time between supplies',
});

const partsCalled = (
  from: Json | undefined,
  names: readonly (readonly [string, string])[],
  within: string,
): readonly Part[] =>
  names
    .filter(([key]) => from?.[key] !== undefined)
    .map(([key, name]) => ({ name, words: wordsIn(from?.[key]), place: `${within}${key}` }));

/** The usual answers say nothing. */
const isUsual = ({ place, words }: Part): boolean =>
  words.length === 0 || (place === 'priority' && words.join() === 'routine');

/** NHS's own extensions: each is read where it belongs, or says how EPS works and nothing to people. */
const known =
  /Extension-(DM-)?(PrescriptionType|ResponsiblePractitioner|PrescriptionEndorsement|ControlledDrug|PerformerSiteType|performerType|PrescriptionStatusHistory|PrescriptionId)$|Extension-(UKCore-MedicationRepeatInformation|EPS-[A-Za-z]+)$/i;

/** What an extension is called: the end of its address. */
const nameOf = (one: Json): string => text(one, 'url').split('/').at(-1) ?? '';

const strangeIn = (from: Json | undefined, within: string): readonly Part[] =>
  children(from, 'extension')
    .filter((one) => !known.test(text(one, 'url')))
    .map((one) => ({
      name: nameOf(one),
      words: wordsIn(one),
      place: `${within}extension`,
    }));

const substitution = (request: Json): Part => {
  const part = child(request, 'substitution');
  const isUsed =
    part?.allowedBoolean === true || part?.allowedCodeableConcept !== undefined || part?.reason !== undefined;
  const { allowedBoolean: allowed, ...rest } = part ?? {};
  return {
    name: 'whether another product may be given',
    words: isUsed ? [...(allowed === true ? ['yes'] : []), ...wordsIn(rest)] : [],
    place: 'substitution',
  };
};

const partsOfLine = (request: Json, display: string): readonly Part[] => {
  const dispense = child(request, 'dispenseRequest');
  const name = otherName(request, display);
  return [
    { name: 'its name', words: name === '' ? [] : [name], place: 'medicationCodeableConcept.text' },
    ...partsCalled(request, called, ''),
    ...partsCalled(dispense, calledInRequest, 'dispenseRequest.'),
    substitution(request),
    ...strangeIn(request, ''),
    ...strangeIn(dispense, 'dispenseRequest.'),
    ...children(request, 'dosageInstruction').flatMap((one) => strangeIn(one, 'dosageInstruction.')),
  ].filter((part) => !isUsual(part));
};

/** [FHIR-28] What a line says beside all that has its place on the screen. */
export const alsoSaid = (request: Json, line: number, display: string, place: string): readonly Warning[] =>
  once(
    partsOfLine(request, display).map((part) =>
      warning(
        'AlsoSays',
        `Item ${line} also says (${part.name}): ${said(part.words)}.`,
        `${place}.${part.place}`,
      ),
    ),
  );

const calledOfPatient = Object.entries({
  communication: 'what language they speak',
  contact: 'whom to turn to for them',
});

const alsoOfPatient = (resources: Resources): readonly Warning[] =>
  resources.ofType('Patient').flatMap((patient) =>
    partsCalled(patient, calledOfPatient, '')
      .filter((part) => !isUsual(part))
      .map(({ name, words, place }) =>
        warning(
          'AlsoSays',
          `The script also says of the patient (${name}): ${said(words)}.`,
          `${resources.placeOf(patient)}.${place}`,
        ),
      ),
  );

const isTurned = (part: Json | undefined): boolean => part?.modifierExtension !== undefined;

/** Parts that bear FHIR's own sign that something turns the meaning of what stands beside it. */
const turnedParts = (resource: Json): readonly (Json | undefined)[] => [
  ...[resource, child(resource, 'dispenseRequest')].filter(isTurned),
  ...children(resource, 'dosageInstruction').filter(isTurned),
];

const modifiersOf = (resources: Resources): readonly Warning[] =>
  resources.all.flatMap((resource) =>
    turnedParts(resource)
      .flatMap((part) => children(part, 'modifierExtension'))
      .map((one) =>
        warning(
          'Modifier',
          `A part of this message changes the meaning of another, and is not known here: ${said([nameOf(one), ...wordsIn(one)])}. Ask the prescriber before anything is supplied.`,
          `${resources.placeOf(resource)}.modifierExtension`,
        ),
      ),
  );

/** Read for the script, or of no use to people. */
const ofAScript: readonly string[] = [
  'MessageHeader',
  'MedicationRequest',
  'Medication',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'HealthcareService',
  'Location',
  'CommunicationRequest',
  'Communication',
  'Provenance',
  'Device',
  'Endpoint',
  'OperationOutcome',
];

/** Kinds of resources in the message, and inside its entries, that no script has. */
const strangeTypes = (resources: Resources): readonly string[] => {
  const types = new Set<string>();
  for (const entry of resources.all) {
    types.add(text(entry, 'resourceType'));
    for (const inner of children(entry, 'contained')) types.add(text(inner, 'resourceType'));
  }
  return [...types].filter((type) => type !== '' && !ofAScript.includes(type));
};

const others = (resources: Resources): readonly Warning[] => {
  const types = strangeTypes(resources);
  if (types.length === 0) return [];
  return foundOf(resources, types)
    .filter(({ resource }) => text(resource, 'resourceType') !== 'List' || !isRepeatList(resource))
    .map(({ resource, owner }) =>
      warning(
        'OtherPart',
        `The message also holds a part of the kind ${text(resource, 'resourceType')}: ${said(wordsIn(resource)) || 'without words'}.`,
        resources.placeOf(owner),
      ),
    );
};

const anItemMayBeMissing = 'so an item may be missing. Ask the prescriber before anything is supplied.';

/** [FHIR-30] What nobody can read, and what the message says it has and did not bring: either may be an item. */
const lackingIn = (resources: Resources): readonly Warning[] => [
  ...resources.unreadable.map((i) =>
    warning(
      'UnreadablePart',
      `Part ${i + 1} of this message cannot be read, ${anItemMayBeMissing}`,
      pathAt('entry', i),
    ),
  ),
  ...resources
    .ofType('MessageHeader')
    .flatMap((header) =>
      placed(header.focus).flatMap(([i, pointer]) =>
        !text(pointer, 'reference').toLowerCase().startsWith('urn:uuid:') ||
        pointedAt(resources, header, pointer)
          ? []
          : warning(
              'MissingPart',
              `The message says that it has a part which did not come with it, ${anItemMayBeMissing}`,
              `MessageHeader.${pathAt('focus', i)}`,
            ),
      ),
    ),
];

/** [FHIR-28] What the message says beside its lines that has no place on the screen. */
export const unreadOf = (resources: Resources): readonly Warning[] =>
  once([
    ...lackingIn(resources),
    ...modifiersOf(resources),
    ...alsoOfPatient(resources),
    ...others(resources),
    ...missingOf(resources).map((name) =>
      warning(
        'MissingPart',
        `The message speaks of “${name}”, which did not come with it. Ask the prescriber for it.`,
        'CommunicationRequest.payload',
      ),
    ),
  ]);
