import { testNhsNumber } from './check-digits';
import type { Json } from './json';
import type { ScriptSeed, SeedFile } from './seed';
import { dayMs } from './spans';
import { uuidOf } from './uuid-of';

const fhir = 'https://fhir.nhs.uk';
const definition = (name: string): string => `${fhir}/StructureDefinition/${name}`;
const id = (system: string, value: string): Json => ({ system, value });
const code = (system: string, value: string, display: string): Json => ({ system, code: value, display });

export type ScriptIdentity = {
  readonly shortId: string;
  readonly longId: string;
  readonly issue: number;
  readonly issues: number;
  readonly signedAt: Date;
  readonly nominated: string;
};

type Context = { readonly seeds: SeedFile; readonly seed: ScriptSeed; readonly identity: ScriptIdentity };

const urlOf = ({ identity }: Context, what: string): string => `urn:uuid:${uuidOf(identity.longId, what)}`;
const entry = (fullUrl: string, resource: Json): Json => ({
  fullUrl,
  resource: { ...resource, id: fullUrl.slice('urn:uuid:'.length) },
});

const patientOf = ({ seeds, seed }: Context): Json => {
  const patient = seeds.patients[seed.patient % seeds.patients.length];
  return {
    resourceType: 'Patient',
    identifier: [id(`${fhir}/Id/nhs-number`, testNhsNumber(seed.patient))],
    name: [
      { use: 'usual', family: patient?.family, given: patient?.given.split(' '), prefix: [patient?.title] },
    ],
    telecom: [{ system: 'phone', use: 'home', value: patient?.phone }],
    gender: patient?.gender,
    birthDate: patient?.birthDate,
    address: [{ use: 'home', line: patient?.address, postalCode: patient?.postcode }],
  };
};

const prescriberOf = ({ seeds, seed }: Context) =>
  seeds.prescribers[seed.prescriber % seeds.prescribers.length];

const practitionerOf = (context: Context): Json => {
  const who = prescriberOf(context);
  return {
    resourceType: 'Practitioner',
    identifier: [id(who?.codeSystem ?? '', who?.code ?? '')],
    name: [{ family: who?.family, given: [who?.given], prefix: [who?.title] }],
  };
};

const roleOf = (context: Context): Json => ({
  resourceType: 'PractitionerRole',
  identifier: [id(`${fhir}/Id/sds-role-profile-id`, '100102238986')],
  practitioner: { reference: urlOf(context, 'practitioner') },
  organization: { reference: urlOf(context, 'practice') },
  code: [
    {
      coding: [
        code(
          `${fhir}/CodeSystem/NHSDigital-SDS-JobRoleCode`,
          'S8000:G8000:R8000',
          'Clinical Practitioner Access Role',
        ),
      ],
    },
  ],
  telecom: [{ system: 'phone', use: 'work', value: prescriberOf(context)?.phone }],
});

const practiceOf = (context: Context): Json => {
  const practice = prescriberOf(context)?.practice;
  return {
    resourceType: 'Organization',
    identifier: [id(`${fhir}/Id/ods-organization-code`, practice?.ods ?? '')],
    type: [{ coding: [code(`${fhir}/CodeSystem/organisation-role`, '76', 'GP PRACTICE')] }],
    name: practice?.name,
    telecom: [{ system: 'phone', use: 'work', value: practice?.phone }],
    address: [{ use: 'work', line: practice?.address, postalCode: practice?.postcode }],
  };
};

const therapies = {
  acute: code(
    'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy',
    'acute',
    'Short course (acute) therapy',
  ),
  repeat: code(
    'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy',
    'continuous',
    'Continuous long term therapy',
  ),
  erd: code(
    `${fhir}/CodeSystem/medicationrequest-course-of-therapy`,
    'continuous-repeat-dispensing',
    'Continuous long term (repeat dispensing)',
  ),
} as const;

