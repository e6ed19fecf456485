import type { Item, Prescription } from '../prescriptions/model';
import { child, children, partsOf, text, type Json } from './json';
import { furtherOf, issuedOf, ukCoreRepeat } from './read-counters';
import { pointedAt, type Resources } from './resources';
import { structureDefinition, systems } from './systems';
import { identifier, medicineConcept, repeatInformation, therapyCoding, writeQuantity } from './writing';

const repeatUrl = structureDefinition('Extension-EPS-RepeatInformation');
const ukCoreRepeatUrl = `https://fhir.hl7.org.uk/StructureDefinition/${ukCoreRepeat}`;
const maxDepth = 40;

/** How an entry that stays behind is named: a role by its profile, anything else by its first identifier. */
const identifierOf = (resource: Json | undefined): Json | undefined => {
  const identifiers = children(resource, 'identifier');
  const found =
    identifiers.find((one) => text(one, 'system') === systems.roleProfile) ??
    identifiers.find((one) => text(one, 'value') !== '');
  return found && identifier(text(found, 'system'), text(found, 'value'));
};

type Released = { readonly request: Json; readonly resources: Resources };

/** The objects of a copy: what pointed to an entry that stays behind is named by its identifier, or left out. */
const standingObject = (from: Json, depth: number, released: Released): Json | undefined => {
  const kept: Record<string, unknown> = {};
  let parts = 0;
  let pointer: Json | undefined;
  for (const name of Object.keys(from)) {
    const one = from[name];
    if (name === 'reference' && typeof one === 'string') {
      pointer = from;
      continue;
    }
    const inner = name === '__proto__' ? undefined : standingAlone(one, depth + 1, released);
    if (inner === undefined) continue;
    kept[name] = inner;
    parts += 1;
  }
  if (pointer && kept.identifier === undefined) {
    const named = identifierOf(pointedAt(released.resources, released.request, pointer));
    if (named) return { ...kept, identifier: named };
  }
  // An extension whose value is gone says nothing.
  return parts === 0 || (parts === 1 && kept.url !== undefined) ? undefined : kept;
};

/** A copy without nulls, empty parts and texts, pointers, and what nests deeper than any FHIR does. */
const standingAlone = (value: unknown, depth: number, released: Released): unknown => {
  if (typeof value !== 'object') return value === '' ? undefined : value;
  if (value === null || depth > maxDepth) return undefined;
  if (!Array.isArray(value)) return standingObject(value as Json, depth, released); // an object of JSON
  const kept: unknown[] = [];
  for (const one of value as unknown[]) {
    const inner = standingAlone(one, depth + 1, released);
    if (inner !== undefined) kept.push(inner);
  }
  return kept.length > 0 ? kept : undefined;
};

/** The medicine by its one SNOMED coding; a reference to a Medication becomes the medicine itself. */
const medicationOf = (request: Json, item: Item): Json => {
  const inline = child(request, 'medicationCodeableConcept');
  const codings = children(inline, 'coding').filter((one) => text(one, 'system') === systems.snomed);
  if (inline && codings.length === 1) return inline;
  const { code, display } = item.medication;
  return code === '' ? (inline ?? { text: display }) : medicineConcept(item.medication);
};

/**
 * [FHIR-5] Counters of the script as messages want them, zero-based. Repeat dispensing has them always, any other kind
 * where its release has any: EPS reads them there too, and refuses half of them.
 */
const basedOnOf = (request: Json, prescription: Prescription, item: Item) => {
  const first = children(request, 'basedOn')[0] ?? {};
  const isCounter = (one: Json): boolean => text(one, 'url') === repeatUrl;
  const extensions = children(first, 'extension');
  if (prescription.treatment !== 'erd' && !extensions.some(isCounter)) return {};
  return {
    basedOn: [
      {
        ...first,
        extension: [
          ...extensions.filter((one) => !isCounter(one)),
          repeatInformation(prescription.issue, prescription.issues),
        ],
        identifier: child(first, 'identifier') ?? identifier(systems.item, item.itemId),
      },
    ],
  };
};

