import { randomUUID } from 'node:crypto';
import { isJson, items, resourcesOf, str, type Json, type Answer } from './json';
import type { Holder, Line, Script } from './model';

const statusWord = { '0005': 'cancelled', '0006': 'stopped' } as const;

/** The message as the Spine hands it over: an item cancelled or expired before says so (eps.md 1.1). */
const handedOver = (script: Script): Json => ({
  ...script.bundle,
  entry: items(script.bundle, 'entry').map((entry) => {
    if (!isJson(entry.resource) || entry.resource.resourceType !== 'MedicationRequest') return entry;
    const request = entry.resource;
    const id = items(request, 'identifier')[0]?.value;
    const line = script.lines.find((one) => one.id === String(id).toLowerCase());
    if (line?.status !== '0005' && line?.status !== '0006') return entry;
    return {
      ...entry,
      resource: {
        ...request,
        status: statusWord[line.status],
        extension: [...items(request, 'extension'), dispenseStatus(line.status)],
      },
    };
  }),
});

const dispenseStatus = (code: string): Json => ({
  url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-DispensingInformation',
  extension: [
    {
      url: 'dispenseStatus',
      valueCoding: { system: 'https://fhir.nhs.uk/CodeSystem/medicationdispense-type', code },
    },
  ],
});

const signatureOutcome = (script: Script): Json => ({
  resourceType: 'OperationOutcome',
  extension: [
    {
      url: 'https://fhir.nhs.uk/StructureDefinition/Extension-Spine-supportingInfo-prescription',
      valueIdentifier: { system: 'https://fhir.nhs.uk/Id/prescription-order-number', value: script.shortId },
    },
  ],
  issue: [
    {
      severity: 'error',
      code: 'invalid',
      details: {
        coding: [
          {
            system: 'https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode',
            code: 'INVALID_VALUE',
            display: 'Signature is invalid.',
          },
        ],
      },
      expression: ['Provenance.signature.data'],
    },
  ],
});

const searchset = (id: string, at: number, resources: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  id,
  meta: { lastUpdated: new Date(at).toISOString() },
  identifier: { system: 'https://tools.ietf.org/html/rfc4122', value: id },
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ resource })),
});

/** The answer `id` that hands scripts over: passed ones, and in pairs those whose signature failed. */
export const releaseAnswer = (scripts: readonly Script[], at: number, id: string = randomUUID()): Answer => {
  const passed = scripts.filter((script) => !script.badSignature).map(handedOver);
  const failed = scripts
    .filter((script) => script.badSignature)
    .flatMap((script) => [signatureOutcome(script), handedOver(script)]);
  return {
    status: 200,
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'passedPrescriptions', resource: searchset(id, at, passed) },
        { name: 'failedPrescriptions', resource: searchset(id, at, failed) },
      ],
    },
  };
};

/** [TSP-5] With the asker now; one whose signature failed goes back by itself, its nomination gone. */
export const afterRelease = (script: Script, asker: Holder): Script =>
  script.badSignature
    ? { ...script, nominated: '' }
    : {
        ...script,
        status: '0002',
        holder: asker,
        lines: script.lines.map((line) => (line.status === '0007' ? { ...line, status: '0008' } : line)),
      };

const closedBefore: Readonly<Record<string, Line['status']>> = { cancelled: '0005', stopped: '0006' };

/** Items of a message, as lines still to be dispensed, but for those that it calls cancelled or stopped. */
export const linesOfBundle = (bundle: Json): readonly Line[] =>
  resourcesOf(bundle, 'MedicationRequest').map((request) => ({
    id: String(items(request, 'identifier')[0]?.value ?? request.id).toLowerCase(),
    status: closedBefore[str(request, 'status')] ?? '0007',
  }));