const repeatExtension = ({ identity }: Context, reviewDate: string): Json => ({
  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation',
  extension: [
    { url: 'numberOfPrescriptionsIssued', valueUnsignedInt: identity.issue },
    { url: 'authorisationExpiryDate', valueDateTime: reviewDate },
  ],
});

const day = (date: Date, plus = 0): string =>
  new Date(date.getTime() + plus * dayMs).toISOString().slice(0, 10);

const extensionsOf = (context: Context, item: ScriptSeed['items'][number]): readonly Json[] => {
  const drug = context.seeds.drugs[item.drug];
  const schedule = drug?.schedule;
  const type = prescriberOf(context)?.type ?? '0101';
  return [
    {
      url: definition('Extension-DM-PrescriptionType'),
      valueCoding: code(`${fhir}/CodeSystem/prescription-type`, type, 'Primary Care Prescriber'),
    },
    ...(context.seed.kind === 'acute'
      ? []
      : [repeatExtension(context, `${day(context.identity.signedAt, 330)}T00:00:00+00:00`)]),
    ...(item.endorsement === undefined
      ? []
      : [
          {
            url: definition('Extension-DM-PrescriptionEndorsement'),
            valueCodeableConcept: {
              coding: [
                code(`${fhir}/CodeSystem/medicationrequest-endorsement`, item.endorsement, item.endorsement),
              ],
            },
          },
        ]),
    ...(schedule === undefined
      ? []
      : [
          {
            url: definition('Extension-DM-ControlledDrug'),
            extension: [
              {
                url: 'schedule',
                valueCoding: code(`${fhir}/CodeSystem/medicationrequest-controlled-drug`, schedule, schedule),
              },
              ...(item.words === undefined ? [] : [{ url: 'quantityWords', valueString: item.words }]),
            ],
          },
        ]),
  ];
};

/** eRD counters on the wire are zero-based (eps.md 1.1). */
const basedOn = ({ identity, seed }: Context): Json =>
  seed.kind === 'erd'
    ? {
        basedOn: [
          {
            extension: [
              {
                url: definition('Extension-EPS-RepeatInformation'),
                extension: [
                  { url: 'numberOfRepeatsAllowed', valueInteger: identity.issues - 1 },
                  { url: 'numberOfRepeatsIssued', valueInteger: identity.issue - 1 },
                ],
              },
            ],
          },
        ],
      }
    : {};

const dispenseRequestOf = ({ identity, seed, seeds }: Context, item: ScriptSeed['items'][number]): Json => {
  const drug = seeds.drugs[item.drug];
  return {
    extension: [
      {
        url: definition('Extension-DM-PerformerSiteType'),
        valueCoding: code(
          `${fhir}/CodeSystem/dispensing-site-preference`,
          identity.nominated === '' ? '0004' : 'P1',
          'Other (e.g. Community Pharmacy)',
        ),
      },
    ],
    validityPeriod: { start: day(identity.signedAt), end: day(identity.signedAt, 180) },
    ...(seed.kind === 'acute' ? {} : { numberOfRepeatsAllowed: identity.issues - 1 }),
    quantity: {
      value: item.quantity,
      unit: drug?.unit,
      system: 'http://snomed.info/sct',
      code: drug?.unitCode,
    },
    expectedSupplyDuration: { value: 28, unit: 'day', system: 'http://unitsofmeasure.org', code: 'd' },
    ...(identity.nominated === ''
      ? {}
      : { performer: { identifier: id(`${fhir}/Id/ods-organization-code`, identity.nominated) } }),
  };
};

