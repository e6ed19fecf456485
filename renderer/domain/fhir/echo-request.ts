import type { Item, Prescription } from '../prescriptions/model';
import { asJson, child, children, extension, number, part, text, type Json } from './json';
import { follow, type Resources } from './resources';
import { structureDefinition, systems } from './systems';
import { concept, identifier, repeatInformation, therapyCoding, writeQuantity } from './writing';

const repeatUrl = structureDefinition('Extension-EPS-RepeatInformation');
const ukCoreRepeatUrl =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation';
const maxDepth = 40;

/** A copy without nulls, empty parts and what nests deeper than any FHIR does: none of it may travel on. */
const tidy = (value: unknown, depth: number): unknown => {
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

/** A role of the message as an identifier: other entries do not travel along. */
const asIdentifier = (resources: Resources, owner: Json, name: string): Json | undefined => {
  const role = follow(resources, owner, name);
  const id = children(role, 'identifier').find((one) => text(one, 'system') === systems.roleProfile);
  if (id) return { identifier: identifier(systems.roleProfile, text(id, 'value')) };
  const given = child(child(owner, name), 'identifier');
  return given && { identifier: given };
};

const withoutPointers = (request: Json, resources: Resources): readonly Json[] =>
  children(request, 'extension').flatMap((one): readonly Json[] => {
    if (!child(one, 'valueReference')) return [one];
    const valueReference = asIdentifier(resources, one, 'valueReference');
    return valueReference ? [{ ...one, valueReference }] : [];
  });

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
  const { reference: _reference, ...first } = children(request, 'basedOn')[0] ?? {};
  const ukCore = extension(request, 'Extension-UKCore-MedicationRepeatInformation');
  const others = children(request, 'extension').filter((one) => one !== ukCore);
  const issued = number(part(ukCore, 'numberOfPrescriptionsIssued'), 'valueUnsignedInt');
  const allowed = number(child(request, 'dispenseRequest'), 'numberOfRepeatsAllowed');
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
    courseOfTherapyType: { coding: [therapyCoding(prescription.treatment)] },
    dosageInstruction: [{ text: item.directions === '' ? 'As directed' : item.directions }],
  };
};

const nowhere: Resources = { ofType: () => [], resolve: () => undefined, placeOf: () => '' };

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
  const request = asJson(tidy(released, 0)) ?? {};
  const {
    medicationReference: _reference,
    contained: _contained,
    requester: _requester,
    extension: _extension,
    ...rest
  } = request;
  const requester = asIdentifier(resources, request, 'requester');
  const erd = prescription.treatment === 'erd' ? repeatParts(request, prescription, item) : undefined;
  const own = withoutPointers(erd ? { extension: erd.others } : request, resources);
  const extensions = erd ? [...own, erd.ukCore] : own;
  const { quantity } = item;
  return {
    ...minimum(prescription, item),
    ...rest,
    ...(extensions.length > 0 ? { extension: extensions } : {}),
    identifier: [identifier(systems.item, item.itemId)],
    medicationCodeableConcept: medicationOf(request, item),
    subject: { identifier: identifier(systems.nhsNumber, prescription.patient.nhsNumber ?? '') },
    ...(requester ? { requester } : {}),
    ...(erd ? { basedOn: erd.basedOn } : {}),
    groupIdentifier: groupIdentifierOf(prescription),
    dispenseRequest: {
      ...child(request, 'dispenseRequest'),
      ...(erd ? { numberOfRepeatsAllowed: erd.numberOfRepeatsAllowed } : {}),
      quantity: writeQuantity(quantity),
    },
  };
};
