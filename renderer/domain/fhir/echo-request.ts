import type { Item, Prescription } from '../prescriptions/model';
import { asJson, child, children, partsOf, text, type Json } from './json';
import { furtherOf, issuedOf, ukCoreRepeat } from './read-counters';
import { pointedAt, type Resources } from './resources';
import { structureDefinition, systems } from './systems';
import { concept, identifier, repeatInformation, therapyCoding, writeQuantity } from './writing';

const repeatUrl = structureDefinition('Extension-EPS-RepeatInformation');
const ukCoreRepeatUrl = `https://fhir.hl7.org.uk/StructureDefinition/${ukCoreRepeat}`;
const maxDepth = 40;

/** A copy without nulls, empty parts and texts, and what nests deeper than any FHIR does: none of it may travel on. */
const tidy = (value: unknown, depth: number): unknown => {
  if (value === '') return undefined;
  if (typeof value !== 'object') return value;
  if (value === null || depth > maxDepth) return undefined;
  if (Array.isArray(value)) {
    const kept: unknown[] = [];
    for (const one of value as unknown[]) {
      const inner = tidy(one, depth + 1);
      if (inner !== undefined) kept.push(inner);
    }
    return kept.length > 0 ? kept : undefined;
  }
  const kept: Record<string, unknown> = {};
  let some = false;
  for (const [name, one] of Object.entries(value)) {
    const inner: unknown = name === '__proto__' ? undefined : tidy(one, depth + 1);
    if (inner === undefined) continue;
    kept[name] = inner;
    some = true;
  }
  return some ? kept : undefined;
};

/** How an entry that stays behind is named: a role by its profile, anything else by its first identifier. */
const identifierOf = (resource: Json | undefined): Json | undefined => {
  const identifiers = children(resource, 'identifier');
  const found =
    identifiers.find((one) => text(one, 'system') === systems.roleProfile) ??
    identifiers.find((one) => text(one, 'value') !== '');
  return found && identifier(text(found, 'system'), text(found, 'value'));
};

/** A copy in which nothing points to what stays behind: each pointer becomes an identifier, or is left out. */
const standingAlone = (value: unknown, owner: Json, resources: Resources): unknown => {
  if (Array.isArray(value)) {
    const kept = (value as unknown[]).flatMap((one) => standingAlone(one, owner, resources) ?? []);
    return kept.length > 0 ? kept : undefined;
  }
  const from = asJson(value);
  if (!from) return value;
  const { reference, ...rest } = from;
  const named =
    typeof reference === 'string' && !('identifier' in rest)
      ? identifierOf(pointedAt(resources, owner, from))
      : undefined;
  const kept = Object.entries(typeof reference === 'string' ? rest : from).flatMap(([name, one]) => {
    const inner = standingAlone(one, owner, resources);
    return inner === undefined ? [] : [[name, inner] as const];
  });
  const whole = named ? [...kept, ['identifier', named] as const] : kept;
  // An extension whose value is gone says nothing.
  const empty = whole.length === 0 || (whole.length === 1 && whole[0]?.[0] === 'url');
  return empty ? undefined : Object.fromEntries(whole);
};

/** The medicine by its one SNOMED coding; a reference to a Medication becomes the medicine itself. */
const medicationOf = (request: Json, item: Item): Json => {
  const inline = child(request, 'medicationCodeableConcept');
  const codings = children(inline, 'coding').filter((one) => text(one, 'system') === systems.snomed);
  if (inline && codings.length === 1) return inline;
  const { code, display } = item.medication;
  return code === '' ? (inline ?? { text: display }) : concept(systems.snomed, code, display);
};

/** [FHIR-5] Counters as messages want them: issue zero-based on `basedOn`, line one-based in UK Core's. */
const repeatParts = (request: Json, prescription: Prescription, item: Item) => {
  const first = children(request, 'basedOn')[0] ?? {};
  const ukCore = partsOf(request, ukCoreRepeat);
  const others = children(request, 'extension').filter((one) => !text(one, 'url').endsWith(ukCoreRepeat));
  const issued = issuedOf(request);
  const allowed = furtherOf(request);
  return {
    basedOn: [
      {
        ...first,
        extension: [
          ...children(first, 'extension').filter((one) => text(one, 'url') !== repeatUrl),
          repeatInformation(prescription.issue, prescription.issues),
        ],
        identifier: child(first, 'identifier') ?? identifier(systems.item, item.itemId),
      },
    ],
    ukCore: {
      url: ukCoreRepeatUrl,
      extension: [
        ...children(ukCore, 'extension').filter((one) => text(one, 'url') !== 'numberOfPrescriptionsIssued'),
        {
          url: 'numberOfPrescriptionsIssued',
          valueUnsignedInt: issued ?? item.repeat?.issued ?? prescription.issue,
        },
      ],
    },
    others,
    numberOfRepeatsAllowed: allowed ?? (item.repeat?.allowed ?? prescription.issues) - 1,
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

const nowhere: Resources = { ofType: () => [], resolve: () => undefined, placeOf: () => '' };

/** Of the request for supply what may stand in a message: a count of repeats only where it is one (eps.md 1.3). */
const dispenseRequestOf = (request: Json, item: Item, repeats: number | undefined): Json => {
  const { numberOfRepeatsAllowed: _count, ...rest } = child(request, 'dispenseRequest') ?? {};
  const allowed = repeats ?? furtherOf(request);
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
  const tidied = asJson(tidy(released, 0)) ?? {};
  const { medicationReference: _reference, ...pointing } = tidied;
  const { contained: _contained, ...request } = asJson(standingAlone(pointing, tidied, resources)) ?? {};
  const erd = prescription.treatment === 'erd' ? repeatParts(request, prescription, item) : undefined;
  const { extension: _extension, ...rest } = request;
  const own = erd ? erd.others : children(request, 'extension');
  const extensions = erd ? [...own, erd.ukCore] : own;
  return {
    ...minimum(prescription, item),
    ...rest,
    ...(extensions.length > 0 ? { extension: extensions } : {}),
    identifier: [identifier(systems.item, item.itemId)],
    medicationCodeableConcept: medicationOf(request, item),
    subject: { identifier: identifier(systems.nhsNumber, prescription.patient.nhsNumber ?? '') },
    ...(erd ? { basedOn: erd.basedOn } : {}),
    groupIdentifier: groupIdentifierOf(prescription),
    dispenseRequest: dispenseRequestOf(request, item, erd?.numberOfRepeatsAllowed),
  };
};