const requestOf = (context: Context, item: ScriptSeed['items'][number], line: number): Json => {
  const { identity, seed, seeds } = context;
  const drug = seeds.drugs[item.drug];
  return {
    resourceType: 'MedicationRequest',
    extension: extensionsOf(context, item),
    identifier: [
      id(`${fhir}/Id/prescription-order-item-number`, uuidOf(identity.longId, identity.issue, 'item', line)),
    ],
    ...basedOn(context),
    status: 'active',
    intent: seed.kind === 'erd' ? 'reflex-order' : 'order',
    category: [
      {
        coding: [
          code(
            'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
            'outpatient',
            'Outpatient',
          ),
        ],
      },
    ],
    medicationCodeableConcept: {
      coding: [code('http://snomed.info/sct', drug?.code ?? '', drug?.name ?? item.drug)],
    },
    subject: { reference: urlOf(context, 'patient') },
    requester: { reference: urlOf(context, 'role') },
    groupIdentifier: {
      extension: [
        {
          url: definition('Extension-DM-PrescriptionId'),
          valueIdentifier: id(`${fhir}/Id/prescription`, identity.longId),
        },
      ],
      system: `${fhir}/Id/prescription-order-number`,
      value: identity.shortId,
    },
    courseOfTherapyType: { coding: [therapies[seed.kind]] },
    dosageInstruction: [{ text: item.directions }],
    dispenseRequest: dispenseRequestOf(context, item),
    substitution: { allowedBoolean: false },
  };
};

const headerOf = (context: Context, messageId: string): Json => ({
  resourceType: 'MessageHeader',
  extension: [
    {
      url: definition('Extension-Spine-MessageHeader-messageId'),
      valueIdentifier: id('https://tools.ietf.org/html/rfc4122', messageId),
    },
  ],
  eventCoding: code(`${fhir}/CodeSystem/message-event`, 'prescription-order', 'Prescription Order'),
  destination: [{ endpoint: `urn:nhs-uk:addressing:ods:${context.identity.nominated || 'NONE'}` }],
  sender: { identifier: id(`${fhir}/Id/ods-organization-code`, 'X2601'), display: 'Training Spine' },
  source: { name: 'Training Spine', endpoint: 'urn:nhs-uk:addressing:ods:X2601' },
  response: { identifier: uuidOf(context.identity.longId, 'request'), code: 'ok' },
  focus: [{ reference: urlOf(context, 'patient') }],
});

const instructionsOf = (context: Context): readonly Json[] =>
  context.seed.instructions === undefined
    ? []
    : [
        entry(urlOf(context, 'instructions'), {
          resourceType: 'CommunicationRequest',
          status: 'unknown',
          subject: { reference: urlOf(context, 'patient') },
          payload: [{ contentString: context.seed.instructions }],
          requester: { reference: urlOf(context, 'practice') },
        }),
      ];

const provenanceOf = (context: Context): Json => ({
  resourceType: 'Provenance',
  target: [{ reference: urlOf(context, 'header') }],
  recorded: context.identity.signedAt.toISOString(),
  agent: [{ who: { reference: urlOf(context, 'role') } }],
  signature: [
    {
      type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }],
      when: context.identity.signedAt.toISOString(),
      who: { reference: urlOf(context, 'role') },
      data: Buffer.from('a training signature signs nothing').toString('base64'),
    },
  ],
});

/** A prescription message of the form in which EPS hands it over (eps.md 1.1). */
export const bundleOf = (seeds: SeedFile, seed: ScriptSeed, identity: ScriptIdentity): Json => {
  const context: Context = { seeds, seed, identity };
  const messageId = uuidOf(identity.longId, identity.issue, 'message');
  return {
    resourceType: 'Bundle',
    id: messageId,
    meta: { lastUpdated: identity.signedAt.toISOString() },
    identifier: id('https://tools.ietf.org/html/rfc4122', messageId),
    type: 'message',
    timestamp: identity.signedAt.toISOString(),
    entry: [
      entry(urlOf(context, 'header'), headerOf(context, messageId)),
      ...seed.items.map((item, line) =>
        entry(urlOf(context, `request ${line}`), requestOf(context, item, line)),
      ),
      entry(urlOf(context, 'patient'), patientOf(context)),
      entry(urlOf(context, 'practitioner'), practitionerOf(context)),
      entry(urlOf(context, 'role'), roleOf(context)),
      entry(urlOf(context, 'practice'), practiceOf(context)),
      ...instructionsOf(context),
      entry(urlOf(context, 'provenance'), provenanceOf(context)),
    ],
  };
};
