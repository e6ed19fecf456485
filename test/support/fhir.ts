import { readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import type { Prescription } from '../../renderer/domain/prescriptions/model';

/** What a test says about an item; the rest is valid. */
export type ItemSpec = {
  readonly id?: string;
  readonly name?: string;
  /** dm+d code. */
  readonly code?: string;
  readonly quantity?: number;
  readonly status?: string;
  readonly schedule?: string;
  readonly directions?: string;
};

export type ScriptSpec = {
  readonly shortId?: string;
  readonly longId?: string;
  readonly items?: readonly ItemSpec[];
  readonly therapy?: string;
  readonly intent?: string;
  readonly issue?: number;
  readonly issues?: number;
  readonly start?: string;
  readonly nhsNumber?: string;
  readonly family?: string;
  /** When it was signed. */
  readonly signed?: string;
};

const fhirUrl = 'https://fhir.nhs.uk';
export const aLongId = '20ba5fb5-cb58-462c-923e-22d180b09356';
export const aShortId = '24F5DA-A83008-7EFE6Z';
export const itemIdOf = (n: number): string =>
  `a54219b8-f741-4c47-b662-e4f8dfa49a${String(n).padStart(2, '0')}`;

const repeatOf = ({ issue, issues }: ScriptSpec) =>
  issue === undefined
    ? {}
    : {
        basedOn: [
          {
            extension: [
              {
                url: `${fhirUrl}/StructureDefinition/Extension-EPS-RepeatInformation`,
                extension: [
                  { url: 'numberOfRepeatsAllowed', valueInteger: (issues ?? issue) - 1 },
                  { url: 'numberOfRepeatsIssued', valueInteger: issue - 1 },
                ],
              },
            ],
          },
        ],
      };

const requestOf = (script: ScriptSpec, item: ItemSpec, n: number) => ({
  resourceType: 'MedicationRequest',
  id: `request-${n}`,
  extension: [
    {
      url: `${fhirUrl}/StructureDefinition/Extension-DM-PrescriptionType`,
      valueCoding: { code: '0101' },
    },
    ...(item.schedule === undefined
      ? []
      : [
          {
            url: `${fhirUrl}/StructureDefinition/Extension-DM-ControlledDrug`,
            extension: [{ url: 'schedule', valueCoding: { code: item.schedule } }],
          },
        ]),
  ],
  identifier: [{ system: `${fhirUrl}/Id/prescription-order-item-number`, value: item.id ?? itemIdOf(n) }],
  ...repeatOf(script),
  status: item.status ?? 'active',
  intent: script.intent ?? 'order',
  medicationCodeableConcept: {
    coding: [
      {
        system: 'http://snomed.info/sct',
        code: item.code ?? '39732311000001104',
        display: item.name ?? 'Amoxicillin 250mg capsules',
      },
    ],
  },
  subject: { reference: 'urn:uuid:patient' },
  requester: { reference: 'urn:uuid:role' },
  groupIdentifier: {
    system: `${fhirUrl}/Id/prescription-order-number`,
    value: script.shortId ?? aShortId,
    extension: [
      {
        url: `${fhirUrl}/StructureDefinition/Extension-DM-PrescriptionId`,
        valueIdentifier: { system: `${fhirUrl}/Id/prescription`, value: script.longId ?? aLongId },
      },
    ],
  },
  courseOfTherapyType: { coding: [{ code: script.therapy ?? 'acute' }] },
  dosageInstruction: [{ text: item.directions ?? 'One to be taken three times a day' }],
  dispenseRequest: {
    validityPeriod: { start: script.start ?? '2026-11-20' },
    quantity: { value: item.quantity ?? 21, unit: 'capsule', code: '428641000' },
    performer: { identifier: { value: 'FA565' } },
  },
});

/** A prescription message, valid unless the test says otherwise. */
export const aBundle = (script: ScriptSpec = {}) => {
  const items = script.items ?? [{}];
  const entry = (fullUrl: string, resource: unknown) => ({ fullUrl, resource });
  return {
    resourceType: 'Bundle',
    id: 'message',
    identifier: {
      system: 'https://tools.ietf.org/html/rfc4122',
      value: `${(script.longId ?? aLongId).slice(0, 35)}f`,
    },
    type: 'message',
    entry: [
      entry('urn:uuid:header', {
        resourceType: 'MessageHeader',
        eventCoding: { code: 'prescription-order' },
      }),
      ...items.map((item, n) => entry(`urn:uuid:request-${n}`, requestOf(script, item, n))),
      entry('urn:uuid:patient', {
        resourceType: 'Patient',
        identifier: [{ system: `${fhirUrl}/Id/nhs-number`, value: script.nhsNumber ?? '9990000018' }],
        name: [{ use: 'usual', family: script.family ?? 'Okafor', given: ['Chidi'], prefix: ['Mr'] }],
        gender: 'male',
        birthDate: '1961-01-03',
        address: [{ line: ['1 Invented Street'], postalCode: 'LS99 1AA' }],
      }),
      entry('urn:uuid:practitioner', {
        resourceType: 'Practitioner',
        name: [{ family: 'Nwosu', given: ['Amara'], prefix: ['Dr'] }],
      }),
      entry('urn:uuid:role', {
        resourceType: 'PractitionerRole',
        practitioner: { reference: 'urn:uuid:practitioner' },
        organization: { reference: 'urn:uuid:practice' },
        telecom: [{ system: 'phone', use: 'work', value: '01632 960311' }],
      }),
      entry('urn:uuid:practice', { resourceType: 'Organization', name: 'Invented Street Surgery' }),
      entry('urn:uuid:provenance', {
        resourceType: 'Provenance',
        signature: [{ when: script.signed ?? '2026-11-20T09:00:00+00:00', data: 'c2lnbmVk' }],
      }),
    ],
  };
};

/** The same as the program would read it. */
export const aPrescription = (
  script: ScriptSpec = {},
  origin: { releaseResponseId?: string; signature?: 'passed' | 'failed' } = {},
): Prescription => {
  const read = readPrescriptionBundle(aBundle(script), {
    releaseResponseId: origin.releaseResponseId ?? 'release-1',
    signature: origin.signature ?? 'passed',
  });
  if (read.kind !== 'script') throw new Error(read.sentence);
  return read.prescription;
};