/** [FHIR-5] Counters of the line, one-based, all in one extension: EPS refuses a second one. */
const lineCounters = (request: Json, prescription: Prescription, item: Item) => {
  const own = children(request, 'extension');
  const others = own.filter((one) => !text(one, 'url').endsWith(ukCoreRepeat));
  const erd = prescription.treatment === 'erd';
  const said = issuedOf(request);
  const issued = erd ? (said ?? item.repeat?.issued ?? prescription.issue) : said;
  const parts = [
    ...children(partsOf(request, ukCoreRepeat), 'extension').filter(
      (one) => text(one, 'url') !== 'numberOfPrescriptionsIssued',
    ),
    ...(issued === undefined ? [] : [{ url: 'numberOfPrescriptionsIssued', valueUnsignedInt: issued }]),
  ];
  return {
    extensions: parts.length === 0 ? others : [...others, { url: ukCoreRepeatUrl, extension: parts }],
    allowed:
      furtherOf(request) ??
      (issued === undefined ? undefined : (item.repeat?.allowed ?? prescription.issues) - 1),
  };
};

const groupIdentifierOf = ({ shortId, longId }: Prescription): Json => ({
  ...(longId === ''
    ? {}
    : {
        extension: [
          {
            url: structureDefinition('Extension-DM-PrescriptionId'),
            valueIdentifier: identifier(systems.longId, longId),
          },
        ],
      }),
  ...identifier(systems.shortId, shortId),
});

/** What every echoed item says whatever the release said: read with the eyes of who receives it. */
const minimum = (prescription: Prescription, item: Item): Json => {
  return {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: prescription.treatment === 'erd' ? 'reflex-order' : 'order',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
            code: 'outpatient',
            display: 'Outpatient',
          },
        ],
      },
    ],
    courseOfTherapyType: { coding: [therapyCoding(prescription.treatment)] },
    dosageInstruction: [{ text: item.directions === '' ? 'As directed' : item.directions }],
    substitution: { allowedBoolean: false },
  };
};

const nowhere: Resources = {
  all: [],
  day: '',
  ofType: () => [],
  resolve: () => undefined,
  placeOf: () => '',
  unreadable: [],
};

/** Of the request for supply what may stand in a message: a count of repeats only where it is one (eps.md 1.3). */
const dispenseRequestOf = (request: Json, item: Item, allowed: number | undefined): Json => {
  const { numberOfRepeatsAllowed: _count, ...rest } = child(request, 'dispenseRequest') ?? {};
  return {
    ...rest,
    ...(allowed === undefined ? {} : { numberOfRepeatsAllowed: allowed }),
    quantity: writeQuantity(item.quantity),
  };
};

/**
 * [FHIR-15] One line as it was released, able to stand alone in a notification: pointers to entries that stay
 * behind become identifiers, and what the translator at EPS trips over is filled in from what was read.
 */
export const echoRequest = (
  released: Json | undefined,
  prescription: Prescription,
  item: Item,
  resources: Resources = nowhere,
): Json => {
  const { medicationReference: _reference, contained: _contained, ...own } = released ?? {};
  const request = standingObject(own, 0, { request: released ?? {}, resources }) ?? {};
  const { extension: _extension, ...rest } = request;
  const { extensions, allowed } = lineCounters(request, prescription, item);
  return {
    ...minimum(prescription, item),
    ...rest,
    ...(extensions.length > 0 ? { extension: extensions } : {}),
    identifier: [identifier(systems.item, item.itemId)],
    medicationCodeableConcept: medicationOf(request, item),
    subject: { identifier: identifier(systems.nhsNumber, prescription.patient.nhsNumber ?? '') },
    ...basedOnOf(request, prescription, item),
    groupIdentifier: groupIdentifierOf(prescription),
    dispenseRequest: dispenseRequestOf(request, item, allowed),
  };
};
